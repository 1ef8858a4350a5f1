import type { ProductRow, Totals } from '../insights/answers.ts';
import { type ListedProduct, rowOf } from '../insights/listing.ts';
import { readRangeTotals } from '../insights/range-totals.ts';
import { isRecent } from '../insights/recent-totals.ts';
import type { DayRange, InsightsSource } from '../insights/source.ts';

/** A product in the list; null where the range goes back further than can be read for so many products. */
export interface RangedRow extends ProductRow {
  readonly range: Totals | null;
  readonly before: Totals | null;
}

/** How many products' own days are read, where the listing does not go back as far. */
const mostRead = 200;

/** The list with what happened in a range, and in the one it is compared with. */
export async function readProductList(
  source: InsightsSource,
  listing: readonly ListedProduct[],
  range: DayRange,
  before: DayRange,
): Promise<readonly RangedRow[]> {
  const totalsOf = async (days: DayRange) =>
    isRecent(days) || listing.length <= mostRead ? readRangeTotals(source, listing, days) : [];
  const [inRange, inBefore] = await Promise.all([totalsOf(range), totalsOf(before)]);
  return listing.map((listed, place) => ({
    ...rowOf(listed),
    range: inRange[place] ?? null,
    before: inBefore[place] ?? null,
  }));
}
