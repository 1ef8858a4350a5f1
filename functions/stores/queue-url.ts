import type { EventMessage, QuarantineMessage } from '../model/queue-message.ts';
import type { Queues } from './stores.ts';

/** The queue a message belongs on. */
export function queueUrlOf(queues: Queues, message: EventMessage | QuarantineMessage): string {
  return 'event' in message ? queues.eventUrls[message.event.Event] : queues.quarantineUrl;
}
