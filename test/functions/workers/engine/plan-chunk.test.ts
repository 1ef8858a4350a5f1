import { BatchGetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { today } from '../../../../functions/model/day.ts';
import {
  accountPartition,
  dayKey,
  type InsightsKey,
  lastActivity,
  listingKey,
  productPartition,
  quietShard,
} from '../../../../functions/model/insights-table.ts';
import { pageEvents, recentAttribute } from '../../../../functions/model/statistics.ts';
import { noDeadline } from '../../../../functions/runtime/deadline.ts';
import { planChunk } from '../../../../functions/workers/engine/plan-chunk.ts';
import { readBatch } from '../../../../functions/workers/engine/read-batch.ts';
import { pickShards, trafficOf } from '../../../../functions/workers/engine/shards.ts';
import { storesOn } from '../../../../functions/workers/engine/stores.ts';
import { contribution } from '../../../../functions/workers/user-scan-product.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';
import { clientWith } from '../../../support/client-with.ts';
import { freshStores, type Stores } from '../../../support/stores.ts';
import { messageOf } from '../../../support/workers.ts';

const zone = 'Asia/Shanghai';
const day = '2015-07-30';
/** Labels of a page on which no other one has room. */
const fullOfLabels = { [`p:${'x'.repeat(600)}`]: 1 };

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
});
afterAll(() => stores.stop());

const product = (KeyStr: string) => ({ KeyStandard: 'ean13', KeyStr });

/** The key of a page of what a product's opened pages are counted on. */
const pageKey = (KeyStr: string, page: number) =>
  dayKey(productPartition(product(KeyStr)), { day, counter: 'opened', shard: quietShard, page });

const put = (key: InsightsKey, attributes: object) =>
  stores.dynamodb.send(
    new PutItemCommand({ TableName: stores.insightsTable, Item: marshall({ ...key, ...attributes }) }),
  );

/** Opened pages of a product, each by somebody else in one of some provinces. */
function openings(KeyStr: string, provinces: readonly string[]) {
  const events = provinces.map((Province, place) =>
    sampleEvent('user_scan_product', { ...product(KeyStr), FromUserName: `${place}`, Province }),
  );
  return readBatch(events.map(messageOf), contribution, zone).tasks;
}

/** What is planned, and how often it was looked at items for it. */
async function planOf(tasks: ReturnType<typeof openings>) {
  let reads = 0;
  const watched = clientWith(stores.dynamodb, {
    before: (command) => {
      reads += command instanceof BatchGetItemCommand ? 1 : 0;
    },
  });
  const tables = { EVENTS_TABLE: stores.eventsTable, INSIGHTS_TABLE: stores.insightsTable };
  const known = {
    visitors: { ofProduct: new Set(tasks), ofAccount: new Set<(typeof tasks)[number]>() },
    channels: new Map(),
    shards: pickShards(trafficOf(tasks), false),
  };
  const updates = await planChunk(tasks, known, zone, new Set(), storesOn(watched, tables), noDeadline());
  const pages = updates.filter(
    ({ key }) => key.pk === productPartition(tasks[0]?.counted?.product ?? product('')),
  );
  return { updates, pages, reads };
}

describe('a chunk’s plan', () => {
  test('has each item once, where nothing was counted before, and looks once', async () => {
    const tasks = openings('new', ['广东', '广东', '海南']);
    const { updates, pages, reads } = await planOf(tasks);
    expect(updates.map(({ key }) => key)).toEqual([
      dayKey(accountPartition, { day, counter: 'opened', shard: quietShard, page: 0 }),
      pageKey('new', 0),
      listingKey(product('new'), quietShard),
    ]);
    expect(Object.fromEntries(pages[0]?.amounts ?? [])).toMatchObject({
      n: 3,
      v: 3,
      'p:中国/广东': 2,
      'p:中国/海南': 1,
    });
    expect(updates.flatMap(({ removed }) => removed)).toEqual([]);
    expect(reads).toBe(1);
  });

  test('looks at no second page of a day whose first one has room', async () => {
    await put(pageKey('roomy', 0), { 'p:中国/广东': 1 });
    const { pages, reads } = await planOf(openings('roomy', ['海南']));
    expect(pages.map(({ key }) => key)).toEqual([pageKey('roomy', 0)]);
    expect(reads).toBe(1);
  });

  test('looks at as many pages of a day as are full, and counts what is on one there', async () => {
    await put(pageKey('wide', 0), { ...fullOfLabels, 'p:中国/广东': 1 });
    await put(pageKey('wide', 1), { ...fullOfLabels, 'p:中国/海南': 1 });
    await put(pageKey('wide', 2), { ...fullOfLabels });
    const { pages, reads } = await planOf(openings('wide', ['广东', '海南', '西藏']));
    const amounts = pages.map(({ key, amounts }) => ({ key, events: amounts.get(pageEvents) }));
    expect(amounts).toEqual([0, 1, 3].map((page) => ({ key: pageKey('wide', page), events: 1 })));
    expect(reads).toBe(4);
  });

  test('looks no further for what is counted on a page that is full', async () => {
    await put(pageKey('known', 0), { ...fullOfLabels, 'p:中国/广东': 1 });
    await put(pageKey('known', 1), { ...fullOfLabels });
    const { pages, reads } = await planOf(openings('known', ['广东']));
    expect(pages.map(({ key }) => key)).toEqual([pageKey('known', 0)]);
    expect(reads).toBe(1);
  });

  test('takes the days that are over from a product’s row, and tells it what is newer', async () => {
    const row = listingKey(product('row'), quietShard);
    await put(row, {
      [recentAttribute('o', '2015-07-30')]: 1,
      [recentAttribute('o', today(zone))]: 1,
      [lastActivity]: '1',
    });
    const [task] = openings('row', ['广东']);
    const { updates } = await planOf(task ? [task] : []);
    expect(updates.at(-1)).toEqual({
      key: row,
      amounts: new Map([['opened', 1]]),
      removed: [recentAttribute('o', '2015-07-30')],
      activity: task?.order,
    });
  });
});
