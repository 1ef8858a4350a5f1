import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { encodeMessage } from '../model/queue-message.ts';
import { groupBy } from '../runtime/group-by.ts';
import { inBatches } from '../runtime/in-batches.ts';
import { queueUrlOf } from '../stores/queue-url.ts';
import type { Queues } from '../stores/stores.ts';
import { messageOf, type OutboxRow } from './outbox-row.ts';

/** SQS's limits of one batch, in bytes as low as they are in the regions of China. */
const limits = { items: 10, bytes: 256 * 1024 } as const;

/** A row and the text to be sent of it. */
export interface Outgoing {
  readonly row: OutboxRow;
  readonly queueUrl: string;
  readonly body: string;
}

/** @throws {UnreadableEventError} where the row holds nothing that can be sent */
export function outgoing(queues: Queues, row: OutboxRow): Outgoing {
  const message = messageOf(row);
  return { row, queueUrl: queueUrlOf(queues, message), body: encodeMessage(message) };
}

/** Puts what goes to one queue into batches SQS takes, in the same order. */
export function packBatches(messages: readonly Outgoing[]): readonly (readonly Outgoing[])[] {
  return groupBy(messages, ({ queueUrl }) => queueUrl).flatMap((toOneQueue) =>
    inBatches(toOneQueue, limits, ({ body }) => Buffer.byteLength(body)),
  );
}

/**
 * Sends a batch to its queue; gives the error class of each message the queue did not take.
 * @throws what the AWS SDK throws where SQS does not answer: some of it may be on the queue
 */
export async function sendBatch(
  queues: Queues,
  batch: readonly Outgoing[],
  signal: AbortSignal,
): Promise<ReadonlyMap<Outgoing, string>> {
  const command = new SendMessageBatchCommand({
    QueueUrl: batch[0]?.queueUrl,
    Entries: batch.map(({ body }, place) => ({ Id: String(place), MessageBody: body })),
  });
  const { Failed = [] } = await queues.client.send(command, { abortSignal: signal });
  const failures = new Map<Outgoing, string>();
  for (const { Id, Code } of Failed) {
    const message = batch[Number(Id)];
    if (message) failures.set(message, Code ?? 'Unknown');
  }
  return failures;
}
