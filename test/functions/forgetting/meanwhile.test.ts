import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claim } from '../../../functions/callback/accept/claim.ts';
import { confirm } from '../../../functions/callback/accept/confirm.ts';
import { markForOutbox } from '../../../functions/callback/accept/mark-for-outbox.ts';
import { forgetClaim } from '../../../functions/forgetting/forget-claims.ts';
import { forgetPerson } from '../../../functions/forgetting/forget-person.ts';
import { readUser } from '../../../functions/insights/users.ts';
import { orderAfter } from '../../../functions/model/event-order.ts';
import { claimKey } from '../../../functions/model/events-table.ts';
import { forgottenAt, insightsTableSchema, userKey } from '../../../functions/model/insights-table.ts';
import { noDeadline } from '../../../functions/runtime/deadline.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { freshStores, type Stores } from '../../support/stores.ts';
import { messageOf, workers, workplaceAt } from '../../support/workers.ts';

const start = 1_700_000_000;
const noEnd = noDeadline();
const never = noEnd.signal;

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
});
afterAll(() => stores.stop());

type Opening = ReturnType<typeof openedAt>;
const openedAt = (openid: string, second: number, changes = {}) =>
  sampleEvent('user_scan_product', { FromUserName: openid, CreateTime: String(start + second), ...changes });
const table = () => ({ client: stores.dynamodb, name: stores.eventsTable });

async function claimed(event: Opening, isConfirmed = true): Promise<void> {
  const message = { receivedAt: new Date().toISOString(), event };
  await claim(table(), message, never);
  await (isConfirmed ? confirm(table(), event, never) : markForOutbox(table(), message, never));
}

async function counted(event: Opening): Promise<void> {
  const { failures } = await workers.user_scan_product(
    [messageOf(event)],
    workplaceAt(stores.dynamodb, stores),
  );
  expect(failures).toEqual([]);
}

/** The tables, where something happens before the first write to one of them. */
function interrupted(happens: () => Promise<void>, TableName: string): Stores {
  let isFirst = true;
  const send = async (command: UpdateItemCommand, options?: object): Promise<unknown> => {
    if (command instanceof UpdateItemCommand && command.input.TableName === TableName && isFirst) {
      isFirst = false;
      await happens();
    }
    return stores.dynamodb.send(command, options);
  };
  const dynamodb: DynamoDBClient = new Proxy(stores.dynamodb, {
    get: (client, property) => (property === 'send' ? send : Reflect.get(client, property)),
  });
  return { ...stores, dynamodb };
}

async function claimOf(event: Opening): Promise<Record<string, unknown> | undefined> {
  const command = new GetItemCommand({ TableName: stores.eventsTable, Key: marshall(claimKey(event)) });
  const { Item } = await stores.dynamodb.send(command);
  return Item && unmarshall(Item);
}

async function denied(): Promise<never> {
  throw Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' });
}

describe('forgetting a person', () => {
  it('says what it removed, and the next time that there was nothing left', async () => {
    for (const second of [1, 2]) {
      await claimed(openedAt('twice', second));
      await counted(openedAt('twice', second));
    }
    expect(await forgetPerson(stores, 'twice', start + 5, noEnd)).toEqual({
      profile: true,
      emptied: 2,
      waiting: 0,
    });
    const nothing = { profile: false, emptied: 0, waiting: 0 };
    expect(await forgetPerson(stores, 'twice', start + 5, noEnd)).toEqual(nothing);
    expect(await forgetPerson(stores, 'nobody', start + 5, noEnd)).toEqual(nothing);
  });

  it('leaves of a profile the moment alone, which goes by itself one day', async () => {
    await counted(openedAt('tombstone', 1));
    await forgetPerson(stores, 'tombstone', start + 5, noEnd);
    const { Item = {} } = await stores.dynamodb.send(
      new GetItemCommand({ TableName: stores.insightsTable, Key: marshall(userKey('tombstone')) }),
    );
    const { [insightsTableSchema.timeToLive]: expiry, ...left } = unmarshall(Item);
    expect(left).toEqual({ ...userKey('tombstone'), [forgottenAt]: orderAfter(start + 5) });
    expect(expiry).toBeGreaterThan(Date.now() / 1000);
  });

  it('says which claims wait in the outbox, and counts them nowhere else', async () => {
    await claimed(openedAt('waits', 1), false);
    await claimed(openedAt('waits', 2));
    const found = { profile: false, emptied: 1, waiting: 1 };
    expect(await forgetPerson(stores, 'waits', start + 5, noEnd, true)).toEqual(found);
    expect(await forgetPerson(stores, 'waits', start + 5, noEnd)).toEqual(found);
  });

  it('leaves alone what happened later', async () => {
    await claimed(openedAt('later', 1));
    await claimed(openedAt('later', 6));
    expect(await forgetPerson(stores, 'later', start + 5, noEnd)).toMatchObject({ emptied: 1 });
    expect(await claimOf(openedAt('later', 6))).toHaveProperty('event');
  });

  it('looks again at a profile that a worker wrote to meanwhile', async () => {
    await counted(openedAt('raced', 1));
    const other = openedAt('raced', 2, { Province: '湖南' });
    const tables = interrupted(() => counted(other), stores.insightsTable);

    expect(await forgetPerson(tables, 'raced', start + 5, noEnd)).toMatchObject({ profile: true });

    expect((await readUser(stores, 'raced')).profile).toMatchObject({ province: null, lastSeen: null });
  });

  it('leaves a claim that went into the outbox meanwhile', async () => {
    const event = openedAt('outboxed', 1);
    await claimed(event);
    const message = { receivedAt: '2026-11-24T00:00:00.000Z', event };
    const tables = interrupted(() => markForOutbox(table(), message, never), stores.eventsTable);

    await forgetPerson(tables, 'outboxed', start + 5, noEnd);

    expect(await claimOf(event)).toHaveProperty('event');
  });

  it('makes no claim of an event that has none', async () => {
    const event = openedAt('expired', 1);
    await forgetClaim(stores, event, noEnd);
    expect(await claimOf(event)).toBeUndefined();
  });

  it.each(['a profile', 'a claim'])('fails where AWS denies the write of %s', async (what) => {
    await claimed(openedAt(`denied ${what}`, 1));
    await counted(openedAt(`denied ${what}`, 1));
    const tables = interrupted(denied, what === 'a claim' ? stores.eventsTable : stores.insightsTable);
    await expect(forgetPerson(tables, `denied ${what}`, start + 5, noEnd)).rejects.toThrow('not authorized');
  });

  it('ends with the function', async () => {
    const ended = { ...noEnd, signal: AbortSignal.abort() };
    await expect(forgetPerson(stores, 'ended', start, ended)).rejects.toMatchObject({ name: 'AbortError' });
    await expect(forgetClaim(stores, openedAt('ended', 1), ended)).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
