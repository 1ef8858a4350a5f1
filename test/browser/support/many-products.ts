/** Rows of many products, written where the workers write them. */
import { setTimeout as pause } from 'node:timers/promises';
import { BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { addDays, today } from '../../../functions/model/day.ts';
import { eventOrder } from '../../../functions/model/event-order.ts';
import {
  aboutKey,
  beliefs,
  dayKey,
  lastActivity,
  listingKey,
  productPartition,
  quietShard,
} from '../../../functions/model/insights-table.ts';
import { pageEvents, pageVisitors, recentAttribute } from '../../../functions/model/statistics.ts';
import type { Target } from '../../../lib/target/target.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';

const writesAtOnce = 4;
const largestBatch = 25;

export function manyProduct(index: number) {
  return { KeyStandard: 'ean13', KeyStr: `69${String(index).padStart(11, '0')}` };
}

/** Seeds the listing with so many products, and the first ones of them with so many days. */
export async function seedProducts(
  target: Target,
  count: number,
  withDays: number,
  days: number,
): Promise<void> {
  const now = Math.floor(Date.now() / 1000);
  const last = today(target.timeZone);
  const rows = Array.from({ length: count }, (_none, index) => {
    const product = manyProduct(index);
    const order = eventOrder(
      sampleEvent('user_scan_product', { ...product, CreateTime: String(now - index) }),
    );
    const row = {
      ...listingKey(product, quietShard),
      [lastActivity]: order,
      opened: count - index,
      entered: index % 50,
      followed: index % 20,
      located: index % 30,
      [recentAttribute('o', last)]: index % 10,
    };
    const review = { [beliefs.review.clock]: order, result: 'verify_ok', reasonMsg: '' };
    return index % 3 === 0 ? [row, { ...aboutKey(product), ...review }] : [row];
  });
  const dayRows = Array.from({ length: withDays * days }, (_none, index) => ({
    ...dayKey(productPartition(manyProduct(index % withDays)), {
      day: addDays(last, -Math.floor(index / withDays)),
      counter: 'opened',
      shard: quietShard,
      page: 0,
    }),
    [pageEvents]: 1 + (index % 17),
    [pageVisitors]: 1 + (index % 11),
    's:1': 1,
    'h:14': 1,
    'p:中国/广东': 2,
  }));
  await writeAll(target, [...rows.flat(), ...dayRows]);
}

async function writeAll(target: Target, items: readonly Record<string, unknown>[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(items.length / largestBatch) }, (_none, index) =>
    items.slice(index * largestBatch, (index + 1) * largestBatch),
  );
  const writeSome = async () => {
    for (let batch = batches.pop(); batch; batch = batches.pop()) {
      await write(
        target,
        batch.map((item) => ({ PutRequest: { Item: marshall(item) } })),
      );
    }
  };
  await Promise.all(Array.from({ length: writesAtOnce }, writeSome));
}

async function write({ dynamodb, insightsTable }: Target, requests: WriteRequest[]): Promise<void> {
  let waiting = requests;
  while (waiting.length > 0) {
    const command = new BatchWriteItemCommand({ RequestItems: { [insightsTable]: waiting } });
    waiting = (await dynamodb.send(command)).UnprocessedItems?.[insightsTable] ?? [];
    if (waiting.length > 0) await pause(20);
  }
}
