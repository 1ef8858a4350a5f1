import { totalCounters } from '../model/counters.ts';
import type { Product } from '../model/product.ts';
import { recordOf } from '../model/record-of.ts';
import type { ProductReport, ProductRow, RangedProductRow, Totals } from './answers.ts';
import { readProductDays } from './days.ts';
import { readListed, readListing, rowOf } from './listing.ts';
import { citiesOf, originsOf } from './origins.ts';
import { freePeriod } from './periods.ts';
import { readRangeTotals } from './range-totals.ts';
import { firstRecent, isRecent } from './recent-days.ts';
import { recentTotals } from './recent-totals.ts';
import type { DayRange, InsightsSource } from './source.ts';

const noTotals: Totals = recordOf(totalCounters, () => 0);

/** All products, the one with the newest event first. */
export async function readProducts(source: InsightsSource): Promise<ProductRow[]> {
  return (await readListing(source)).map(rowOf);
}

/**
 * All products with what happened on the days of a range, and on as many before where the listing has them.
 * A range that goes back further than it is read product by product, which takes long where there are many.
 */
export async function readProductsIn(
  source: InsightsSource,
  range: DayRange,
): Promise<readonly RangedProductRow[]> {
  const { before } = freePeriod(range.from, range.to);
  const listing = await readListing(source, firstRecent(range, before));
  const inRange = await readRangeTotals(source, listing, range);
  return listing.map((listed, place) => ({
    ...rowOf(listed),
    range: inRange[place] ?? noTotals,
    before: isRecent(before) ? recentTotals(listed, before) : null,
  }));
}

/** A product's review, totals and days; zeros where nothing is known of it. */
export async function readProduct(
  source: InsightsSource,
  product: Product,
  range: DayRange,
): Promise<ProductReport> {
  const [listed, { days, unnamed }] = await Promise.all([
    readListed(source, product),
    readProductDays(source, product, range),
  ]);
  const name = { keyStandard: product.KeyStandard, keyStr: product.KeyStr, name: null };
  return {
    product: listed?.product ?? name,
    review: listed?.review ?? null,
    totals: listed?.totals ?? noTotals,
    days,
    ...originsOf(days),
    cities: citiesOf(days),
    unnamed,
  };
}
