import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { totalCounters } from '../model/counters.ts';
import type { Day } from '../model/day.ts';
import {
  beliefs,
  insightsTableSchema,
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
import { recentDays } from '../model/statistics.ts';
import type { NamedProduct, ProductRow, Totals } from './answers.ts';
import { isoOfOrder } from './moment.ts';
import { queryRaw, type RawItem, type StoredItem, textOf } from './query-all.ts';
import {
  firstRecent,
  type RecentColumns,
  type RecentDays,
  recentColumns,
  recentDaysOf,
} from './recent-days.ts';
import { reviewOf } from './reviews.ts';
import type { InsightsSource, StatisticsSource } from './source.ts';
import { sumOfDays } from './sums.ts';

/** A product of the listing, with what it counted on each of the last days. */
export interface ListedProduct extends ProductRow {
  readonly recent: RecentDays;
}

/**
 * All products, the one with the newest event first. Reads the listing, whose partitions are queried side by side.
 * @param since the first day whose numbers are wanted, as `firstRecent` has it; without it, none are
 */
export async function readListing(
  source: StatisticsSource,
  since: Day = firstRecent(),
): Promise<ListedProduct[]> {
  const columns = recentColumns(since);
  const buckets = Array.from({ length: listingBuckets }, (_none, bucket) =>
    queryRaw(source.dynamodb, {
      TableName: source.insightsTable,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: listingPartition(bucket) } },
      ...projectionOf(columns),
    }),
  );
  return productsOf((await Promise.all(buckets)).flat(), columns).sort(newestFirst);
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
  return productsOf(rows, recentColumns(firstRecent()))[0];
}

/** A row without its days. */
export function rowOf({ product, review, totals, lastActivity: newest }: ProductRow): ProductRow {
  return { product, review, totals, lastActivity: newest };
}

/** What is read of the rows beside days. */
const describing = [
  insightsTableSchema.sortKey,
  lastActivity,
  productName,
  beliefs.review.clock,
  ...beliefs.review.attributes,
  ...beliefs.product.attributes,
  ...totalCounters,
];

/**
 * Asks for no more than that and the days that are wanted: most of a row is days, and reading an answer takes
 * longer than anything else. Where most of the days are wanted, the whole row takes the database less.
 */
function projectionOf({ days, attributes }: RecentColumns): Partial<QueryCommandInput> {
  if (days > recentDays / 2) return {};
  const names = [...describing, ...attributes.keys()].map((name, place) => [`#${place}`, name] as const);
  return {
    ProjectionExpression: names.map(([placeholder]) => placeholder).join(),
    ExpressionAttributeNames: Object.fromEntries(names),
  };
}

/** Puts the rows of each product together. */
function productsOf(rows: readonly RawItem[], columns: RecentColumns): ListedProduct[] {
  const products = new Map<string, RawItem[]>();
  for (const row of rows) {
    const id = listedProductId(sortKeyOf(row));
    const others = products.get(id);
    if (others) others.push(row);
    else products.set(id, [row]);
  }
  return [...products].map(([id, all]) => listedProduct(id, all, columns));
}

function listedProduct(id: string, rows: readonly RawItem[], columns: RecentColumns): ListedProduct {
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
    recent: recentDaysOf(rows, columns),
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

function isAbout(row: RawItem): boolean {
  return isAboutRow(sortKeyOf(row));
}

function sortKeyOf(row: RawItem): string {
  return row[insightsTableSchema.sortKey]?.S ?? '';
}

function totalsIn(row: RawItem): Totals {
  return recordOf(totalCounters, (counter) => Number(row[counter]?.N ?? 0));
}

function newestFirst(one: ProductRow, other: ProductRow): number {
  return latestOf(other).localeCompare(latestOf(one));
}

/** Before all times where nothing has happened. */
function latestOf({ lastActivity: newest }: ProductRow): string {
  return newest ?? '';
}
