import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { claim } from '../../../functions/callback/accept/claim.ts';
import { markForOutbox } from '../../../functions/callback/accept/mark-for-outbox.ts';
import { claimKey } from '../../../functions/model/events-table.ts';
import { confirmSent } from '../../../functions/outbox/confirm-sent.ts';
import { lease, release } from '../../../functions/outbox/lease.ts';
import { keyAttributes, type OutboxRow, outboxRow } from '../../../functions/outbox/outbox-row.ts';
import type { EventsTable } from '../../../functions/stores/stores.ts';
import { resourcesOfType } from '../../../lib/local/template/template.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { sharedAssembly } from '../../support/engines.ts';
import { freshStores, type Stores } from '../../support/stores.ts';

const never = new AbortController().signal;
const receivedAt = '2026-11-24T00:00:00.000Z';

let stores: Stores;
let table: EventsTable;
beforeAll(async () => {
  stores = await freshStores();
  table = { client: stores.dynamodb, name: stores.eventsTable };
});
afterEach(() => vi.useRealTimers());
afterAll(() => stores.stop());

/** A row that waits in the outbox, as a run has listed it. */
async function listedRow(KeyStr: string): Promise<OutboxRow> {
  const event = sampleEvent('user_scan_product', { KeyStr });
  await claim(table, { receivedAt, event }, never);
  await markForOutbox(table, { receivedAt, event }, never);
  return outboxRow(await attributesAt(marshall(claimKey(event))));
}

async function attributesAt(Key: ReturnType<typeof keyAttributes>) {
  const { Item = {} } = await stores.dynamodb.send(new GetItemCommand({ TableName: table.name, Key }));
  return Item;
}

async function itemOf(row: OutboxRow): Promise<Record<string, unknown>> {
  return unmarshall(await attributesAt(keyAttributes(row)));
}

/** A client whose next answer does not arrive, though what it asked for was done: the SDK asks again. */
async function withAnswerLost<Value>(ask: (client: DynamoDBClient) => Promise<Value>): Promise<Value> {
  let isLost = false;
  const name = 'lose an answer';
  stores.dynamodb.middlewareStack.add(
    (next) => async (call) => {
      const answer = await next(call);
      if (isLost) return answer;
      isLost = true;
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET', name: 'TimeoutError' });
    },
    { step: 'deserialize', priority: 'high', name },
  );
  try {
    return await ask(stores.dynamodb);
  } finally {
    stores.dynamodb.middlewareStack.remove(name);
  }
}

describe('a lease', () => {
  it('of a row that was sent since it was listed is nobody’s', async () => {
    const row = await listedRow('sent');
    await confirmSent(table, row, never);

    expect(await lease(table, row, 'run', never)).toBeUndefined();

    expect(await itemOf(row)).not.toHaveProperty('leasedBy');
  });

  it('of a row that has expired since is nobody’s', async () => {
    const { key, ...row } = await listedRow('expired');
    const expired = { ...row, key: { ...key, CreateTimeEvent: 'expired' } };
    expect(await lease(table, expired, 'run', never)).toBeUndefined();
  });

  it('lasts longer than the run that has it may, and not for ever', async () => {
    const { template } = await sharedAssembly();
    const [timeout] = resourcesOfType(template, 'AWS::Lambda::Function')
      .filter(([id]) => id.startsWith('Outbox'))
      .map(([, { Properties }]) => Number(Properties?.Timeout));
    const row = await listedRow('leased');
    const leasedAt = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: leasedAt });
    expect(await lease(table, row, 'first', never)).toBeDefined();

    vi.setSystemTime(leasedAt + Number(timeout) * 1000);
    expect(await lease(table, row, 'second', never)).toBeUndefined();
    vi.setSystemTime(leasedAt + 90_001);
    expect((await lease(table, row, 'second', never))?.item).toMatchObject({ leasedBy: 'second' });
  });

  it('whose answer was lost is known as the run’s own, and counted as one attempt', async () => {
    const row = await listedRow('lease answer lost');

    const leased = await withAnswerLost((client) => lease({ ...table, client }, row, 'run', never));

    expect(leased?.item).toMatchObject({ leasedBy: 'run', sendAttempts: 1 });
    expect(leased?.key).toEqual(row.key);
  });

  it('is given up by nobody but the run that has it', async () => {
    const row = await listedRow('released by another');
    await lease(table, row, 'run', never);

    await expect(release(table, row, 'another', 'Slow', never)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
    });

    expect(await itemOf(row)).toMatchObject({ leasedBy: 'run', leaseUntil: expect.any(Number) });
    expect(await itemOf(row)).not.toHaveProperty('lastError');
  });

  it('that is given up leaves the row to the next run at once, with the reason', async () => {
    const row = await listedRow('released');
    await lease(table, row, 'run', never);

    await release(table, row, 'run', 'Slow', never);

    expect((await lease(table, row, 'next', never))?.item).toMatchObject({
      leasedBy: 'next',
      sendAttempts: 2,
      lastError: 'Slow',
    });
  });
});

describe('a row that is confirmed', () => {
  it('twice keeps when it was sent first, and is not put back', async () => {
    const row = await listedRow('confirmed twice');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    await confirmSent(table, row, never);
    const sent = await itemOf(row);

    vi.setSystemTime(Date.now() + 5000);
    await confirmSent(table, row, never);

    expect(await itemOf(row)).toEqual(sent);
    expect(sent).toHaveProperty('enqueuedAt');
  });

  it('is gone from the outbox, though the answer that said so was lost', async () => {
    const row = await listedRow('confirm answer lost');
    await withAnswerLost((client) => confirmSent({ ...table, client }, row, never));
    expect(await itemOf(row)).not.toHaveProperty('outboxShard');
  });

  it('though its person was forgotten meanwhile does not come back as a row', async () => {
    const row = await listedRow('gone');
    const nowhere = { ...row, key: { ...row.key, CreateTimeEvent: 'expired' } };
    await confirmSent(table, nowhere, never);
    expect(await itemOf(nowhere)).toEqual({});
  });
});
