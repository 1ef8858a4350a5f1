import { dayBreakdowns, dayCounters, productCounters } from '../model/counters.ts';
import { accountPartition, dayOfSortKey, daySortKey, productPartition } from '../model/insights-table.ts';
import type { Product } from '../model/product.ts';
import { recordOf } from '../model/record-of.ts';
import type { AccountDay, ProductDay } from './answers.ts';
import { numberOf, queryAll, type StoredItem, textOf } from './query-all.ts';
import type { DayRange, InsightsSource } from './source.ts';

/** The days of a product on which something happened. */
export async function readProductDays(
  source: InsightsSource,
  product: Product,
  range: DayRange,
): Promise<ProductDay[]> {
  return (await readShards(source, productPartition(product), range)).map(([date, shards]) => ({
    date,
    ...sumsOf(productCounters, shards),
    ...recordOf(dayBreakdowns, (breakdown) => labels(`${breakdown}:`, shards)),
  }));
}

/** The account's days on which something happened. */
export async function readAccountDays(source: InsightsSource, range: DayRange): Promise<AccountDay[]> {
  const days = await readShards(source, accountPartition, range);
  return days.map(([date, shards]) => ({ date, ...sumsOf(dayCounters, shards) }));
}

/** The items of each day, days in their order. */
async function readShards(
  source: InsightsSource,
  partition: string,
  { from, to }: DayRange,
): Promise<[string, StoredItem[]][]> {
  if (from > to) return [];
  const items = await queryAll(source.dynamodb, {
    TableName: source.insightsTable,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: {
      ':pk': { S: partition },
      ':from': { S: daySortKey(from) },
      // A shard is made of digits, and `~` comes behind them.
      ':to': { S: `${daySortKey(to)}~` },
    },
  });
  const days = new Map<string, StoredItem[]>();
  for (const item of items) {
    const day = dayOfSortKey(textOf(item, 'sk') ?? '');
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  return [...days];
}

function sumsOf<Counter extends string>(
  counters: readonly Counter[],
  shards: readonly StoredItem[],
): Record<Counter, number> {
  return recordOf(counters, (name) => shards.reduce((total, shard) => total + numberOf(shard, name), 0));
}

function labels(prefix: string, shards: readonly StoredItem[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const shard of shards) {
    for (const [name, value] of Object.entries(shard)) {
      if (!name.startsWith(prefix) || typeof value !== 'number') continue;
      const label = name.slice(prefix.length);
      counts.set(label, (counts.get(label) ?? 0) + value);
    }
  }
  // Made from entries, so that a label such as `__proto__` is a key like any other.
  return Object.fromEntries([...counts].sort(([, one], [, other]) => other - one));
}
