import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { firstRecent } from '../../../functions/insights/recent-days.ts';
import { recentTotals } from '../../../functions/insights/recent-totals.ts';
import { addDays, today } from '../../../functions/model/day.ts';
import { listingBuckets, listingKey } from '../../../functions/model/insights-table.ts';
import { recentAttribute } from '../../../functions/model/statistics.ts';
import { rememberedListing } from '../../../functions/reads/remembered-listing.ts';
import { freshStores, type Stores } from '../../support/stores.ts';

const to = today('UTC');
const week = { from: addDays(to, -6), to };
const month = { from: addDays(to, -29), to };

let stores: Stores;

// Opened once on each of thirty days.
beforeAll(async () => {
  stores = await freshStores();
  const days = Array.from({ length: 30 }, (_none, back) => recentAttribute('o', addDays(to, -back)));
  const row = {
    ...listingKey({ KeyStandard: 'ean13', KeyStr: '0012345678905' }, 0),
    opened: 30,
    ...Object.fromEntries(days.map((name) => [name, 1])),
  };
  const { dynamodb, insightsTable } = stores;
  await dynamodb.send(new PutItemCommand({ TableName: insightsTable, Item: marshall(row) }));
});
afterAll(() => stores.stop());

test('the list is read with the days that are asked for, and not again for fewer', async () => {
  const send = vi.spyOn(stores.dynamodb, 'send');
  const listing = rememberedListing(stores);
  const asked = async (range: typeof week) => {
    const [listed] = await listing(firstRecent(range));
    return listed && { opened: recentTotals(listed, range).opened, readings: readings(send.mock.calls) };
  };
  expect(await asked(week)).toEqual({ opened: 7, readings: 1 });
  expect(await asked(month)).toEqual({ opened: 30, readings: 2 });
  expect(await asked(week)).toEqual({ opened: 7, readings: 2 });
  expect((await listing(firstRecent()))[0]?.totals.opened).toBe(30);
  expect(readings(send.mock.calls)).toBe(2);
});

function readings(calls: readonly unknown[]): number {
  return calls.length / listingBuckets;
}
