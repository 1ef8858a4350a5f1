import { handlerOfQueue } from '../../../functions/model/handler-queue.ts';
import type { Pipeline } from './answers.ts';

/** How many events are on their way to being counted; what waits for a handler has been. */
export function underWayIn({ queues, outbox }: Pipeline): number {
  return queues
    .filter(({ queue }) => handlerOfQueue(queue) === undefined)
    .reduce((sum, queue) => sum + queue.waiting + queue.inFlight, outbox);
}
