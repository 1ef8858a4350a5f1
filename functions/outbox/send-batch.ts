import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { encodeMessage } from '../model/queue-message.ts';
import { queueUrlOf } from '../stores/queue-url.ts';
import type { Queues } from '../stores/stores.ts';
import { messageOf, type OutboxRow } from './outbox-row.ts';

/** SQS's limits of one batch: messages, and bytes of all of them together, as low as it is in the regions of China. */
const mostMessages = 10;
const mostBytes = 256 * 1024;

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
  const batches: Outgoing[][] = [];
  const open = new Map<string, { batch: Outgoing[]; bytes: number }>();
  for (const message of messages) {
    const bytes = Buffer.byteLength(message.body);
    const current = open.get(message.queueUrl);
    if (current && current.batch.length < mostMessages && current.bytes + bytes <= mostBytes) {
      current.batch.push(message);
      current.bytes += bytes;
      continue;
    }
    const batch = [message];
    batches.push(batch);
    open.set(message.queueUrl, { batch, bytes });
  }
  return batches;
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
