import { CreateTopicCommand, type PublishBatchRequestEntry, SNSClient } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WeixinEvent } from '../../../functions/model/event-types.ts';
import { queueText } from '../../../functions/model/queue-message.ts';
import { cloudEventOf } from '../../../functions/publishing/cloud-event.ts';
import { openPublisher, type Publisher, publish } from '../../../functions/publishing/publish.ts';
import type { Deadline } from '../../../functions/runtime/deadline.ts';
import { localAwsAccount, localCredentials } from '../../../lib/local/account.ts';
import { type LocalSqs, startSqs } from '../../../lib/local/engines/sqs.ts';
import { sampleEvent, samples } from '../../../lib/weixin/samples.ts';

const noEnd: Deadline = { signal: new AbortController().signal, check() {} };

let engine: LocalSqs;
let publisher: Publisher;
/** The batches that SNS was sent. */
let batches: (readonly PublishBatchRequestEntry[])[];

beforeEach(async () => {
  engine = await startSqs();
  const { region } = localAwsAccount;
  const sns = new SNSClient({
    endpoint: engine.endpoint,
    region,
    credentials: localCredentials('publisher'),
  });
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'events' }));
  publisher = openPublisher(TopicArn, sns);
  batches = [];
  sns.middlewareStack.add(
    (next) => (call) => {
      batches.push(Object(call.input).PublishBatchRequestEntries);
      return next(call);
    },
    { step: 'initialize', name: 'note the batch' },
  );
});
afterEach(async () => {
  publisher.sns.destroy();
  await engine.stop();
});

async function published(...events: readonly WeixinEvent[]): Promise<readonly PublishBatchRequestEntry[]> {
  expect(await publish(publisher, events, noEnd)).toEqual(new Map());
  return batches.flat();
}

describe('a published event can be filtered', () => {
  it('by its type and its account', async () => {
    const [entry] = await published(samples.subscribe);
    expect(entry?.MessageAttributes).toEqual({
      event: { DataType: 'String', StringValue: 'subscribe' },
      account: { DataType: 'String', StringValue: samples.subscribe.ToUserName },
    });
  });

  it.each([
    ['has 256 characters', 'g'.repeat(256), 'g'.repeat(256)],
    ['has more', 'g'.repeat(257), 'other'],
    ['begins with one that SNS refuses', '名gh_1', 'other'],
    ['ends with one that SNS refuses', 'gh_1 ', 'other'],
    ['is empty', '', 'other'],
  ])('by no account that %s', async (_what, ToUserName, account) => {
    const [entry] = await published(sampleEvent('subscribe', { ToUserName }));
    expect(entry?.MessageAttributes?.account?.StringValue).toBe(account);
  });
});

it('no batch is larger than SNS takes, attributes included', async () => {
  const most = 256 * 1024;
  const bare = Buffer.byteLength(queueText(cloudEventOf(sampleEvent('subscribe'))));
  const tenth = 'x'.repeat(Math.floor(most / 10) - bare);
  const events = Array.from({ length: 10 }, () => sampleEvent('subscribe', { ExtInfo: tenth }));
  await published(...events);

  const sizes = batches.map((batch) => batch.map(sizeOf).reduce((sum, size) => sum + size));
  expect(sizes).toHaveLength(2);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(most);
});

it('an event that SNS refuses is told with SNS’s code', async () => {
  publisher.sns.middlewareStack.add(
    (next) => async (call) => {
      const answer = await next(call);
      return { ...answer, output: { ...answer.output, Failed: [{ Id: '1', Code: 'InternalError' }] } };
    },
    { step: 'initialize', name: 'refuse the second', priority: 'high' },
  );
  const events = [samples.subscribe, samples.user_scan_product];
  expect([...(await publish(publisher, events, noEnd))]).toMatchObject([
    [samples.user_scan_product, { name: 'NotPublishedError', message: 'InternalError' }],
  ]);
});

it('a call under way ends with the function', async () => {
  const failures = await publish(publisher, [samples.subscribe], { ...noEnd, signal: AbortSignal.abort() });
  expect(failures.get(samples.subscribe)).toMatchObject({ name: 'AbortError' });
});

/** What SNS counts of a message: its text, and names, types and values of its attributes. */
function sizeOf({ Message = '', MessageAttributes = {} }: PublishBatchRequestEntry): number {
  const attributes = Object.entries(MessageAttributes).map(
    ([name, { DataType, StringValue }]) => `${name}${DataType}${StringValue}`,
  );
  return Buffer.byteLength([Message, ...attributes].join(''));
}
