import { totalCounters } from '../model/counters.ts';
import { forEachAtMost } from '../runtime/for-each-at-most.ts';
import type { Totals } from './answers.ts';
import { readProductDays } from './days.ts';
import type { ListedProduct } from './listing.ts';
import { isRecent, recentTotals } from './recent-totals.ts';
import type { DayRange, InsightsSource } from './source.ts';
import { sumOfDays } from './sums.ts';

const queriesAtOnce = 16;

/**
 * Each product's totals of a range, in the order of the listing: by the listing alone where it goes back as
 * far, otherwise by the days of each product, which takes long where there are many.
 */
export async function readRangeTotals(
  source: InsightsSource,
  listing: readonly ListedProduct[],
  range: DayRange,
): Promise<readonly Totals[]> {
  if (isRecent(range)) return recentTotals(listing, range);
  const totals: Totals[] = [];
  await forEachAtMost(queriesAtOnce, [...listing.entries()], async ([place, { product }]) => {
    const { keyStandard: KeyStandard, keyStr: KeyStr } = product;
    const { days } = await readProductDays(source, { KeyStandard, KeyStr }, range);
    totals[place] = sumOfDays(days, totalCounters);
  });
  return totals;
}
