import type { ProductRow, Totals } from '../insights/answers.ts';
import { type ListedProduct, rowOf } from '../insights/listing.ts';
import { readRangeTotals } from '../insights/range-totals.ts';
import { isRecent } from '../insights/recent-days.ts';
import type { DayRange, StatisticsSource } from '../insights/source.ts';

/** A product in the list; null where the range goes back further than can be read for so many products. */
export interface RangedRow extends ProductRow {
  readonly range: Totals | null;
  readonly before: Totals | null;
}

/** How many products' own days are read, where the listing does not go back as far. */
const mostRead = 200;

/** The list with what happened in a range, and in the one it is compared with. */
export async function readProductList(
  source: StatisticsSource,
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
    range: inRange[place] ?? null,
    before: inBefore[place] ?? null,
  }));
}

/** The totals of some products, in their order; none where they are too many to be read. */
export async function readTotals(
  source: StatisticsSource,
  products: readonly ListedProduct[],
  days: DayRange,
): Promise<readonly Totals[]> {
  return isRecent(days) || products.length <= mostRead ? readRangeTotals(source, products, days) : [];
}
