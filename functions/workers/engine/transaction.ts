import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type Counter, dayCounters, totalCounters } from '../../model/counters.ts';
import {
  accountPartition,
  daySortKey,
  type InsightsKey,
  listingKey,
  productPartition,
} from '../../model/insights-table.ts';
import type { Visitors } from './mark-events.ts';
import { commitment } from './records.ts';
import type { WorkerStores } from './stores.ts';
import type { Task } from './task.ts';

/** Which of the items that count the same a transaction adds to. */
export interface Shards {
  readonly ofProduct: (task: Task) => number;
  readonly ofAccount: number;
}

/** What is added to the attributes of one item. */
interface Increment {
  readonly key: InsightsKey;
  readonly amounts: Map<string, number>;
}

/**
 * The actions that count a chunk: first its record, refused where there is one; then what all its events
 * together add to each item. Either all of it happens or nothing.
 */
export function transactionOf(
  chunk: string,
  tasks: readonly Task[],
  visitors: Visitors,
  shards: Shards,
  stores: WorkerStores,
): TransactWriteItem[] {
  return [
    { Put: commitment(chunk, stores) },
    ...increments(tasks, visitors, shards).map((increment) => ({
      Update: { TableName: stores.insightsTable, Key: marshall(increment.key), ...addition(increment) },
    })),
  ];
}

/** Sums what the tasks add, so that each item is updated once: DynamoDB refuses to do it twice. */
function increments(tasks: readonly Task[], visitors: Visitors, shards: Shards): Increment[] {
  const items = new Map<string, Increment>();
  const add = (key: InsightsKey, counters: readonly Counter[]) => {
    const id = `${key.pk} ${key.sk}`;
    const { amounts } = items.get(id) ?? { amounts: new Map<string, number>() };
    for (const counter of counters) amounts.set(counter, (amounts.get(counter) ?? 0) + 1);
    if (amounts.size > 0) items.set(id, { key, amounts });
  };
  for (const task of tasks) {
    const shard = shards.ofProduct(task);
    const visits = (group: ReadonlySet<Task>) => (group.has(task) ? (['visitors'] as const) : []);
    const day = { pk: productPartition(task.event), sk: daySortKey(task.day, shard) };
    const accountDay = { pk: accountPartition, sk: daySortKey(task.day, shards.ofAccount) };
    add(day, [...task.counters, ...visits(visitors.ofProduct)]);
    add(accountDay, [...task.counters.filter(isPlain), ...visits(visitors.ofAccount)]);
    add(listingKey(task.event, shard), task.counters.filter(isTotal));
  }
  return [...items.values()];
}

function addition({ amounts }: Increment) {
  const counters = [...amounts];
  return {
    UpdateExpression: `ADD ${counters.map((_counter, place) => `#${place} :${place}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(counters.map(([name], place) => [`#${place}`, name])),
    ExpressionAttributeValues: marshall(
      Object.fromEntries(counters.map(([, amount], place) => [`:${place}`, amount])),
    ),
  };
}

function isPlain(counter: Counter): boolean {
  return includes(dayCounters, counter);
}

function isTotal(counter: Counter): boolean {
  return includes(totalCounters, counter);
}

function includes(counters: readonly Counter[], counter: Counter): boolean {
  return counters.includes(counter);
}
