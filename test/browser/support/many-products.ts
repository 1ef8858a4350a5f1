/** Rows of many products, written where the workers write them. */
import { setTimeout as pause } from 'node:timers/promises';
import { BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { addDays, today } from '../../../functions/model/day.ts';
import { eventOrder } from '../../../functions/model/event-order.ts';
import {
  daySortKey,
  latest,
  listingKey,
  productPartition,
  quietShard,
} from '../../../functions/model/insights-table.ts';
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
  const rows = Array.from({ length: count }, (_none, index) => {
    const product = manyProduct(index);
    const order = eventOrder(
      sampleEvent('user_scan_product', { ...product, CreateTime: String(now - index) }),
    );
    return {
      ...listingKey(product, quietShard),
      [latest.active.clock]: order,
      ...(index % 3 === 0 ? { [latest.reviewed.clock]: order, result: 'verify_ok', reasonMsg: '' } : {}),
      opened: count - index,
      entered: index % 50,
      followed: index % 20,
      located: index % 30,
    };
  });
  const last = today(target.timeZone);
  const dayRows = Array.from({ length: withDays * days }, (_none, index) => ({
    pk: productPartition(manyProduct(index % withDays)),
    sk: daySortKey(addDays(last, -Math.floor(index / withDays)), quietShard),
    opened: 1 + (index % 17),
    visitors: 1 + (index % 11),
    'scene:1': 1,
    'region:440105': 2,
  }));
  await writeAll(target, [...rows, ...dayRows]);
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
