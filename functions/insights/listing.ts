import { unmarshall } from '@aws-sdk/util-dynamodb';
import { countedEvents, type TotalCounter, totalCounters } from '../model/counters.ts';
import { addDays, dayNumber } from '../model/day.ts';
import { eventType } from '../model/event-types.ts';
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
import { recentAttribute, recentDays } from '../model/statistics.ts';
import type { NamedProduct, ProductRow, RangedProductRow, Totals } from './answers.ts';
import { isoOfOrder } from './moment.ts';
import { queryRaw, type RawItem, type StoredItem, textOf } from './query-all.ts';
import { reviewOf } from './reviews.ts';
import type { DayRange, InsightsSource } from './source.ts';

/** A product of the listing, with the stored rows, which hold what it counted on each of the last days. */
export interface ListedProduct extends ProductRow {
  readonly rows: readonly RawItem[];
}

/** All products, the one with the newest event first. Reads the listing, whose partitions are queried side by side. */
export async function readListing(source: InsightsSource): Promise<ListedProduct[]> {
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

/** The first day whose numbers the listing still has, for every product. */
export function firstListedDay(today: string): string {
  return addDays(today, 1 - recentDays);
}

/**
 * The listing with what happened on the days of a range, and on as many before, by the listing alone.
 * @param today in the time zone of the statistics
 * @returns undefined where the range begins before `firstListedDay`
 */
export function rangedRows(
  listing: readonly ListedProduct[],
  range: DayRange,
  today: string,
): readonly RangedProductRow[] | undefined {
  const first = firstListedDay(today);
  if (range.from < first) return undefined;
  const length = dayNumber(range.to) - dayNumber(range.from) + 1;
  const before = { from: addDays(range.from, -length), to: addDays(range.from, -1) };
  const inRange = totalsWithin(range);
  const inBefore = before.from < first ? () => null : totalsWithin(before);
  return listing.map((listed) => ({
    ...rowOf(listed),
    range: inRange(listed),
    before: inBefore(listed),
  }));
}

/** Adds up a product's last days; the names of their attributes are made once for all products. */
function totalsWithin({ from, to }: DayRange): (listed: ListedProduct) => Totals {
  const length = dayNumber(to) - dayNumber(from) + 1;
  const days = Array.from({ length }, (_none, place) => addDays(from, place));
  const attributes = recordOf(totalCounters, (counter) =>
    days.map((day) => recentAttribute(letterOf(counter), day)),
  );
  return ({ rows }) =>
    recordOf(totalCounters, (counter) =>
      rows.reduce((sum, row) => sum + sumOfAttributes(row, attributes[counter]), 0),
    );
}

function sumOfAttributes(row: RawItem, attributes: readonly string[]): number {
  return attributes.reduce((sum, attribute) => sum + Number(row[attribute]?.N ?? 0), 0);
}

function letterOf(counter: TotalCounter): string {
  const name = countedEvents.find((event) => event.counter === counter)?.name;
  return (name && eventType(name).counter?.letter) ?? '';
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
    totals: sumOf(rows.map((row) => recordOf(totalCounters, (counter) => Number(row[counter]?.N ?? 0)))),
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

export function sumOf(all: readonly Totals[]): Totals {
  return recordOf(totalCounters, (counter) => all.reduce((sum, totals) => sum + totals[counter], 0));
}

function newestFirst(one: ProductRow, other: ProductRow): number {
  return (other.lastActivity ?? '').localeCompare(one.lastActivity ?? '');
}
