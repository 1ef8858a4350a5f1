import {
  type DynamoDBClient,
  GetItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { readAccount } from '../../../../functions/insights/account.ts';
import { readProduct } from '../../../../functions/insights/products.ts';
import { eventOrder } from '../../../../functions/model/event-order.ts';
import type { WeixinEvent } from '../../../../functions/model/event-types.ts';
import { fullPage, markKey, ownerAttribute, recordKey } from '../../../../functions/model/mark-keys.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';
import { clientWith } from '../../../support/client-with.ts';
import { freshStores, type Stores } from '../../../support/stores.ts';
import { messageOf, workers, workplaceAt } from '../../../support/workers.ts';

const everyDay = { from: '2000-01-01', to: '2099-12-31' };
const day = '2015-07-30';

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
});
afterEach(() => vi.useRealTimers());
afterAll(() => stores.stop());

function openings(count: number, name: string): WeixinEvent<'user_scan_product'>[] {
  return Array.from({ length: count }, (_none, place) =>
    sampleEvent('user_scan_product', {
      FromUserName: name,
      KeyStr: name,
      CreateTime: String(1438250110 + place),
    }),
  );
}

const work = (events: readonly WeixinEvent[], dynamodb = stores.dynamodb) =>
  workers.user_scan_product(events.map(messageOf), workplaceAt(dynamodb, stores));

type IsCall = (command: object) => boolean;

const counting: IsCall = (command) => command instanceof TransactWriteItemsCommand;
/** A worker's one update of marks that names no value as the first one to come. */
const takingOver: IsCall = (command) =>
  command instanceof UpdateItemCommand &&
  command.input.TableName === stores.eventsTable &&
  !command.input.UpdateExpression?.includes('if_not_exists');

/** A worker whose first such call does not reach DynamoDB before something else has happened. */
function held(isCall: IsCall, before: () => Promise<unknown>): DynamoDBClient {
  let isFirst = true;
  return clientWith(stores.dynamodb, {
    before: (command) => {
      if (!isFirst || !isCall(command)) return undefined;
      isFirst = false;
      return before();
    },
  });
}

/** A worker marks the events as its own and is never heard of again. */
async function markAndDie(events: readonly WeixinEvent[]): Promise<void> {
  await new Promise<void>((resolve) => {
    const die = () => {
      resolve();
      return new Promise<never>(() => {});
    };
    void work(events, held(counting, die));
  });
}

async function counts(name: string) {
  const { totals, days } = await readProduct(stores, { KeyStandard: 'ean13', KeyStr: name }, everyDay);
  return { total: totals.opened, opened: days[0]?.opened, visitors: days[0]?.visitors };
}

async function item(key: object): Promise<Record<string, unknown>> {
  const command = new GetItemCommand({ TableName: stores.eventsTable, Key: marshall(key) });
  return unmarshall((await stores.dynamodb.send(command)).Item ?? {});
}

describe('an event', () => {
  test('whose owner is committed is not counted again', async () => {
    const events = openings(2, 'committed');
    expect(await work(events)).toMatchObject({ counted: 2, alreadyCounted: 0 });
    expect(await work(events)).toMatchObject({ counted: 0, alreadyCounted: 2 });
    expect(await counts('committed')).toEqual({ total: 2, opened: 2, visitors: 1 });
  });

  test('whose owner died is taken over, and the dead chunk is aborted for good', async () => {
    const events = openings(1, 'dead');
    await markAndDie(events);
    const attribute = ownerAttribute(eventOrder(events[0] ?? sampleEvent('user_scan_product')));
    const mark = markKey('dead', day, 'user_scan_product');
    const { [attribute]: owner, expiresAt: firstExpiry } = await item(mark);
    const dead = String(owner);

    const secondsLater = 20 * 24 * 60 * 60;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + secondsLater * 1000 });
    expect(await work(events)).toMatchObject({ counted: 1 });
    expect(Number((await item(mark)).expiresAt)).toBeGreaterThanOrEqual(Number(firstExpiry) + secondsLater);
    expect(await item(recordKey(dead))).toMatchObject({ fate: 'aborted' });
    expect(await counts('dead')).toEqual({ total: 1, opened: 1, visitors: 1 });
  });

  test('that another worker took over while its first one slept is counted by one of them', async () => {
    const [theirs, ...own] = openings(3, 'slept');
    if (theirs === undefined) throw new Error('no event');
    const outcome = await work(
      [theirs, ...own],
      held(counting, () => work([theirs])),
    );
    expect(outcome).toMatchObject({ counted: 2, alreadyCounted: 1, failures: [] });
    expect(await counts('slept')).toEqual({ total: 3, opened: 3, visitors: 1 });
  });

  test('of a dead worker that two others want is taken over and counted by the faster one', async () => {
    const events = openings(1, 'contested');
    await markAndDie(events);
    const slower = await work(
      events,
      held(takingOver, () => work(events)),
    );
    expect(slower).toMatchObject({ counted: 0, alreadyCounted: 1, failures: [] });
    expect(await counts('contested')).toEqual({ total: 1, opened: 1, visitors: 1 });
  });
});

test('a person with more events a day than a page holds is counted right, in items of a few KB', async () => {
  const events = openings(3 * fullPage, 'robot');
  for (let place = 0; place < events.length; place += fullPage) {
    expect(await work(events.slice(place, place + fullPage))).toMatchObject({ counted: fullPage });
  }
  expect(await work(events.slice(-100))).toMatchObject({ counted: 0, alreadyCounted: 100 });
  expect(await counts('robot')).toEqual({ total: events.length, opened: events.length, visitors: 1 });
  const page = await item(markKey('robot', day, 'user_scan_product'));
  expect(Object.keys(page).length).toBeLessThan(fullPage + 30);
});

test('a person who opens two products in a day is one visitor of each, and one of the account', async () => {
  const time = Date.parse('2016-03-04T12:00:00+08:00') / 1000;
  const events = ['cup', 'pot', 'cup'].map((KeyStr, place) =>
    sampleEvent('user_scan_product', { FromUserName: 'guest', KeyStr, CreateTime: String(time + place) }),
  );
  for (const event of events) expect(await work([event])).toMatchObject({ counted: 1 });
  const { days } = await readAccount(stores, { from: '2016-03-04', to: '2016-03-04' });
  expect(days).toMatchObject([{ opened: 3, visitors: 1 }]);
  expect(await counts('cup')).toEqual({ total: 2, opened: 2, visitors: 1 });
  expect(await counts('pot')).toEqual({ total: 1, opened: 1, visitors: 1 });
});
