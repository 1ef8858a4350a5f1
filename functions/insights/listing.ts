import { unmarshall } from '@aws-sdk/util-dynamodb';
import { totalCounters } from '../model/counters.ts';
import {
  beliefs,
  isAboutRow,
  lastActivity,
  listedProductId,
  listingBuckets,
  listingPartition,
  listingPrefix,
  productName,
} from '../model/insights-table.ts';
import { type Product, productOfId } from '../model/product.ts';
import { recordOf } from '../model/record-of.ts';
import type { NamedProduct, ProductRow, Totals } from './answers.ts';
import { isoOfOrder } from './moment.ts';
import { queryRaw, type RawItem, type StoredItem, textOf } from './query-all.ts';
import { reviewOf } from './reviews.ts';
import type { InsightsSource, StatisticsSource } from './source.ts';
import { sumOfDays } from './sums.ts';

/** A product of the listing, with the stored rows, which hold what it counted on each of the last days. */
export interface ListedProduct extends ProductRow {
  readonly rows: readonly RawItem[];
}

/** All products, the one with the newest event first. Reads the listing, whose partitions are queried side by side. */
export async function readListing(source: StatisticsSource): Promise<ListedProduct[]> {
  const buckets = Array.from({ length: listingBuckets }, (_none, bucket) =>
    queryRaw(source.dynamodb, {
      TableName: source.insightsTable,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: listingPartition(bucket) } },
    }),
  );
  return productsOf((await Promise.all(buckets)).flat()).sort(newestFirst);
}

/** One product of the listing; undefined where nothing is known of it. */
export async function readListed(
  source: InsightsSource,
  product: Product,
): Promise<ListedProduct | undefined> {
  const { pk, sk } = listingPrefix(product);
  const rows = await queryRaw(source.dynamodb, {
    TableName: source.insightsTable,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :id)',
    ExpressionAttributeValues: { ':pk': { S: pk }, ':id': { S: sk } },
  });
  return productsOf(rows)[0];
}

/** A row without its days. */
export function rowOf({ product, review, totals, lastActivity: newest }: ListedProduct): ProductRow {
  return { product, review, totals, lastActivity: newest };
}

/** Puts the rows of each product together. */
function productsOf(rows: readonly RawItem[]): ListedProduct[] {
  const products = new Map<string, RawItem[]>();
  for (const row of rows) {
    const id = listedProductId(row.sk?.S ?? '');
    const others = products.get(id);
    if (others) others.push(row);
    else products.set(id, [row]);
  }
  return [...products].map(([id, all]) => listedProduct(id, all));
}

function listedProduct(id: string, rows: readonly RawItem[]): ListedProduct {
  const about = unmarshall(rows.find(isAbout) ?? {});
  const orders = rows.flatMap((row) => [row[lastActivity]?.S, row[beliefs.review.clock]?.S]);
  const newest = orders
    .filter((order) => order !== undefined)
    .sort()
    .at(-1);
  return {
    product: nameOf(id, about),
    review: reviewOf(about),
    totals: sumOfDays(rows.map(totalsIn), totalCounters),
    lastActivity: newest === undefined ? null : isoOfOrder(newest),
    rows,
  };
}

/** A product whose id is a digest says its name beside it. */
function nameOf(id: string, about: StoredItem): NamedProduct {
  const product = productOfId(id);
  return {
    keyStandard: product?.KeyStandard ?? textOf(about, 'keyStandard') ?? id,
    keyStr: product?.KeyStr ?? textOf(about, 'keyStr') ?? '',
    name: textOf(about, productName) ?? null,
  };
}

function isAbout({ sk }: RawItem): boolean {
  return isAboutRow(sk?.S ?? '');
}

function totalsIn(row: RawItem): Totals {
  return recordOf(totalCounters, (counter) => Number(row[counter]?.N ?? 0));
}

function newestFirst(one: ProductRow, other: ProductRow): number {
  return (other.lastActivity ?? '').localeCompare(one.lastActivity ?? '');
}
