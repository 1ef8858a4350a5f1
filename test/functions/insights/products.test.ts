import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAccount } from '../../../functions/insights/account.ts';
import { unnamedChannels } from '../../../functions/insights/answers.ts';
import { readProduct, readProducts } from '../../../functions/insights/products.ts';
import { countAll, queryAll } from '../../../functions/insights/query-all.ts';
import { readProductBackground } from '../../../functions/insights/reviews.ts';
import { channelCounters, totalCounters } from '../../../functions/model/counters.ts';
import { eventOrder } from '../../../functions/model/event-order.ts';
import {
  aboutKey,
  accountPartition,
  channelsKey,
  type DayPage,
  dayKey,
  listingKey,
  productPartition,
  reviewKey,
  unnamedChannelsKey,
} from '../../../functions/model/insights-table.ts';
import type { Product } from '../../../functions/model/product.ts';
import { recordOf } from '../../../functions/model/record-of.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { freshStores, type Stores } from '../../support/stores.ts';

const tea = { KeyStandard: 'ean13', KeyStr: '0012345678905' };
const order = (CreateTime: string) => eventOrder(sampleEvent('user_scan_product', { CreateTime }));
const range = { from: '2026-11-20', to: '2026-11-22' };
const nothing = recordOf(totalCounters, () => 0);

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
});
afterAll(() => stores.stop());

async function put(key: object, attributes: object): Promise<void> {
  const Item = marshall({ ...key, ...attributes });
  await stores.dynamodb.send(new PutItemCommand({ TableName: stores.insightsTable, Item }));
}

describe('the list of products', () => {
  it('has each product once, the one with the newest event first, whatever its rows are', async () => {
    const [long, cup] = [
      { KeyStandard: 'qrcode', KeyStr: '9'.repeat(600) },
      { KeyStandard: 'ean8', KeyStr: 'cup' },
    ];
    await put(listingKey(tea, 0), { opened: 3, followed: 1, lastActivity: order('1438250110') });
    await put(listingKey(tea, 5), { opened: 4, located: 2, lastActivity: order('1438250130') });
    await put(aboutKey(tea), { name: 'Tea', result: 'verify_ok', reviewedAt: order('1438250120') });
    await put(listingKey(cup, 0), { opened: 1, lastActivity: order('1438250120') });
    // Reviewed and never opened; its id is a digest.
    const reviewed = { result: 'verify_not_pass', reasonMsg: '主图不清晰', reviewedAt: order('1438250140') };
    await put(aboutKey(long), { keyStandard: long.KeyStandard, keyStr: long.KeyStr, ...reviewed });
    await put(aboutKey({ KeyStandard: 'ean13', KeyStr: 'named only' }), { name: 'Named' });

    expect(await readProducts(stores)).toEqual([
      {
        product: { keyStandard: 'qrcode', keyStr: long.KeyStr, name: null },
        review: { result: 'verify_not_pass', reasonMsg: '主图不清晰', at: '2015-07-30T09:55:40.000Z' },
        totals: nothing,
        lastActivity: '2015-07-30T09:55:40.000Z',
      },
      {
        product: { keyStandard: 'ean13', keyStr: '0012345678905', name: 'Tea' },
        review: { result: 'verify_ok', reasonMsg: '', at: '2015-07-30T09:55:20.000Z' },
        totals: { ...nothing, opened: 7, followed: 1, located: 2 },
        lastActivity: '2015-07-30T09:55:30.000Z',
      },
      {
        product: { keyStandard: 'ean8', keyStr: 'cup', name: null },
        review: null,
        totals: { ...nothing, opened: 1 },
        lastActivity: '2015-07-30T09:55:20.000Z',
      },
      {
        product: { keyStandard: 'ean13', keyStr: 'named only', name: 'Named' },
        review: null,
        totals: nothing,
        lastActivity: null,
      },
    ]);
  });

  it('names a product by its digest where nobody has said yet what it stands for', async () => {
    const long: Product = { KeyStandard: 'qrcode', KeyStr: '8'.repeat(600) };
    await put(listingKey(long, 0), { opened: 1 });
    const { keyStandard, keyStr } = (await readProduct(stores, long, range)).product;
    expect([keyStandard, keyStr]).toEqual([expect.stringMatching(/^sha256:[0-9a-f]{64}$/), '']);
  });
});

describe('a product nobody knows', () => {
  it('has zeros, and the name that was asked for', async () => {
    expect(await readProduct(stores, { KeyStandard: 'ean13', KeyStr: 'unknown' }, range)).toEqual({
      product: { keyStandard: 'ean13', keyStr: 'unknown', name: null },
      review: null,
      totals: nothing,
      days: [],
      provinces: [],
      abroad: [],
      unknown: { opened: 0, located: 0 },
      cities: [],
      unnamed: { count: 0, isExact: true },
    });
  });

  it('is known by no other whose code begins like its own', async () => {
    await put(listingKey({ KeyStandard: 'ean13', KeyStr: '12' }, 0), { opened: 1 });
    const { totals } = await readProduct(stores, { KeyStandard: 'ean13', KeyStr: '1' }, range);
    expect(totals.opened).toBe(0);
  });
});

describe('the days of a product', () => {
  const cup = { KeyStandard: 'ean8', KeyStr: 'days' };
  const page = (day: string, changes: Partial<DayPage> = {}) =>
    dayKey(productPartition(cup), { day, counter: 'opened', shard: 0, page: 0, ...changes });

  beforeAll(async () => {
    await put(channelsKey(productPartition(cup)), { channels: ['poster', 'shelf'] });
    await put(unnamedChannelsKey(productPartition(cup)), { digests: new Set(['0a', '0b', '0c']) });
    await put(page('2026-11-19'), { n: 100 });
    await put(page('2026-11-20'), { n: 1, 's:1': 1 });
    await put(page('2026-11-22'), {
      n: 3,
      v: 2,
      's:1': 1,
      's:2': 2,
      'x:0': 3,
      'p:中国/广东': 1,
      'p:Japan/': 2,
      'h:14': 3,
      'c:': 1,
      'c:1': 1,
      'c:*': 1,
    });
    await put(page('2026-11-22', { shard: 4, page: 1 }), {
      n: 5,
      v: 4,
      's:1': 5,
      'p:中国/广东': 5,
      'p:France/': 4,
      'h:9': 4,
      'h:14': 1,
      // A place in the list that was taken after the list was read.
      'c:7': 2,
      'c:1': 3,
    });
    await put(page('2026-11-22', { counter: 'followed' }), { n: 2, 's:scanimage': 2, 'c:0': 2 });
    await put(page('2026-11-22', { counter: 'located' }), { n: 4, 'r:440105': 1, 'r:440300': 3 });
    await put(page('2026-11-23'), { n: 100 });
  });

  it('are those of the range on which something happened, in their order, all pages of each added up', async () => {
    const { days } = await readProduct(stores, cup, range);
    expect(
      days.map(({ date, opened, visitors, followed, entered, located }) => [
        date,
        { opened, visitors, followed, entered, located },
      ]),
    ).toEqual([
      ['2026-11-20', { opened: 1, visitors: 0, followed: 0, entered: 0, located: 0 }],
      ['2026-11-22', { opened: 8, visitors: 6, followed: 2, entered: 0, located: 4 }],
    ]);
  });

  it('have each label with its number, the most frequent first, and none of another’s counter', async () => {
    const day = (await readProduct(stores, cup, range)).days[1];
    expect(day).toMatchObject({
      scene: { 1: 6, 2: 2 },
      sex: { 0: 3 },
      followScene: { scanimage: 2 },
      region: { 440300: 3, 440105: 1 },
      hour: { 9: 4, 14: 4 },
    });
    expect(Object.keys(day?.scene ?? {})).toEqual(['1', '2']);
    expect(Object.entries(day?.place ?? {})).toEqual([
      ['中国/广东', 6],
      ['France/', 4],
      ['Japan/', 2],
    ]);
  });

  it('have each channel by its ExtInfo, and all that keep no name as one', async () => {
    const { days, unnamed } = await readProduct(stores, cup, range);
    const none = recordOf(channelCounters, () => 0);
    expect(days[1]?.channel).toEqual({
      '': { ...none, opened: 1 },
      poster: { ...none, followed: 2 },
      shelf: { ...none, opened: 4 },
      [unnamedChannels]: { ...none, opened: 3 },
    });
    expect(unnamed).toEqual({ count: 3, isExact: true });
  });

  it('say where its events come from, and in which cities', async () => {
    expect(await readProduct(stores, cup, range)).toMatchObject({
      provinces: [{ code: '44', opened: 6, located: 4 }],
      abroad: [
        { country: 'France', opened: 4 },
        { country: 'Japan', opened: 2 },
      ],
      cities: [
        { zh: '深圳市', located: 3 },
        { zh: '广州市', located: 1 },
      ],
    });
  });

  it('are none of a range that ends before it begins', async () => {
    expect((await readProduct(stores, cup, { from: '2026-11-22', to: '2026-11-20' })).days).toEqual([]);
  });
});

it('the days of the account have who left, too', async () => {
  const page = { day: '2026-11-22', shard: 0, page: 0 };
  await put(dayKey(accountPartition, { ...page, counter: 'left' }), { n: 2 });
  await put(dayKey(accountPartition, { ...page, counter: 'located' }), { n: 3, 'r:44': 3 });
  const { days, provinces } = await readAccount(stores, range);
  expect(days).toMatchObject([{ date: '2026-11-22', opened: 0, left: 2, located: 3, region: { 44: 3 } }]);
  expect(provinces).toMatchObject([{ code: '44', located: 3 }]);
});

it('the reviews of a product are told with their reasons, the newest first', async () => {
  for (const [time, reasonMsg] of [
    ['1438250110', '主图不清晰'],
    ['1438250120', ''],
  ] as const) {
    const reviewedAt = order(time);
    await put(reviewKey(tea, reviewedAt), {
      reviewedAt,
      result: reasonMsg ? 'verify_not_pass' : 'verify_ok',
      reasonMsg,
    });
  }
  expect((await readProductBackground(stores, tea)).reviews).toEqual([
    { result: 'verify_ok', reasonMsg: '', at: '2015-07-30T09:55:20.000Z' },
    { result: 'verify_not_pass', reasonMsg: '主图不清晰', at: '2015-07-30T09:55:10.000Z' },
  ]);
});

it('a query gives and counts all it finds, however many pages it takes', async () => {
  for (const sk of ['1', '2', '3']) await put({ pk: 'pages', sk }, {});
  const query = {
    TableName: stores.insightsTable,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: 'pages' } },
    Limit: 2,
  };
  expect((await queryAll(stores.dynamodb, query)).map(({ sk }) => sk)).toEqual(['1', '2', '3']);
  expect(await countAll(stores.dynamodb, query)).toBe(3);
});
