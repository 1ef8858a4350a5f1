import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { SQSRecord } from 'aws-lambda';
import type { WeixinEvent } from '../../model/event-types.ts';
import { eventsTableSchema, expiresAt, lastErrorKey } from '../../model/events-table.ts';
import { maxReceiveCount } from '../../model/queue-message.ts';
import type { Deadline } from '../../runtime/deadline.ts';
import { forEachAtMost } from '../../runtime/for-each-at-most.ts';
import { asError, errorName, logger } from '../../runtime/telemetry.ts';
import type { WorkerStores } from './stores.ts';
import type { Failure } from './task.ts';

/** Why an event's worker gave up on it, as the item says it. */
export interface LastError {
  /** The error's class: its message may quote what was pushed. */
  readonly lastError: string;
  /** ISO 8601. */
  readonly lastErrorAt: string;
}

const writesAtOnce = 16;

/**
 * Notes why messages fail that SQS has handed out for the last time, for `npm run dlq -- peek`. An earlier
 * failure is in the log alone: the next delivery may well succeed. A note that cannot be written is not
 * missed by the event, which is in its dead-letter queue all the same.
 */
export async function noteLastErrors(
  records: readonly Pick<SQSRecord, 'messageId' | 'attributes'>[],
  failures: readonly Failure[],
  stores: WorkerStores,
  deadline: Deadline,
): Promise<void> {
  const dying = new Set(records.filter(isLastDelivery).map(({ messageId }) => messageId));
  const notes = failures.flatMap(({ event, error, messageIds }) =>
    event && messageIds.some((messageId) => dying.has(messageId)) ? [{ event, error }] : [],
  );
  await forEachAtMost(writesAtOnce, notes, async ({ event, error }) => {
    try {
      await note(event, error, stores, deadline);
    } catch (cause) {
      logger.warn('a last error is not noted', asError(cause));
    }
  });
}

function isLastDelivery({ attributes }: Pick<SQSRecord, 'attributes'>): boolean {
  return Number(attributes.ApproximateReceiveCount) >= maxReceiveCount;
}

async function note(
  event: WeixinEvent,
  error: unknown,
  { dynamodb, eventsTable: TableName }: WorkerStores,
  { signal }: Deadline,
): Promise<void> {
  const said: LastError = { lastError: errorName(error), lastErrorAt: new Date().toISOString() };
  const Item = marshall({ ...lastErrorKey(event), ...said, [eventsTableSchema.timeToLive]: expiresAt() });
  await dynamodb.send(new PutItemCommand({ TableName, Item }), { abortSignal: signal });
}
