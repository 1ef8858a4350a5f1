import { SendMessageBatchCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EventSource } from '../../../../lib/local/events/event-sources.ts';
import { type Poller, startPoller } from '../../../../lib/local/events/poller.ts';
import { failedMessages } from '../../../../lib/local/events/sqs-event.ts';
import { patience } from '../../../support/patience.ts';
import { freshStores, type Stores } from '../../../support/stores.ts';

let stores: Stores;
let queueUrl: string;
let poller: Poller | undefined;
let batches: SQSEvent['Records'][];
let failures: unknown[];

beforeEach(async () => {
  stores = await freshStores();
  queueUrl = stores.queueUrl('subscribe');
  batches = [];
  failures = [];
});

afterEach(async () => {
  await poller?.stop();
  await stores.stop();
});

type Handler = (records: SQSEvent['Records']) => unknown;

function poll(handler: Handler, mapping: Partial<EventSource> = {}): void {
  const source: EventSource = {
    logicalId: 'Mapping',
    function: {
      logicalId: 'Worker',
      name: 'Worker',
      arn: 'arn:aws:lambda:us-east-1:000000000000:function:Worker',
      roleArn: 'arn:aws:iam::000000000000:role/Role',
      logGroupName: '/aws/lambda/Worker',
      handler: { file: '', exportName: '' },
      runtime: 'nodejs24.x',
      timeoutSeconds: 30,
      memoryMegabytes: 128,
      environment: {},
    },
    queueArn: 'arn:aws:sqs:us-east-1:000000000000:work',
    queueUrl,
    batchSize: 10,
    windowSeconds: 0,
    maximumConcurrency: 5,
    reportsFailures: true,
    ...mapping,
  };
  poller = startPoller(source, {
    sqs: stores.sqs,
    invoke: async (event) => {
      const { Records } = event as SQSEvent;
      batches.push(Records);
      return handler(Records);
    },
    onFailure: (error) => failures.push(error),
  });
}

async function send(...bodies: string[]): Promise<void> {
  for (let start = 0; start < bodies.length; start += 10) {
    const Entries = bodies
      .slice(start, start + 10)
      .map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    await stores.sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
  }
}

const bodiesOf = (records: SQSEvent['Records']) => records.map(({ body }) => body);

test('a function gets messages as SQS events, and what it succeeds on is deleted', async () => {
  await send('hello');
  poll(() => ({ batchItemFailures: [] }));
  await vi.waitFor(async () => expect(await stores.messages(queueUrl)).toEqual([]), patience);
  expect(batches).toMatchObject([
    [
      {
        body: 'hello',
        messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        receiptHandle: expect.any(String),
        md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
        attributes: { ApproximateReceiveCount: '1', SentTimestamp: expect.stringMatching(/^\d{13}$/) },
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:work',
        awsRegion: 'us-east-1',
      },
    ],
  ]);
});

test('a batch holds as many messages as its size, beyond the ten of one receive', async () => {
  const bodies = Array.from({ length: 60 }, (_, index) => `message ${index}`);
  await send(...bodies);
  poll(() => ({ batchItemFailures: [] }), { batchSize: 25, windowSeconds: 1 });
  await vi.waitFor(async () => expect(await stores.messages(queueUrl)).toEqual([]), patience);
  expect(batches.map((records) => records.length)).toEqual([25, 25, 10]);
  expect(batches.flatMap(bodiesOf).sort()).toEqual(bodies.sort());
});

test('the window gathers messages that come one after the other', async () => {
  poll(() => ({ batchItemFailures: [] }), { batchSize: 3, windowSeconds: 20 });
  for (const body of ['one', 'two', 'three']) await send(body);
  await vi.waitFor(() => expect(batches.map(bodiesOf)).toEqual([['one', 'two', 'three']]), patience);
});

test('only the messages a function failed on stay', async () => {
  await send('good', 'bad', 'better');
  poll((records) => ({
    batchItemFailures: records
      .filter(({ body }) => body === 'bad')
      .map(({ messageId }) => ({ itemIdentifier: messageId })),
  }));
  await vi.waitFor(async () => expect(await stores.messages(queueUrl)).toEqual(['bad']), patience);
});

test('a function that throws keeps the whole batch, and why is told', async () => {
  await send('one', 'two');
  poll(() => Promise.reject(new Error('no')));
  await vi.waitFor(() => expect(failures).toEqual([new Error('no')]), patience);
  expect((await stores.messages(queueUrl)).sort()).toEqual(['one', 'two']);
});

test('without partial batch responses an answer is a success, whatever it says', async () => {
  await send('one');
  poll(() => ({ batchItemFailures: [{ itemIdentifier: 'unknown' }] }), { reportsFailures: false });
  await vi.waitFor(async () => expect(await stores.messages(queueUrl)).toEqual([]), patience);
});

test('a failed message comes back after its visibility timeout, and at last is dead', async () => {
  await stores.sqs.send(
    new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes: { VisibilityTimeout: '0' } }),
  );
  await send('poison');
  poll((records) => ({ batchItemFailures: records.map(({ messageId }) => ({ itemIdentifier: messageId })) }));
  const deadLetters = stores.deadLettersUrl('subscribe');
  await vi.waitFor(async () => expect(await stores.messages(deadLetters)).toEqual(['poison']), patience);
  expect(batches.length).toBe(10);
  expect(batches.at(-1)?.[0]?.attributes.ApproximateReceiveCount).toBe('10');
});

test('no more batches are under way than the concurrency allows', async () => {
  await send('1', '2', '3', '4', '5');
  let underWay = 0;
  const releases: (() => void)[] = [];
  const seen: number[] = [];
  poll(
    async () => {
      seen.push(++underWay);
      await new Promise<void>((resolve) => releases.push(resolve));
      underWay -= 1;
    },
    { batchSize: 1, maximumConcurrency: 2 },
  );
  await vi.waitFor(() => expect(underWay).toBe(2), patience);
  for (let done = 0; done < 5; done++) {
    await vi.waitFor(() => expect(releases).not.toEqual([]), patience);
    releases.shift()?.();
  }
  await vi.waitFor(async () => expect(await stores.messages(queueUrl)).toEqual([]), patience);
  expect(Math.max(...seen)).toBe(2);
});

test('a poller that waits for messages stops at once', async () => {
  poll(() => undefined);
  await poller?.stop();
  await send('late');
  expect(batches).toEqual([]);
  expect(failures).toEqual([]);
});

const batch = [{ MessageId: 'a' }, { MessageId: 'b' }];

test.each([
  ['no answer', undefined, []],
  ['null', null, []],
  ['an empty object', {}, []],
  ['a null list', { batchItemFailures: null }, []],
  ['an empty list', { batchItemFailures: [] }, []],
  ['one message', { batchItemFailures: [{ itemIdentifier: 'b' }] }, ['b']],
  ['an empty identifier', { batchItemFailures: [{ itemIdentifier: '' }] }, ['a', 'b']],
  ['a null identifier', { batchItemFailures: [{ itemIdentifier: null }] }, ['a', 'b']],
  ['a wrong key', { batchItemFailures: [{ messageId: 'a' }] }, ['a', 'b']],
  ['an unknown message', { batchItemFailures: [{ itemIdentifier: 'c' }] }, ['a', 'b']],
  ['a list that is none', { batchItemFailures: 'a' }, ['a', 'b']],
])('the response with %s fails what Lambda would take as failed', (_case, answer, failed) => {
  expect([...failedMessages(answer, batch)]).toEqual(failed);
});
