import type { EventMessage, QuarantineMessage } from '../../model/queue-message.ts';
import type { Stores } from '../../stores/stores.ts';
import type { PushLog } from '../push-log.ts';
import { claim } from './claim.ts';
import { confirm } from './confirm.ts';
import { markForOutbox, putQuarantineIntoOutbox } from './mark-for-outbox.ts';
import type { PushDeadlines } from './push-deadlines.ts';
import { send } from './send.ts';

/** How an authentic product event was made durable. */
export type Accepted = 'enqueued' | 'retryDropped' | 'outboxed' | 'deduplicationBypassed';

/** Neither DynamoDB nor SQS holds the push: it is lost unless one of Weixin's three retries, a moment later, fares better. */
export class NotTakenError extends Error {
  override readonly name = 'NotTakenError';
}

/**
 * Claims an event, puts it on its queue and confirms that: claim → send → confirm
 * (docs/claim-protocol.md). One of the two services being down is made good by the other.
 * @throws {NotTakenError}
 */
export async function accept(
  stores: Stores,
  message: EventMessage,
  log: PushLog,
  deadlines: PushDeadlines,
): Promise<Accepted> {
  const claimed = await log.step('claim', () => claim(stores.events, message, deadlines.claim));
  if (claimed.ok && claimed.value === 'held') return 'retryDropped';

  const sent = await log.step('send', () => send(stores.queues, message, deadlines.send));
  if (sent.ok && !claimed.ok) return 'deduplicationBypassed';
  if (sent.ok) {
    // Unconfirmed, a retry would send one more copy, which the worker absorbs: no reason to refuse.
    await log.step('confirm', () => confirm(stores.events, message.event, deadlines.push));
    return 'enqueued';
  }
  if (!claimed.ok) throw new NotTakenError('neither DynamoDB nor SQS answered', { cause: sent.error });
  const marked = await log.step('outbox', () => markForOutbox(stores.events, message, deadlines.push));
  if (marked.ok) return 'outboxed';
  throw new NotTakenError('SQS did not answer, then DynamoDB did not', { cause: marked.error });
}

/**
 * Keeps an authentic push nobody could read, as it came.
 * @throws {NotTakenError}
 */
export async function quarantine(
  stores: Stores,
  message: QuarantineMessage,
  log: PushLog,
  deadlines: PushDeadlines,
): Promise<'quarantined'> {
  const sent = await log.step('send', () => send(stores.queues, message, deadlines.send));
  if (sent.ok) return 'quarantined';
  const kept = await log.step('outbox', () =>
    putQuarantineIntoOutbox(stores.events, message, deadlines.push),
  );
  if (kept.ok) return 'quarantined';
  throw new NotTakenError('neither SQS nor DynamoDB answered', { cause: kept.error });
}
