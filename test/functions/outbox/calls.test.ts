import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { eventNames } from '../../../functions/model/event-types.ts';
import { recordOf } from '../../../functions/model/record-of.ts';
import { confirmSent } from '../../../functions/outbox/confirm-sent.ts';
import { lease, release } from '../../../functions/outbox/lease.ts';
import type { OutboxRow } from '../../../functions/outbox/outbox-row.ts';
import { sendBatch } from '../../../functions/outbox/send-batch.ts';
import { waitingRows } from '../../../functions/outbox/waiting-rows.ts';

/** Clients of an AWS that nobody reaches. */
const nowhere = {
  endpoint: 'http://127.0.0.1:1',
  region: 'us-east-1',
  maxAttempts: 1,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};
const events = { client: new DynamoDBClient(nowhere), name: 'Events' };
const queueUrl = 'http://127.0.0.1:1/000000000000/queue';
const queues = {
  client: new SQSClient(nowhere),
  eventUrls: recordOf(eventNames, () => queueUrl),
  quarantineUrl: queueUrl,
};
const row: OutboxRow = { key: { FromUserName: 'a', CreateTimeEvent: 'b' }, since: '', item: {} };

const calls: readonly [string, (signal: AbortSignal) => Promise<unknown>][] = [
  ['lists', (signal) => waitingRows(events, signal).next()],
  ['leases', (signal) => lease(events, row, 'run', signal)],
  ['releases', (signal) => release(events, row, 'run', 'Slow', signal)],
  ['sends', (signal) => sendBatch(queues, [{ row, queueUrl, body: '{}' }], signal)],
  ['confirms', (signal) => confirmSent(events, row, signal)],
];

describe('a call of the drain that', () => {
  it.each(calls)('%s ends with the function', async (_what, call) => {
    await expect(call(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });

  it.each(calls)('%s and is not answered fails, and nothing is taken for done', async (_what, call) => {
    await expect(call(new AbortController().signal)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
