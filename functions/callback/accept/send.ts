import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { type EventMessage, encodeMessage, type QuarantineMessage } from '../../model/queue-message.ts';
import { queueUrlOf } from '../../stores/queue-url.ts';
import type { Queues } from '../../stores/stores.ts';

/** Puts a message where it belongs: an event on its type's queue, an unreadable push on the quarantine's. */
export async function send(
  queues: Queues,
  message: EventMessage | QuarantineMessage,
  signal: AbortSignal,
): Promise<void> {
  const command = new SendMessageCommand({
    QueueUrl: queueUrlOf(queues, message),
    MessageBody: encodeMessage(message),
  });
  await queues.client.send(command, { abortSignal: signal });
}
