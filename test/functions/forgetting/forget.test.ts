import { paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claim } from '../../../functions/callback/accept/claim.ts';
import { confirm } from '../../../functions/callback/accept/confirm.ts';
import { markForOutbox } from '../../../functions/callback/accept/mark-for-outbox.ts';
import { forgetPerson } from '../../../functions/forgetting/forget-person.ts';
import { readAccount } from '../../../functions/insights/account.ts';
import { readUser } from '../../../functions/insights/users.ts';
import { eventNames, type WeixinEvent } from '../../../functions/model/event-types.ts';
import { insightsTableSchema, userKey } from '../../../functions/model/insights-table.ts';
import { recordOf } from '../../../functions/model/record-of.ts';
import { drain } from '../../../functions/outbox/drain.ts';
import {
  type Deadline,
  deadlineIn,
  noDeadline,
  OutOfTimeError,
} from '../../../functions/runtime/deadline.ts';
import { forEachAtMost } from '../../../functions/runtime/for-each-at-most.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { runs } from '../../support/length.ts';
import { freshStores, type Stores } from '../../support/stores.ts';
import { messageOf, workers, workplaceAt } from '../../support/workers.ts';

const openid = 'oWhoLeaves-8-5BXkv1f0gDo';
const start = 1_700_000_000;
const never = noDeadline().signal;
const everyDay = { from: '2000-01-01', to: '2099-12-31' };

let stores: Stores;
beforeEach(async () => {
  stores = await freshStores();
});
afterEach(() => stores.stop());

const at = (second: number) => ({ FromUserName: openid, CreateTime: String(start + second) });
const openedAt = (second: number, changes = {}) =>
  sampleEvent('user_scan_product', { ...at(second), ...changes });
const followedAt = (second: number) => sampleEvent('subscribe', at(second));
const leftAt = (second: number) => sampleEvent('unsubscribe', at(second));
const outboxStores = () => ({
  events: table(),
  queues: {
    client: stores.sqs,
    eventUrls: recordOf(eventNames, (name) => stores.queueUrl(name)),
    quarantineUrl: stores.quarantineUrl,
  },
});
const table = () => ({ client: stores.dynamodb, name: stores.eventsTable });

async function claimed(event: WeixinEvent): Promise<WeixinEvent> {
  await claim(table(), { receivedAt: new Date().toISOString(), event }, never);
  await confirm(table(), event, never);
  return event;
}

/** What the callback and then the worker do with an event. */
async function happens(event: WeixinEvent): Promise<void> {
  await claimed(event);
  await arrives(event);
}

async function arrives(event: WeixinEvent): Promise<void> {
  const outcome = await workers[event.Event]([messageOf(event)], workplaceAt(stores.dynamodb, stores));
  expect(outcome.failures).toEqual([]);
}

/** Every item of both tables that says something of the person, beyond its key. */
async function whatIsLeft(): Promise<Record<string, unknown>[]> {
  const items = await Promise.all([stores.eventsTable, stores.insightsTable].map(itemsOf));
  const keys = ['FromUserName', 'CreateTimeEvent', 'pk', 'sk'];
  return items.flat().filter((item) => {
    const values = Object.entries(item).filter(([name]) => !keys.includes(name));
    return JSON.stringify(values).includes(openid) || 'event' in item || 'country' in item;
  });
}

async function itemsOf(TableName: string): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for await (const { Items = [] } of paginateScan({ client: stores.dynamodb }, { TableName })) {
    items.push(...Items.map((item) => unmarshall(item)));
  }
  return items;
}

const countsOf = async () => {
  const [day] = (await readAccount(stores, everyDay)).days;
  return { opened: day?.opened, visitors: day?.visitors, followed: day?.followed, left: day?.left };
};

describe('who unfollows', () => {
  it('is forgotten: nothing but bare keys is left, and the statistics stay', async () => {
    await happens(openedAt(1));
    await happens(followedAt(2));

    await happens(leftAt(3));

    expect(await whatIsLeft()).toEqual([]);
    expect((await readUser(stores, openid)).profile).toMatchObject({
      forgotten: '2023-11-14T22:13:23.000Z',
      country: null,
      firstSeen: null,
      lastSeen: null,
      followed: null,
    });
    expect(await countsOf()).toEqual({ opened: 1, visitors: 1, followed: 1, left: 1 });
  });

  it('stays forgotten when an older event comes late, which is counted, or comes again, which is not', async () => {
    await happens(openedAt(1));
    await happens(leftAt(3));

    await arrives(openedAt(1));
    await happens(openedAt(2));

    expect(await whatIsLeft()).toEqual([]);
    expect((await readUser(stores, openid)).events).toEqual([]);
    expect(await countsOf()).toMatchObject({ opened: 2, visitors: 1, left: 1 });
  });

  it('is forgotten where something else happened in the same second, whatever came first', async () => {
    await happens(openedAt(3));
    await happens(leftAt(3));
    await happens(followedAt(3));

    expect(await whatIsLeft()).toEqual([]);
  });

  it('and follows again is somebody new, whose profile stays', async () => {
    await happens(openedAt(1));
    await happens(leftAt(3));

    await happens(followedAt(5));

    const { profile, events } = await readUser(stores, openid);
    expect(profile).toMatchObject({
      country: null,
      firstSeen: '2023-11-14T22:13:25.000Z',
      followed: { at: '2023-11-14T22:13:25.000Z' },
    });
    expect(events.map(({ event }) => event)).toEqual(['subscribe']);
    const stored = (await itemsOf(stores.insightsTable)).find(({ pk }) => pk === userKey(openid).pk);
    expect(stored).not.toHaveProperty(insightsTableSchema.timeToLive);
  });

  it('keeps what they did since they came back, where the news that they left comes late', async () => {
    await happens(openedAt(1));
    await happens(followedAt(5));
    await happens(openedAt(6, { Province: '湖南' }));

    await happens(leftAt(3));

    const { profile } = await readUser(stores, openid);
    expect(profile).toMatchObject({ province: '湖南', firstSeen: '2023-11-14T22:13:25.000Z' });
  });

  it('leaves an event that waits in the outbox to be sent; what it says goes when it is counted', async () => {
    const event = openedAt(1);
    const message = { receivedAt: new Date().toISOString(), event };
    await claim(table(), message, never);
    await markForOutbox(table(), message, never);

    await happens(leftAt(3));
    expect(await whatIsLeft()).toHaveLength(1);
    expect(await drain(outboxStores(), deadlineIn(60_000))).toMatchObject({ sent: 1 });
    await arrives(event);

    expect(await whatIsLeft()).toEqual([]);
    expect(await countsOf()).toMatchObject({ opened: 1, left: 1 });
  });

  it('with more claims than one delivery has time for is forgotten by the next ones, and only then counted', async () => {
    const claims = runs(120, 5000);
    const seconds = Array.from({ length: claims }, (_none, place) => place + 1);
    await forEachAtMost(16, seconds, async (second) => {
      await claimed(openedAt(second));
    });
    const tables = { ...stores };

    const first = forgetPerson(tables, openid, start + claims, afterChecks(50)).catch(
      (error: unknown) => error,
    );

    expect(await first).toBeInstanceOf(OutOfTimeError);
    const left = (await whatIsLeft()).length;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(claims);
    // What was under way when the time was up may still have been written.
    const { emptied } = await forgetPerson(tables, openid, start + claims, noDeadline());
    expect(emptied).toBeGreaterThan(0);
    expect(emptied).toBeLessThanOrEqual(left);
    expect(await whatIsLeft()).toEqual([]);
  });

  it('is only looked at in a dry run', async () => {
    await happens(openedAt(1));
    await happens(followedAt(2));

    const found = await forgetPerson(stores, openid, start + 10, deadlineIn(60_000), true);

    expect(found).toEqual({ profile: true, emptied: 2, waiting: 0 });
    expect(await whatIsLeft()).toHaveLength(3);
  });
});

/** A deadline that comes after so many looks at it. */
function afterChecks(checks: number): Deadline {
  let left = checks;
  return {
    signal: never,
    check() {
      left -= 1;
      if (left < 0) throw new OutOfTimeError('enough');
    },
  };
}
