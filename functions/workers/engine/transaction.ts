import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type Counter, dayCounters, totalCounters } from '../../model/counters.ts';
import { eventsTableSchema, expiresAt, markerKey } from '../../model/events-table.ts';
import {
  accountPartition,
  daySortKey,
  type InsightsKey,
  listingKey,
  productPartition,
} from '../../model/insights-table.ts';
import { productId } from '../../model/product.ts';
import type { WorkerStores } from './stores.ts';
import type { Task } from './task.ts';

/** DynamoDB's limit of one transaction. */
const mostActions = 100;

/** Tasks whose event makes its user a visitor of the product that day, and of the account. */
export interface Visitors {
  readonly ofProduct: ReadonlySet<Task>;
  readonly ofAccount: ReadonlySet<Task>;
}

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
 * Splits a batch into chunks that fit a transaction each. Events of one product and day stand together,
 * so that few chunks touch the same counters.
 */
export function packChunks(tasks: readonly Task[]): readonly (readonly Task[])[] {
  const chunks: Task[][] = [];
  let actions = new Set<string>();
  for (const task of [...tasks].sort(byProductAndDay)) {
    const touched = touchedBy(task);
    const open = chunks.at(-1);
    actions = new Set([...actions, ...touched]);
    if (open && actions.size <= mostActions) {
      open.push(task);
    } else {
      chunks.push([task]);
      actions = new Set(touched);
    }
  }
  return chunks;
}

/**
 * The actions that count a chunk: first a marker for each task, in their order, refused where it exists;
 * then what all of them together add to each item. Either all of it happens or nothing.
 */
export function transactionOf(
  tasks: readonly Task[],
  visitors: Visitors,
  shards: Shards,
  stores: WorkerStores,
): TransactWriteItem[] {
  return [
    ...tasks.map((task) => ({
      Put: {
        TableName: stores.eventsTable,
        Item: marshall({ ...markerKey(task.event), [eventsTableSchema.timeToLive]: expiresAt() }),
        ConditionExpression: `attribute_not_exists(${eventsTableSchema.partitionKey})`,
      },
    })),
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

/** Names of the items a task touches, whatever their shard. */
function touchedBy({ event, day, counters }: Task): string[] {
  const { FromUserName, CreateTimeEvent } = markerKey(event);
  const touched = [`marker ${FromUserName} ${CreateTimeEvent}`];
  if (counters.length > 0) touched.push(`day ${productId(event)} ${day}`, `account ${day}`);
  if (counters.some(isTotal)) touched.push(`totals ${productId(event)}`);
  return touched;
}

function byProductAndDay(one: Task, other: Task): number {
  const [home, otherHome] = [one, other].map(({ event, day }) => `${productId(event)} ${day}`);
  if (home === otherHome || home === undefined || otherHome === undefined) return 0;
  return home < otherHome ? -1 : 1;
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
