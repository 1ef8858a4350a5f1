import type { Message } from '@aws-sdk/client-sqs';
import { localAwsAccount } from '../account.ts';

/** The event a function gets for a batch of messages. */
export function sqsEvent(messages: readonly Message[], queueArn: string) {
  return {
    Records: messages.map((message) => ({
      messageId: message.MessageId,
      receiptHandle: message.ReceiptHandle,
      body: message.Body,
      attributes: message.Attributes ?? {},
      messageAttributes: Object.fromEntries(
        Object.entries(message.MessageAttributes ?? {}).map(
          ([name, { StringValue, BinaryValue, DataType }]) => [
            name,
            { stringValue: StringValue, binaryValue: BinaryValue, dataType: DataType },
          ],
        ),
      ),
      md5OfBody: message.MD5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion: localAwsAccount.region,
    })),
  };
}

/**
 * The messages a function's partial batch response says it failed on: none where the response is empty,
 * all where it names something that is no message of the batch (Lambda, "Success and failure conditions").
 */
export function failedMessages(answer: unknown, batch: readonly Message[]): Set<string> {
  const all = new Set(batch.map(({ MessageId = '' }) => MessageId));
  const failures = isObject(answer) ? (answer.batchItemFailures ?? []) : [];
  if (!Array.isArray(failures)) return all;
  const failed = failures.map((failure: unknown) => (isObject(failure) ? failure.itemIdentifier : undefined));
  return failed.every((id): id is string => typeof id === 'string' && all.has(id)) ? new Set(failed) : all;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
