import { totalCounters } from '../model/counters.ts';
import {
  extInfoKey,
  extInfos,
  extInfosKept,
  latest,
  listedProductId,
  listingBuckets,
  listingKey,
  listingPartition,
  productPartition,
  reviewPrefix,
} from '../model/insights-table.ts';
import { type Product, productOfId } from '../model/product.ts';
import { recordOf } from '../model/record-of.ts';
import type { ProductBackground, ProductName, ProductReport, ProductRow, Review, Totals } from './answers.ts';
import { readProductDays } from './days.ts';
import { isoOfOrder } from './moment.ts';
import { numberOf, queryAll, type StoredItem, textOf } from './query-all.ts';
import type { DayRange, InsightsSource } from './source.ts';

/** All products, the one with the newest event first. Reads the listing, whose partitions are queried side by side. */
export async function readProducts(source: InsightsSource): Promise<ProductRow[]> {
  const buckets = Array.from({ length: listingBuckets }, (_none, bucket) =>
    queryAll(source.dynamodb, {
      TableName: source.insightsTable,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: listingPartition(bucket) } },
    }),
  );
  return rowsOf((await Promise.all(buckets)).flat()).sort(newestFirst);
}

/** A product's review, totals and days; zeros where nothing is known of it. */
export async function readProduct(
  source: InsightsSource,
  product: Product,
  range: DayRange,
): Promise<ProductReport> {
  const [row, days] = await Promise.all([readRow(source, product), readProductDays(source, product, range)]);
  const name = { keyStandard: product.KeyStandard, keyStr: product.KeyStr };
  return { product: name, review: row?.review ?? null, totals: row?.totals ?? sumOf([]), days };
}

/** What else is known of a product. */
export async function readProductBackground(
  source: InsightsSource,
  product: Product,
): Promise<ProductBackground> {
  const partition = (prefix: string) => ({
    TableName: source.insightsTable,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': { S: productPartition(product) }, ':prefix': { S: prefix } },
    ScanIndexForward: false,
  });
  const [reviews, [seen]] = await Promise.all([
    queryAll(source.dynamodb, partition(reviewPrefix)),
    queryAll(source.dynamodb, partition(extInfoKey(product).sk)),
  ]);
  return {
    reviews: reviews.map(reviewOf).filter((review) => review !== null),
    extInfos: textsOf(seen?.[extInfos]).sort().slice(0, extInfosKept),
  };
}

async function readRow(source: InsightsSource, product: Product): Promise<ProductRow | undefined> {
  const { pk, sk } = listingKey(product);
  const shards = await queryAll(source.dynamodb, {
    TableName: source.insightsTable,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :id)',
    ExpressionAttributeValues: { ':pk': { S: pk }, ':id': { S: sk } },
  });
  return rowsOf(shards)[0];
}

/** Puts the shards of each product together. */
function rowsOf(items: readonly StoredItem[]): ProductRow[] {
  const products = new Map<string, StoredItem[]>();
  for (const item of items) {
    const id = listedProductId(textOf(item, 'sk') ?? '');
    const shards = products.get(id);
    if (shards) shards.push(item);
    else products.set(id, [item]);
  }
  return [...products].map(([id, shards]) => rowOf(id, shards));
}

function rowOf(id: string, shards: readonly StoredItem[]): ProductRow {
  const about = Object.assign({}, ...shards);
  const lastActivity = textOf(about, latest.active.clock);
  return {
    product: nameOf(id, about),
    review: reviewOf(about),
    totals: sumOf(shards),
    lastActivity: lastActivity === undefined ? null : isoOfOrder(lastActivity),
  };
}

/** A product whose id is a digest says its name beside it. */
function nameOf(id: string, about: StoredItem): ProductName {
  const product = productOfId(id);
  return {
    keyStandard: product?.KeyStandard ?? textOf(about, 'keyStandard') ?? id,
    keyStr: product?.KeyStr ?? textOf(about, 'keyStr') ?? '',
  };
}

function sumOf(shards: readonly StoredItem[]): Totals {
  return recordOf(totalCounters, (name) => shards.reduce((sum, shard) => sum + numberOf(shard, name), 0));
}

function reviewOf(item: StoredItem): Review | null {
  const order = textOf(item, latest.reviewed.clock);
  if (order === undefined) return null;
  return {
    result: textOf(item, 'result') ?? '',
    reasonMsg: textOf(item, 'reasonMsg') ?? '',
    at: isoOfOrder(order),
  };
}

function newestFirst(one: ProductRow, other: ProductRow): number {
  return (other.lastActivity ?? '').localeCompare(one.lastActivity ?? '');
}

function textsOf(value: unknown): string[] {
  return value instanceof Set ? [...value].filter((text) => typeof text === 'string') : [];
}
