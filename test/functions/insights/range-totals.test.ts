import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProductDays } from '../../../functions/insights/days.ts';
import { readListing } from '../../../functions/insights/listing.ts';
import { readProductsIn } from '../../../functions/insights/products.ts';
import { readRangeTotals } from '../../../functions/insights/range-totals.ts';
import { firstRecent, isRecent } from '../../../functions/insights/recent-days.ts';
import { recentTotals } from '../../../functions/insights/recent-totals.ts';
import { sumOfDays } from '../../../functions/insights/sums.ts';
import { totalCounters } from '../../../functions/model/counters.ts';
import { addDays, dayOf } from '../../../functions/model/day.ts';
import { trendsOf } from '../../../functions/reads/trends.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { clientWith } from '../../support/client-with.ts';
import { freshStores, type Stores } from '../../support/stores.ts';
import { unreachableSource } from '../../support/unreachable-aws.ts';
import { messageOf, workers, workplaceAt } from '../../support/workers.ts';

const zone = 'Asia/Shanghai';
const now = Math.floor(Date.now() / 1000);
const thatDay = dayOf(now, zone);
const day = 24 * 60 * 60;
const products = ['6901481811083', '0012345678905'].map((KeyStr) => ({ KeyStandard: 'ean13', KeyStr }));
const back = (days: number) => addDays(thatDay, -days);

let stores: Stores;

beforeAll(async () => {
  stores = await freshStores();
  const workplace = workplaceAt(stores.dynamodb, stores);
  // On the days 0, 1, 3, 7, 20 and 60 back: so many visits of the first product, one of the other.
  for (const days of [0, 1, 3, 7, 20, 60]) {
    const visits = products.flatMap((product, place) =>
      Array.from({ length: place === 0 ? days + 1 : 1 }, (_none, visitor) => ({
        ...product,
        FromUserName: `visitor-${days}-${visitor}`,
        CreateTime: String(now - days * day),
      })),
    );
    const opened = visits.map((visit) => messageOf(sampleEvent('user_scan_product', visit)));
    const followed = visits.slice(0, 1).map((visit) => messageOf(sampleEvent('subscribe', visit)));
    expect((await workers.user_scan_product(opened, workplace)).failures).toEqual([]);
    expect((await workers.subscribe(followed, workplace)).failures).toEqual([]);
  }
});
afterAll(() => stores.stop());

describe('the totals of a range', () => {
  it.each([
    ['today', 0, 0, true],
    ['yesterday', 1, 1, true],
    ['a week', 6, 0, true],
    ['a month', 29, 0, true],
    ['all that the listing keeps', 38, 0, true],
    ['what goes back further', 60, 0, false],
    ['what is over long since', 60, 41, false],
    ['a day long since', 60, 60, false],
    ['what ends before it begins', 50, 60, false],
  ])('of %s are the sum of its days, of each product', async (_case, first, last, byListing) => {
    const range = { from: back(first), to: back(last) };
    expect(isRecent(range)).toBe(byListing);
    const listing = await readListing(stores, firstRecent(range));
    const sums = await Promise.all(
      listing.map(async ({ product: { keyStandard: KeyStandard, keyStr: KeyStr } }) => {
        const { days } = await readProductDays(stores, { KeyStandard, KeyStr }, range);
        return sumOfDays(days, totalCounters);
      }),
    );
    const source = byListing ? unreachableSource : stores;
    expect(await readRangeTotals(source, listing, range)).toEqual(sums);
  });

  it.each([
    { count: 1, mostAtOnce: 1 },
    { count: 5, mostAtOnce: 3 },
    { count: 40, mostAtOnce: 16 },
  ])('of $count products are read $mostAtOnce at once, each in its place', async ({ count, mostAtOnce }) => {
    const [listed] = await readListing(stores);
    if (listed === undefined) throw new Error('nothing is listed');
    const others = Array.from({ length: count - 1 }, (_none, place) => ({
      ...listed,
      product: { ...listed.product, keyStr: `other ${place}` },
    }));
    const underWay = { now: 0, most: 0 };
    const dynamodb = clientWith(stores.dynamodb, {
      before: () => {
        underWay.now += 1;
        underWay.most = Math.max(underWay.most, underWay.now);
      },
      after: () => {
        underWay.now -= 1;
      },
    });
    const range = { from: back(60), to: back(60) };
    const totals = await readRangeTotals({ ...stores, dynamodb }, [...others, listed], range);
    expect(totals.map(({ opened }) => opened > 0)).toEqual([...others.map(() => false), true]);
    expect(underWay.most).toBe(mostAtOnce);
  });

  it('of no products are none', async () => {
    expect(await readRangeTotals(unreachableSource, [], { from: back(60), to: back(60) })).toEqual([]);
  });

  it('come with those of as many days before, where the listing goes back as far', async () => {
    const openedIn = async (first: number, last: number) =>
      (await readProductsIn(stores, { from: back(first), to: back(last) }))
        .filter(({ product }) => product.keyStr === products[0]?.KeyStr)
        .map(({ range, before }) => [range.opened, before?.opened]);
    expect(await openedIn(0, 0)).toEqual([[1, 2]]);
    expect(await openedIn(6, 0)).toEqual([[1 + 2 + 4, 8]]);
    expect(await openedIn(60, 0)).toEqual([[1 + 2 + 4 + 8 + 21 + 61, undefined]]);
  });

  it('are none of a listing that was read from a later day on, rather than too few', async () => {
    const [listed] = await readListing(stores, back(6));
    if (listed === undefined) throw new Error('nothing is listed');
    expect(recentTotals(listed, { from: back(6), to: back(0) }).opened).toBeGreaterThan(0);
    expect(() => recentTotals(listed, { from: back(7), to: back(0) })).toThrow(RangeError);
  });
});

describe('a trend', () => {
  it('is what was opened on each of fourteen days, by the listing alone; of a product nobody knows, nothing', async () => {
    const asked = [...products, { KeyStandard: 'ean13', KeyStr: 'unknown' }].map(
      ({ KeyStandard: keyStandard, KeyStr: keyStr }) => ({ keyStandard, keyStr }),
    );
    const { trends } = await trendsOf((since) => readListing(stores, since), { products: asked }, thatDay);
    expect(trends).toEqual([
      [0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 4, 0, 2, 1],
      [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1],
      Array(14).fill(0),
    ]);
  });
});
