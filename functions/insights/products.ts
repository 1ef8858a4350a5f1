import type { Product } from '../model/product.ts';
import type { ProductReport, ProductRow } from './answers.ts';
import { readProductDays } from './days.ts';
import { readListed, readListing, rowOf, sumOf } from './listing.ts';
import { originsOf } from './origins.ts';
import type { DayRange, InsightsSource } from './source.ts';

/** All products, the one with the newest event first. */
export async function readProducts(source: InsightsSource): Promise<ProductRow[]> {
  return (await readListing(source)).map(rowOf);
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
