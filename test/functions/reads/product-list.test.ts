import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import type { ListedProduct } from '../../../functions/insights/listing.ts';
import { recentColumns, recentDaysOf } from '../../../functions/insights/recent-days.ts';
import { totalCounters } from '../../../functions/model/counters.ts';
import { addDays, today } from '../../../functions/model/day.ts';
import { recordOf } from '../../../functions/model/record-of.ts';
import { recentAttribute } from '../../../functions/model/statistics.ts';
import { readProductList } from '../../../functions/reads/product-list.ts';
import { trendsOf } from '../../../functions/reads/trends.ts';
import { unreachableSource } from '../../support/unreachable-aws.ts';

const nothing = recordOf(totalCounters, () => 0);
const lastDay = today('Asia/Shanghai');
const back = (days: number) => addDays(lastDay, -days);
const daysOf = (first: number, last = first) => ({ from: back(first), to: back(last) });

/** What is answered all the same is so by the listing alone. */
const nowhere = unreachableSource;

/** A product whose page was opened so many times on days back from today. */
function listed(keyStr: string, opened: Readonly<Record<number, number>> = {}): ListedProduct {
  const counts = Object.entries(opened).map(([days, times]) => [
    recentAttribute('o', back(Number(days))),
    times,
  ]);
  return {
    product: { keyStandard: 'ean13', keyStr, name: null },
    review: null,
    totals: { ...nothing, opened: 100 },
    lastActivity: '2026-11-26T08:00:00.000Z',
    recent: recentDaysOf([marshall(Object.fromEntries(counts))], recentColumns(back(30))),
  };
}

const many = (count: number) => Array.from({ length: count }, (_none, n) => listed(`${n}`));

describe('the list of products', () => {
  it('has what happened in a range, and in the one it is compared with, in the order of the listing', async () => {
    const listing = [listed('one', { 0: 1, 1: 2, 2: 4 }), listed('other', { 2: 8 })];
    const rows = await readProductList(nowhere, listing, daysOf(1, 0), daysOf(3, 2));
    expect(rows).toEqual([
      {
        product: { keyStandard: 'ean13', keyStr: 'one', name: null },
        review: null,
        totals: { ...nothing, opened: 100 },
        lastActivity: '2026-11-26T08:00:00.000Z',
        range: { ...nothing, opened: 3 },
        before: { ...nothing, opened: 4 },
      },
      expect.objectContaining({
        product: { keyStandard: 'ean13', keyStr: 'other', name: null },
        range: nothing,
        before: { ...nothing, opened: 8 },
      }),
    ]);
  });

  it('has no numbers of what goes back too far to be read for so many products', async () => {
    const rows = await readProductList(nowhere, many(201), daysOf(7, 0), daysOf(90, 60));
    expect(rows).toHaveLength(201);
    expect(new Set(rows.map(({ before }) => before))).toEqual(new Set([null]));
    expect(rows.every(({ range }) => range?.opened === 0)).toBe(true);
  });

  it('reads those of two hundred products one by one', async () => {
    const reading = readProductList(nowhere, many(200), daysOf(90, 60), daysOf(7, 0));
    await expect(reading).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('trends', () => {
  const name = (keyStr: string) => ({ keyStandard: 'ean13', keyStr });
  const trendsOfAll = async (products: readonly unknown[], listing: readonly ListedProduct[]) =>
    (await trendsOf(async () => listing, { products }, lastDay)).trends;

  it('are what was opened on each of the last fourteen days, product by product as they were asked for', async () => {
    const listing = [listed('one', { 0: 7, 13: 5, 14: 3 }), listed('other', { 1: 2 })];
    expect(await trendsOfAll([name('other'), name('unknown'), name('one')], listing)).toEqual([
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0],
      Array(14).fill(0),
      [5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7],
    ]);
  });

  it('tell products apart by their standards, too', async () => {
    const asked = [{ keyStandard: 'ean8', keyStr: 'one' }];
    expect(await trendsOfAll(asked, [listed('one', { 0: 7 })])).toEqual([Array(14).fill(0)]);
  });

  it('are those of a hundred products at most', async () => {
    expect(await trendsOfAll(Array(100).fill(name('one')), [])).toHaveLength(100);
    await expect(trendsOfAll(Array(101).fill(name('one')), [])).rejects.toThrow('no products');
  });

  it.each([
    ['no list', undefined],
    ['a list in the place of the question', []],
  ])('are refused for %s', async (_what, asked) => {
    await expect(trendsOf(async () => [], asked, lastDay)).rejects.toThrow('no products');
  });

  it.each([
    ['nothing', null],
    ['a product without a standard', { keyStr: 'one' }],
    ['a product without a code', { keyStandard: 'ean13' }],
    ['a product whose code is a number', { keyStandard: 'ean13', keyStr: 6901481811083 }],
  ])('are refused of %s', async (_what, product) => {
    await expect(trendsOfAll([name('one'), product], [])).rejects.toThrow('no product');
  });
});
