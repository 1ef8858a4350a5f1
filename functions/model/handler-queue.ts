import { dashedName, eventNames } from './event-types.ts';

/** What a file of handlers/ may be called, without its ending: `all` gets every type of event. */
export const handlerNames: readonly string[] = [...eventNames.map(dashedName), 'all'];

/** A handler's queue as commands and reports call it. */
export type HandlerQueueName = `on-${string}`;

export function handlerQueueName(handler: string): HandlerQueueName {
  return `on-${handler}`;
}

/** The handler whose queue it is, of one in the pipeline's report; undefined for an event's. */
export function handlerOfQueue(queue: string): string | undefined {
  return handlerNames.find((handler) => handlerQueueName(handler) === queue);
}

/** Where the events of a handler wait. */
export interface HandlerQueue {
  readonly name: HandlerQueueName;
  readonly url: string;
  readonly deadLettersUrl: string;
}
