import type { ProductRow, RangedProductRow, Totals } from '../insights/answers.ts';
import { readProductDays } from '../insights/days.ts';
import { type ListedProduct, rangedRows, rowOf } from '../insights/listing.ts';
import type { DayRange, InsightsSource } from '../insights/source.ts';
import { sumOfDays } from '../insights/sums.ts';
import { totalCounters } from '../model/counters.ts';
import { addDays, today } from '../model/day.ts';
import { forEachAtMost } from '../runtime/for-each-at-most.ts';

/** A product in the list; null where the range goes back further than can be read for so many products. */
export interface RangedRow extends ProductRow {
  readonly range: Totals | null;
  readonly before: Totals | null;
}

/** How many products' own days are read, where the listing does not go back as far. */
const mostRead = 200;
const queriesAtOnce = 16;

/** The list with what happened in a range, and in the one it is compared with. */
export async function readProductList(
  source: InsightsSource,
  listing: readonly ListedProduct[],
  range: DayRange,
  before: DayRange,
): Promise<readonly RangedRow[]> {
  const [inRange, inBefore] = await Promise.all([
    readTotals(source, listing, range),
    readTotals(source, listing, before),
  ]);
  return listing.map((listed, place) => ({
    ...rowOf(listed),
    range: inRange?.[place] ?? null,
    before: inBefore?.[place] ?? null,
  }));
}

/** Each product's totals of a range, by the listing alone where it goes back as far. */
async function readTotals(
  source: InsightsSource,
  listing: readonly ListedProduct[],
  range: DayRange,
): Promise<readonly (Totals | undefined)[] | undefined> {
  // Today nowhere on earth is later than the day after today in UTC.
  const latestToday = addDays(today('UTC'), 1);
  const rows: readonly RangedProductRow[] | undefined = rangedRows(listing, range, latestToday);
  if (rows) return rows.map((row) => row.range);
  if (listing.length > mostRead) return undefined;
  const totals = new Map<ListedProduct, Totals>();
  await forEachAtMost(queriesAtOnce, listing, async (listed) => {
    const { keyStandard: KeyStandard, keyStr: KeyStr } = listed.product;
    const { days } = await readProductDays(source, { KeyStandard, KeyStr }, range);
    totals.set(listed, sumOfDays(days, totalCounters));
  });
  return listing.map((listed) => totals.get(listed));
}
