import { text } from 'node:stream/consumers';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { SQSRecord } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import { lastErrorKey } from '../../../functions/model/events-table.ts';
import { userKey } from '../../../functions/model/insights-table.ts';
import { maxReceiveCount } from '../../../functions/model/queue-message.ts';
import { contribution as follow } from '../../../functions/workers/subscribe.ts';
import { serveOnLoopback } from '../../../lib/local/loopback-server.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { Wire } from '../../faults/wire.ts';
import { patience } from '../../support/patience.ts';
import { freshStores, type Stores } from '../../support/stores.ts';
import { messageOf } from '../../support/workers.ts';

let stores: Stores;
let worker: typeof import('../../../functions/workers/engine/worker.ts')['worker'];
beforeAll(async () => {
  stores = await freshStores();
  // Anew, with a log that goes to standard output as in Lambda, not wherever another file sent it.
  vi.resetModules();
  ({ worker } = await import('../../../functions/workers/engine/worker.ts'));
});
let printed: Mock<(line: unknown) => true>;
beforeEach(() => {
  printed = vi.fn(() => true);
  vi.spyOn(process.stdout, 'write').mockImplementation(printed);
  vi.spyOn(process.stderr, 'write').mockImplementation(printed);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
afterAll(() => stores.stop());

/** A message as Lambda hands it over, delivered for the nth time. */
function record(message: { readonly messageId: string; readonly body: string }, nth: number): SQSRecord {
  return {
    ...message,
    receiptHandle: '',
    attributes: {
      ApproximateReceiveCount: String(nth),
      SentTimestamp: '0',
      SenderId: 'callback',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: '',
    awsRegion: 'us-east-1',
  };
}

/** Has a worker process the records under the stores' environment, with some of it changed. */
async function processed(
  Records: SQSRecord[],
  changes: Readonly<Record<string, string>> = {},
  remaining = 30_000,
) {
  for (const [name, value] of Object.entries({ ...stores.environment, ...changes })) vi.stubEnv(name, value);
  const { batchItemFailures } = await worker(follow)(
    { Records },
    { awsRequestId: 'batch', getRemainingTimeInMillis: () => remaining },
  );
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

async function lastErrorOf(event: Parameters<typeof lastErrorKey>[0]) {
  const command = new GetItemCommand({
    TableName: stores.eventsTable,
    Key: marshall(lastErrorKey(event)),
  });
  return (await stores.dynamodb.send(command)).Item;
}

describe('a message that fails', () => {
  const noInsights = { INSIGHTS_TABLE: 'gone' };

  it('on its last delivery leaves its error behind, for a time', async () => {
    const event = sampleEvent('subscribe', { KeyStr: 'dying' });
    const message = messageOf(event);
    expect(await processed([record(message, maxReceiveCount)], noInsights)).toEqual([message.messageId]);
    expect(await lastErrorOf(event)).toMatchObject({
      lastError: { S: 'ResourceNotFoundException' },
      lastErrorAt: { S: expect.stringMatching(/^20.*Z$/) },
      expiresAt: { N: expect.any(String) },
    });
  });

  it('in copies leaves its error behind once one of them is delivered for the last time', async () => {
    const event = sampleEvent('subscribe', { KeyStr: 'dying twice' });
    const [first, copy] = [messageOf(event), messageOf(event)];
    const records = [record(first, 1), record(copy, maxReceiveCount)];
    expect(await processed(records, noInsights)).toEqual([first.messageId, copy.messageId]);
    expect(await lastErrorOf(event)).toMatchObject({ lastError: { S: 'ResourceNotFoundException' } });
  });

  it('before that leaves none: the next delivery may succeed', async () => {
    const event = sampleEvent('subscribe', { KeyStr: 'failing' });
    const message = messageOf(event);
    expect(await processed([record(message, maxReceiveCount - 1)], noInsights)).toEqual([message.messageId]);
    expect(await lastErrorOf(event)).toBeUndefined();
  });

  it('is given back also where nothing can be noted, which is told, or nobody can say what it is', async () => {
    const message = messageOf(sampleEvent('subscribe', { KeyStr: 'nowhere' }));
    const unreadable = { messageId: 'unreadable', body: '{' };
    const records = [record(unreadable, maxReceiveCount), record(message, maxReceiveCount)];
    expect(await processed(records, { ...noInsights, EVENTS_TABLE: 'gone' })).toEqual([
      unreadable.messageId,
      message.messageId,
    ]);
    expect(printed.mock.calls.join()).toContain('a last error is not noted');
  });
});

describe('a worker', () => {
  it('without time for a batch gives all of it back', async () => {
    const messages = [1, 2].map((n) => messageOf(sampleEvent('subscribe', { KeyStr: `late-${n}` })));
    const records = messages.map((message) => record(message, 1));
    expect(await processed(records, {}, 4000)).toEqual(messages.map(({ messageId }) => messageId));
    expect(await processed(records)).toEqual([]);
  });

  it('says what it counted, had counted and gave back, for whoever reads the log', async () => {
    const message = messageOf(sampleEvent('subscribe', { KeyStr: 'metered' }));
    const startedAt = performance.now();
    await processed([record(message, 1)]);
    await processed([record(message, 2), record({ messageId: 'unreadable', body: '{' }, 1)]);
    const lines = printed.mock.calls.map(([line]) => JSON.parse(String(line)));
    expect(lines).toMatchObject([
      { message: 'batch', event: 'subscribe', messages: 1, counted: 1, alreadyCounted: 0, givenBack: 0 },
      { message: 'batch', event: 'subscribe', messages: 2, counted: 0, alreadyCounted: 1, givenBack: 1 },
    ]);
    const durations = lines.map(({ durationMs }) => durationMs);
    expect(Math.min(...durations)).toBeGreaterThan(0);
    expect(Math.max(...durations)).toBeLessThanOrEqual(performance.now() - startedAt);
  });

  it('keeps a profile for as many days as its environment says', async () => {
    const event = sampleEvent('subscribe', { FromUserName: 'passing' });
    const before = Math.floor(Date.now() / 1000);
    await processed([record(messageOf(event), 1)], { PROFILE_DAYS: '30' });
    const Key = marshall(userKey(event.FromUserName));
    const command = new GetItemCommand({ TableName: stores.insightsTable, Key });
    const expiry = Number((await stores.dynamodb.send(command)).Item?.expiresAt?.N);
    expect(expiry - before).toBeGreaterThanOrEqual(30 * 24 * 60 * 60);
  });

  it('publishes to the topic its environment names, and gives back what is not taken there', async () => {
    const requests: string[] = [];
    const endpoint = await serveOnLoopback(async (request, response) => {
      requests.push(await text(request));
      response.writeHead(403).end();
    });
    const message = messageOf(sampleEvent('subscribe', { KeyStr: 'unpublished' }));
    const topic = {
      PUBLISHED_EVENTS_TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:events',
      AWS_ENDPOINT_URL_SNS: endpoint.origin,
    };
    expect(await processed([record(message, 1)], topic)).toEqual([message.messageId]);
    expect(requests.map((body) => new URLSearchParams(body).get('TopicArn'))).toEqual([
      topic.PUBLISHED_EVENTS_TOPIC_ARN,
    ]);
    expect(JSON.parse(String(printed.mock.lastCall?.[0]))).toMatchObject({ counted: 1, givenBack: 1 });
    await endpoint.close();
  });

  it('keeps no connection, to DynamoDB or to SNS, that would die while its sandbox is frozen', async () => {
    const topics = await serveOnLoopback(async (request, response) => {
      await text(request);
      response.writeHead(403).end();
    });
    const { AWS_ENDPOINT_URL_DYNAMODB = '' } = stores.environment;
    const [dynamodb, sns] = [await Wire.to(AWS_ENDPOINT_URL_DYNAMODB), await Wire.to(topics.origin)];
    const message = messageOf(sampleEvent('subscribe', { KeyStr: 'frozen' }));
    const environment = {
      AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
      AWS_ENDPOINT_URL_SNS: sns.endpoint,
      PUBLISHED_EVENTS_TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:events',
    };
    expect(await processed([record(message, 1)], environment)).toEqual([message.messageId]);
    expect(JSON.parse(String(printed.mock.lastCall?.[0]))).toMatchObject({ counted: 1, givenBack: 1 });
    await vi.waitFor(() => expect([dynamodb.kept, sns.kept]).toEqual([0, 0]), patience);
    for (const each of [dynamodb, sns, topics]) await each.close();
  });

  it('that AWS denies a call says so', async () => {
    const endpoint = await serveOnLoopback(async (_request, response) => {
      response.writeHead(400).end(JSON.stringify({ __type: 'com.amazonaws#AccessDeniedException' }));
    });
    const message = messageOf(sampleEvent('subscribe', { KeyStr: 'denied' }));
    expect(await processed([record(message, 1)], { AWS_ENDPOINT_URL_DYNAMODB: endpoint.origin })).toEqual([
      message.messageId,
    ]);
    expect(printed.mock.calls.join()).toContain('"errors":{"AccessDeniedException":');
    await endpoint.close();
  });
});
