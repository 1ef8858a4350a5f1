import type { Counter, DayBreakdown } from './counters.ts';
import { boundedText, sha256 } from './key-text.ts';
import { type Product, productId } from './product.ts';

/**
 * The Insights table: statistics, profiles and reviews, the data that is read.
 *
 *     pk                 sk                      item
 *     account            day#2024-01-31#SHARD    counters of one calendar day; readers add up the shards
 *     product#PRODUCT    day#2024-01-31#SHARD    the same of one product, with breakdowns
 *     product#PRODUCT    review#ORDER            one decision of Weixin's review
 *     product#PRODUCT    extinfo                 ExtInfo seen
 *     products#BUCKET    PRODUCT#SHARD           totals; the quiet shard also holds last activity and review
 *     user#OPENID        profile                 who an openid is
 *
 * PRODUCT is a productId, ORDER an eventOrder. Each counter is an attribute of its own, so that one update
 * adds to any number of them and none has to exist before.
 */
export const insightsTableSchema = { partitionKey: 'pk', sortKey: 'sk' } as const;

export interface InsightsKey {
  readonly pk: string;
  readonly sk: string;
}

/**
 * What is known from the newest event of its kind: the attribute `clock` holds that event's order, and
 * the attributes change together with it, never to what an older event said.
 */
export const latest = {
  opened: { clock: 'openedAt', attributes: ['country', 'province', 'city', 'sex'] },
  entered: { clock: 'enteredAt', attributes: [] },
  located: { clock: 'locatedAt', attributes: ['regionCode'] },
  followed: { clock: 'followedAt', attributes: ['followScene', 'followKeyStandard', 'followKeyStr'] },
  reviewed: { clock: 'reviewedAt', attributes: ['result', 'reasonMsg'] },
  // A digest for an id does not say which product it is.
  active: { clock: 'lastActivity', attributes: ['keyStandard', 'keyStr'] },
} as const;

export type LatestKind = keyof typeof latest;

/** The kinds of event that are a user's own. */
export const userKinds = [
  'opened',
  'entered',
  'located',
  'followed',
] as const satisfies readonly LatestKind[];

/** The attribute that holds the order of a user's oldest event. */
export const firstSeen = 'firstSeen';

/** The attribute, a string set, that holds the ExtInfo seen. */
export const extInfos = 'extInfos';

/** How many different ExtInfo are kept of a product: the first ones in the order of their text. */
export const extInfosKept = 32;

// DynamoDB charges by an item's size and refuses it beyond 400 KB, so that one overlong value could end
// the counting of a product: labels and texts have a limit, in bytes.
const longestLabel = 128;
const longestText = 2048;

/** How many listing partitions there are: queried side by side they list all products without a scan. */
export const listingBuckets = 16;

/** Counters with little traffic are in one item, others in any of so many more. */
export const quietShard = 0;
export const busyShards = 16;

/** The partition of the account's own days. */
export const accountPartition = 'account';

/** The counter of a label; a very long label is counted under its beginning. */
export function counterOf(breakdown: DayBreakdown, label: string): Counter {
  return `${breakdown}:${storedLabel(label)}`;
}

/** A label as it is kept. */
export function storedLabel(label: string): string {
  return boundedText(label, longestLabel);
}

/** A text as it is kept. */
export function storedText(text: string): string {
  return boundedText(text, longestText);
}

export function productPartition(product: Product): string {
  return `product#${productId(product)}`;
}

/** A shard of a day; without a shard, what its sort keys have in front. */
export function daySortKey(day: string, shard?: number): string {
  return `day#${day}#${shard ?? ''}`;
}

/** The day inside a sort key made by `daySortKey`. */
export function dayOfSortKey(sortKey: string): string {
  return sortKey.split('#')[1] ?? '';
}

export const reviewPrefix = 'review#';

export function reviewKey(product: Product, order: string): InsightsKey {
  return { pk: productPartition(product), sk: `${reviewPrefix}${order}` };
}

export function extInfoKey(product: Product): InsightsKey {
  return { pk: productPartition(product), sk: 'extinfo' };
}

export function listingPartition(bucket: number): string {
  return `products#${bucket}`;
}

/** A row of a product in the listing; without a shard, what its sort keys have in front. */
export function listingKey(product: Product, shard?: number): InsightsKey {
  const id = productId(product);
  const bucket = Number.parseInt(sha256(id).slice(0, 8), 16) % listingBuckets;
  return { pk: listingPartition(bucket), sk: `${id}#${shard ?? ''}` };
}

/** The id of the product a listing row belongs to. */
export function listedProductId(sortKey: string): string {
  return sortKey.slice(0, sortKey.lastIndexOf('#'));
}

export function userKey(openid: string): InsightsKey {
  return { pk: `user#${openid}`, sk: 'profile' };
}
