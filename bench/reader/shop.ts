import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { dayCounters } from '../../functions/model/counters.ts';
import { addDays, today } from '../../functions/model/day.ts';
import { eventOrder } from '../../functions/model/event-order.ts';
import {
  accountPartition,
  dayKey,
  lastActivity,
  listingKey,
  productPartition,
  quietShard,
} from '../../functions/model/insights-table.ts';
import { pageEvents, pageVisitors, recentAttribute, recentDays } from '../../functions/model/statistics.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';

/** Where a shop's numbers are written. */
export interface Shop {
  readonly dynamodb: DynamoDBClient;
  readonly insightsTable: string;
  readonly timeZone: string;
}

const largestBatch = 25;
const writersAtOnce = 4;

export function productNumbered(index: number) {
  return { KeyStandard: 'ean13', KeyStr: `69${String(index).padStart(11, '0')}` };
}

/** Products with a number on each day the listing keeps, as if opened that day; those before `from` are there. */
export async function addProducts(shop: Shop, from: number, to: number): Promise<void> {
  const now = Math.floor(Date.now() / 1000);
  const last = today(shop.timeZone);
  const recent = Array.from({ length: recentDays }, (_none, place) =>
    recentAttribute('o', addDays(last, -place)),
  );
  const rows = Array.from({ length: to - from }, (_none, place) => {
    const product = productNumbered(from + place);
    const CreateTime = String(now - from - place);
    return {
      ...listingKey(product, quietShard),
      [lastActivity]: eventOrder(sampleEvent('user_scan_product', { ...product, CreateTime })),
      opened: 1000 + place,
      entered: place % 50,
      followed: place % 20,
      ...Object.fromEntries(recent.map((name, day) => [name, (place * (day + 3)) % 97])),
    };
  });
  await writeAll(shop, rows);
}

/** So many days of the account and of the first product. */
export async function addDaysOfShop(shop: Shop, days: number): Promise<void> {
  const last = today(shop.timeZone);
  const partitions = [accountPartition, productPartition(productNumbered(0))];
  const items = partitions.flatMap((partition) =>
    Array.from({ length: days }, (_none, place) => place).flatMap((place) =>
      dayCounters
        .filter((counter) => counter !== 'visitors')
        .map((counter) => ({
          ...dayKey(partition, { day: addDays(last, -place), counter, shard: quietShard, page: 0 }),
          [pageEvents]: 100 + place,
          [pageVisitors]: 50 + place,
          's:1': 60,
          'h:14': 20,
          'p:中国/广东': 30,
        })),
    ),
  );
  await writeAll(shop, items);
}

async function writeAll({ dynamodb, insightsTable }: Shop, items: readonly object[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(items.length / largestBatch) }, (_none, place) =>
    items.slice(place * largestBatch, (place + 1) * largestBatch),
  );
  const writeSome = async () => {
    for (let batch = batches.pop(); batch; batch = batches.pop()) {
      const requests = batch.map((item) => ({ PutRequest: { Item: marshall(item) } }));
      const command = new BatchWriteItemCommand({ RequestItems: { [insightsTable]: requests } });
      const { UnprocessedItems } = await dynamodb.send(command);
      if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error('the engine throttles');
    }
  };
  await Promise.all(Array.from({ length: writersAtOnce }, writeSome));
}
