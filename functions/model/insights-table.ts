import type { DayCounter } from './counters.ts';
import { boundedText, sha256 } from './key-text.ts';
import { type Product, productId } from './product.ts';

/**
 * The Insights table: statistics, profiles and reviews, the data that is read.
 *
 *     pk                           sk                                    item
 *     account, product#PRODUCT     day#2024-01-31#opened#SHARD#PAGE      what one counter counted on a calendar day
 *     account, product#PRODUCT     channels                              ExtInfo, by first appearance
 *     account, product#PRODUCT     channels#others                       digests of those beyond
 *     product#PRODUCT              review#ORDER                          one decision of Weixin's review
 *     products#BUCKET              PRODUCT#SHARD                         totals, the last days, the newest event
 *     products#BUCKET              PRODUCT#about                         the review, the merchant's name for it
 *     user#OPENID                  profile                               who an openid is
 *
 * PRODUCT is a productId, ORDER an eventOrder. Each number is an attribute of its own (statistics.ts), so that
 * one update adds to any of them and none has to exist before; readers add up shards and pages. DynamoDB bills
 * an update by the whole item, twice in a transaction, so each item that events add to stays around 1 KB: a
 * page of a day takes no new labels once it is full.
 */
export const insightsTableSchema = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Of profiles of who was forgotten, or silent too long where that is set, and of the notes on mails that were sent. */
  timeToLive: 'expiresAt',
} as const;

export interface InsightsKey {
  readonly pk: string;
  readonly sk: string;
}

/**
 * What the newest event that says something of it is believed on: the attribute `clock` holds that event's
 * order, and the attributes change together with it.
 */
export const beliefs = {
  country: { clock: 'country@', attributes: ['country'] },
  province: { clock: 'province@', attributes: ['province'] },
  city: { clock: 'city@', attributes: ['city'] },
  sex: { clock: 'sex@', attributes: ['sex'] },
  region: { clock: 'locatedAt', attributes: ['regionCode'] },
  follow: { clock: 'followedAt', attributes: ['followScene', 'followKeyStandard', 'followKeyStr'] },
  /** That the user did anything at all. */
  seen: { clock: 'lastSeen', attributes: [] },
  review: { clock: 'reviewedAt', attributes: ['result', 'reasonMsg'] },
  /** Which product a digest for an id stands for. */
  product: { clock: 'toldAt', attributes: ['keyStandard', 'keyStr'] },
} as const satisfies Record<string, { clock: string; attributes: readonly string[] }>;

export type Belief = keyof typeof beliefs;

/** The attribute that holds the order of a user's oldest event. */
export const firstSeen = 'firstSeen';

/** The attribute of a user's profile that says until when what they did is forgotten, as an order. */
export const forgottenAt = 'forgottenAt';

/** The attribute of a listing row that holds the order of the newest event counted there. */
export const lastActivity = 'lastActivity';

/** The attribute that holds the merchant's name of a product. */
export const productName = 'name';

/** The attribute, a list, that holds the ExtInfo of a product or of the account by first appearance. */
export const channelList = 'channels';

/** How many ExtInfo of a product keep their name; all others are counted together. */
export const channelsKept = 100;

/** The attribute, a string set, that holds the smallest digests of the ExtInfo beyond. */
export const unnamedDigests = 'digests';

/** How many digests are kept: so many different ExtInfo are counted exactly, more are estimated from them. */
export const digestsKept = 256;

// DynamoDB charges by an item's size and refuses it beyond 400 KB, so that one overlong value could end
// the counting of a product: labels and texts have a limit, in bytes.
const longestLabel = 128;
const longestText = 2048;

/**
 * How many listing partitions there are: queried side by side they list all products without a scan. Each costs
 * whoever lists a query and a connection, and takes 1,000 write units a second: four take what a new table does
 * (DynamoDB quotas, "Initial throughput for on-demand"), and DynamoDB splits one that is written more.
 */
export const listingBuckets = 4;

/** Counters with little traffic are in one item, others in any of so many more. */
export const quietShard = 0;
export const busyShards = 16;

/** The partition of the account's own days. */
export const accountPartition = 'account';

/** A label as it is kept: without U+0000, so that a key with it is no label. */
export function storedLabel(label: string): string {
  return boundedText(label.replaceAll('\0', '\uFFFD'), longestLabel);
}

/** A text as it is kept. */
export function storedText(text: string): string {
  return boundedText(text, longestText);
}

export function productPartition(product: Product): string {
  return `product#${productId(product)}`;
}

/** Which of the items that count the same. */
export interface DayPage {
  readonly day: string;
  readonly counter: DayCounter;
  readonly shard: number;
  readonly page: number;
}

export function dayKey(partition: string, { day, counter, shard, page }: DayPage): InsightsKey {
  return { pk: partition, sk: `${daySortKey(day)}${counter}#${shard}#${page}` };
}

/** What the sort keys of a day have in front. */
export function daySortKey(day: string): string {
  return `day#${day}#`;
}

/** The day and the counter inside a sort key made by `dayKey`. */
export function readDaySortKey(sortKey: string): { readonly day: string; readonly counter: string } {
  const [, day = '', counter = ''] = sortKey.split('#');
  return { day, counter };
}

export const reviewPrefix = 'review#';

export function reviewKey(product: Product, order: string): InsightsKey {
  return { pk: productPartition(product), sk: `${reviewPrefix}${order}` };
}

export function channelsKey(partition: string): InsightsKey {
  return { pk: partition, sk: 'channels' };
}

export function unnamedChannelsKey(partition: string): InsightsKey {
  return { pk: partition, sk: 'channels#others' };
}

export function listingPartition(bucket: number): string {
  return `products#${bucket}`;
}

/** A row of a product in the listing. */
export function listingKey(product: Product, shard: number): InsightsKey {
  const { pk, sk } = listingPrefix(product);
  return { pk, sk: `${sk}${shard}` };
}

const aboutRow = 'about';

/** What is known of a product in the listing beside numbers. */
export function aboutKey(product: Product): InsightsKey {
  const { pk, sk } = listingPrefix(product);
  return { pk, sk: `${sk}${aboutRow}` };
}

/** Whether a row of the listing is made by `aboutKey`. */
export function isAboutRow(sortKey: string): boolean {
  return sortKey.endsWith(`#${aboutRow}`);
}

/** Where the rows of a product are, and what their sort keys have in front. */
export function listingPrefix(product: Product): InsightsKey {
  const id = productId(product);
  const bucket = Number.parseInt(sha256(id).slice(0, 8), 16) % listingBuckets;
  return { pk: listingPartition(bucket), sk: `${id}#` };
}

/** The id of the product a listing row belongs to. */
export function listedProductId(sortKey: string): string {
  return sortKey.slice(0, sortKey.lastIndexOf('#'));
}

export function userKey(openid: string): InsightsKey {
  return { pk: `user#${openid}`, sk: 'profile' };
}
