import type { Product } from '../model/product.ts';
import { forEachAtMost } from '../runtime/for-each-at-most.ts';
import type { ProductReport, ProductRow, RangedProductRow, Totals } from './answers.ts';
import { readProductDays } from './days.ts';
import { type ListedProduct, rangedRows, readListed, readListing, rowOf, sumOf } from './listing.ts';
import { originsOf } from './origins.ts';
import type { DayRange, InsightsSource } from './source.ts';

const queriesAtOnce = 16;

/** All products, the one with the newest event first. */
export async function readProducts(source: InsightsSource): Promise<ProductRow[]> {
  return (await readListing(source)).map(rowOf);
}

/**
 * All products with what happened on the days of a range: of the last days by the listing alone; of a range
 * that goes back further by the days of each product, which takes long where there are many.
 * @param today in the time zone of the statistics
 */
export async function readProductsIn(
  source: InsightsSource,
  range: DayRange,
  today: string,
): Promise<readonly RangedProductRow[]> {
  const listing = await readListing(source);
  const rows = rangedRows(listing, range, today);
  if (rows) return rows;
  const ranges = new Map<ListedProduct, Totals>();
  await forEachAtMost(queriesAtOnce, listing, async (listed) => {
    const { keyStandard: KeyStandard, keyStr: KeyStr } = listed.product;
    const { days } = await readProductDays(source, { KeyStandard, KeyStr }, range);
    ranges.set(listed, sumOf(days));
  });
  return listing.map((listed) => ({
    ...rowOf(listed),
    range: ranges.get(listed) ?? sumOf([]),
    before: null,
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
    totals: listed?.totals ?? sumOf([]),
    days,
    ...originsOf(days),
    unnamed,
  };
}
