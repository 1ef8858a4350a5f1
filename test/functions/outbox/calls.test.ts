import { describe, expect, it } from 'vitest';
import { confirmSent } from '../../../functions/outbox/confirm-sent.ts';
import { lease, release } from '../../../functions/outbox/lease.ts';
import type { OutboxRow } from '../../../functions/outbox/outbox-row.ts';
import { sendBatch } from '../../../functions/outbox/send-batch.ts';
import { waitingRows } from '../../../functions/outbox/waiting-rows.ts';
import { unreachableQueueUrl, unreachableStores } from '../../support/unreachable-aws.ts';

const { events, queues } = unreachableStores;
const row: OutboxRow = { key: { FromUserName: 'a', CreateTimeEvent: 'b' }, since: '', item: {} };

const calls: readonly [string, (signal: AbortSignal) => Promise<unknown>][] = [
  ['lists', (signal) => waitingRows(events, signal).next()],
  ['leases', (signal) => lease(events, row, 'run', signal)],
  ['releases', (signal) => release(events, row, 'run', 'Slow', signal)],
  ['sends', (signal) => sendBatch(queues, [{ row, queueUrl: unreachableQueueUrl, body: '{}' }], signal)],
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
