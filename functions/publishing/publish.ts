import { PublishBatchCommand, type PublishBatchRequestEntry, SNSClient } from '@aws-sdk/client-sns';
import type { WeixinEvent } from '../model/event-types.ts';
import { queueText } from '../model/queue-message.ts';
import { patientCalls, unlogged } from '../runtime/clients.ts';
import type { Deadline } from '../runtime/deadline.ts';
import { inBatches } from '../runtime/in-batches.ts';
import { cloudEventOf } from './cloud-event.ts';

/** SNS did not take an event. The message is SNS's code. */
export class NotPublishedError extends Error {
  override readonly name = 'NotPublishedError';
}

/** The topic that events are published to. */
export interface Publisher {
  readonly sns: SNSClient;
  readonly topicArn: string;
}

/** SNS's limits of one batch: messages, and bytes of all of them together, attributes included. */
const limits = { items: 10, bytes: 256 * 1024 } as const;
/** Room for a message's attributes and the names of them, in bytes. */
const attributesBytes = 1024;

export function openPublisher(topicArn: string, sns = unlogged(new SNSClient(patientCalls()))): Publisher {
  return { sns, topicArn };
}

/**
 * Publishes events, each at least once and in no order; gives the error of each that SNS did not take. One
 * batch after the other: what SNS throttles comes again with its queue's message.
 */
export async function publish(
  { sns, topicArn }: Publisher,
  events: readonly WeixinEvent[],
  deadline: Deadline,
): Promise<ReadonlyMap<WeixinEvent, unknown>> {
  const failures = new Map<WeixinEvent, unknown>();
  const messages = events.map((event) => ({ event, text: queueText(cloudEventOf(event)) }));
  const bytesOf = ({ text }: { readonly text: string }) => Buffer.byteLength(text) + attributesBytes;
  for (const batch of inBatches(messages, limits, bytesOf)) {
    try {
      deadline.check();
      const command = new PublishBatchCommand({
        TopicArn: topicArn,
        PublishBatchRequestEntries: batch.map(({ event, text }, place) => entryOf(event, text, place)),
      });
      const { Failed = [] } = await sns.send(command, { abortSignal: deadline.signal });
      for (const { Id, Code } of Failed) {
        const refused = batch[Number(Id)];
        if (refused) failures.set(refused.event, new NotPublishedError(Code ?? 'Unknown'));
      }
    } catch (error) {
      for (const { event } of batch) failures.set(event, error);
    }
  }
  return failures;
}

function entryOf(event: WeixinEvent, text: string, place: number): PublishBatchRequestEntry {
  const attribute = (StringValue: string) => ({ DataType: 'String', StringValue });
  return {
    Id: String(place),
    Message: text,
    MessageAttributes: { event: attribute(event.Event), account: attribute(filterable(event.ToUserName)) },
  };
}

/** A value for filter policies. What no account is called would have SNS refuse the whole batch. */
function filterable(account: string): string {
  return /^[\w.@-]{1,256}$/.test(account) ? account : 'other';
}
