import { PutItemCommand, type QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readListed, readListing, rowOf } from '../../../functions/insights/listing.ts';
import { firstRecent } from '../../../functions/insights/recent-days.ts';
import { recentTotals } from '../../../functions/insights/recent-totals.ts';
import { totalCounters } from '../../../functions/model/counters.ts';
import { addDays, today } from '../../../functions/model/day.ts';
import {
  aboutKey,
  beliefs,
  lastActivity,
  listingBuckets,
  listingKey,
  productName,
} from '../../../functions/model/insights-table.ts';
import { recordOf } from '../../../functions/model/record-of.ts';
import { readRecentAttribute, recentAttribute } from '../../../functions/model/statistics.ts';
import { clientWith } from '../../support/client-with.ts';
import { freshStores, type Stores } from '../../support/stores.ts';

const to = today('UTC');
const none = recordOf(totalCounters, () => 0);
const lastDays = (days: number) => ({ from: addDays(to, 1 - days), to });
// So long a KeyStr has a digest for an id, with the product's name beside it.
const product = { KeyStandard: 'qrcode', KeyStr: '商品'.repeat(400) };

let stores: Stores;

/** A product that is counted in two rows: once and twice a day, on each of thirty days. */
beforeAll(async () => {
  stores = await freshStores();
  const eachDay = (count: number) =>
    Object.fromEntries(
      Array.from({ length: 30 }, (_none, back) => [recentAttribute('o', addDays(to, -back)), count]),
    );
  const rows = [
    { ...listingKey(product, 0), opened: 30, [lastActivity]: '1700000000#a', ...eachDay(1) },
    { ...listingKey(product, 7), opened: 60, followed: 5, [lastActivity]: '1700000009#b', ...eachDay(2) },
    {
      ...aboutKey(product),
      [productName]: '奶茶',
      [beliefs.review.clock]: '1700000005#c',
      result: 'verify_not_pass',
      reasonMsg: 'a picture is missing',
      keyStandard: product.KeyStandard,
      keyStr: product.KeyStr,
    },
  ];
  const { dynamodb, insightsTable } = stores;
  for (const row of rows) {
    await dynamodb.send(new PutItemCommand({ TableName: insightsTable, Item: marshall(row) }));
  }
});
afterAll(() => stores.stop());

describe('the listing', () => {
  it.each([
    { wanted: 'no days', ranges: [], days: 0 },
    // Tomorrow in UTC has begun somewhere on earth.
    { wanted: 'a day', ranges: [lastDays(1)], days: 2 },
    { wanted: 'a week', ranges: [lastDays(7)], days: 8 },
    { wanted: 'as good as all days, whole rows', ranges: [lastDays(38)], days: undefined },
  ])('is asked for what is wanted: $wanted', async ({ ranges, days }) => {
    const asked: (number | undefined)[] = [];
    const dynamodb = clientWith(stores.dynamodb, {
      before: (command) => {
        const { ExpressionAttributeNames: names } = (command as QueryCommand).input;
        asked.push(names && Object.values(names).filter((name) => readRecentAttribute(name)).length);
      },
    });
    await readListing({ ...stores, dynamodb }, firstRecent(...ranges));
    expect(asked).toEqual(Array(listingBuckets).fill(days && days * totalCounters.length));
  });
});

describe('a product of the listing', () => {
  it.each([
    ['no days', []],
    ['a week', [lastDays(7)]],
    ['as good as all days', [lastDays(38)]],
  ])('says the same of itself where %s are read with it', async (_case, ranges) => {
    const [listed] = await readListing(stores, firstRecent(...ranges));
    expect(listed && rowOf(listed)).toEqual({
      product: { keyStandard: product.KeyStandard, keyStr: product.KeyStr, name: '奶茶' },
      review: {
        result: 'verify_not_pass',
        reasonMsg: 'a picture is missing',
        at: '2023-11-14T22:13:25.000Z',
      },
      totals: { ...none, opened: 90, followed: 5 },
      lastActivity: '2023-11-14T22:13:29.000Z',
    });
    expect(await readListed(stores, product)).toMatchObject(listed ? rowOf(listed) : {});
  });

  it.each([
    ['a day', 1, 3],
    ['a week', 7, 21],
    ['as good as all days', 38, 90],
  ])('has what all of its rows count on %s', async (_case, days, opened) => {
    const range = lastDays(days);
    const [listed] = await readListing(stores, firstRecent(range));
    expect(listed && recentTotals(listed, range)).toEqual({ ...none, opened });
  });
});
