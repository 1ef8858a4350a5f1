import { type HandlerQueue, handlerQueueName } from '../model/handler-queue.ts';

/**
 * The one variable of who looks at all queues that is there only where there are handlers: their queues as JSON, by
 * the names of the queues rather than by their URLs, for all variables of a function have 4 KB.
 */
export const handlerQueuesVariable = 'HANDLER_QUEUES';

/** A handler with the names of its queue and of its dead-letter queue. */
export type NamedHandlerQueue = readonly [handler: string, queue: string, deadLetters: string];

/** @param neighbour the URL of a queue of the same account and region */
export function handlerQueuesOf(
  neighbour: string,
  variable: string | undefined = process.env[handlerQueuesVariable],
): readonly HandlerQueue[] {
  const named: readonly NamedHandlerQueue[] = JSON.parse(variable ?? '[]');
  return named.map(([handler, queue, deadLetters]) => ({
    name: handlerQueueName(handler),
    url: new URL(queue, neighbour).href,
    deadLettersUrl: new URL(deadLetters, neighbour).href,
  }));
}
