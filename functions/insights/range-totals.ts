import type { Product } from '../model/product.ts';
import { forEachAtMost } from '../runtime/for-each-at-most.ts';
import type { ProductName, Totals } from './answers.ts';
import { readDayTotals } from './day-totals.ts';
import type { ListedProduct } from './listing.ts';
import { isRecent } from './recent-days.ts';
import { recentTotals } from './recent-totals.ts';
import type { DayRange, StatisticsSource } from './source.ts';

const mostAtOnce = 16;
/** Each of those that work at once opens a connection, which in a cold sandbox takes longer than a query. */
const leastEach = 2;

/**
 * Each product's totals of a range, in their order: by the listing alone where it goes back as far, otherwise
 * by the days of each product, which takes long where there are many.
 */
export async function readRangeTotals(
  source: StatisticsSource,
  products: readonly ListedProduct[],
  range: DayRange,
): Promise<readonly Totals[]> {
  if (isRecent(range)) return products.map((listed) => recentTotals(listed, range));
  const totals: Totals[] = [];
  const atOnce = Math.min(mostAtOnce, Math.ceil(products.length / leastEach));
  await forEachAtMost(atOnce, [...products.entries()], async ([place, { product }]) => {
    totals[place] = await readDayTotals(source, pushedOf(product), range);
  });
  return totals;
}

function pushedOf({ keyStandard: KeyStandard, keyStr: KeyStr }: ProductName): Product {
  return { KeyStandard, KeyStr };
}
