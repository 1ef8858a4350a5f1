import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf } from '../../../../functions/model/day.ts';
import { eventOrder } from '../../../../functions/model/event-order.ts';
import { type EventKey, retentionDays } from '../../../../functions/model/events-table.ts';
import {
  extInfoKey,
  extInfos,
  extInfosKept,
  type InsightsKey,
} from '../../../../functions/model/insights-table.ts';
import { markKey, ownerAttribute, recordKey } from '../../../../functions/model/mark-keys.ts';
import { storesOn } from '../../../../functions/workers/engine/stores.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';
import { freshStores, type Stores } from '../../../support/stores.ts';
import { messageOf, workers } from '../../../support/workers.ts';

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
});
afterAll(() => stores.stop());

async function count(...events: ReturnType<typeof sampleEvent<'user_scan_product'>>[]): Promise<void> {
  const tables = { EVENTS_TABLE: stores.eventsTable, INSIGHTS_TABLE: stores.insightsTable };
  const { failures } = await workers.user_scan_product(
    events.map(messageOf),
    storesOn(stores.dynamodb, tables),
  );
  expect(failures).toEqual([]);
}

async function item(TableName: string, key: EventKey | InsightsKey): Promise<Record<string, unknown>> {
  const { Item = {} } = await stores.dynamodb.send(new GetItemCommand({ TableName, Key: marshall(key) }));
  return unmarshall(Item);
}

describe('what a worker stores', () => {
  test('to tell copies and visitors apart ends when no copy can come any more', async () => {
    const event = sampleEvent('user_scan_product', { FromUserName: 'expires' });
    const before = Math.floor(Date.now() / 1000) + retentionDays * 24 * 60 * 60;
    await count(event);
    const day = dayOf(event.CreateTime, 'Asia/Shanghai');
    const mark = await item(stores.eventsTable, markKey(event.FromUserName, day, event.Event));
    expect(mark.expiresAt).toBeGreaterThanOrEqual(before);
    const chunk = String(mark[ownerAttribute(eventOrder(event))]);
    const record = await item(stores.eventsTable, recordKey(chunk));
    expect(record.fate).toBe('committed');
    expect(record.expiresAt).toBeGreaterThan(Number(mark.expiresAt));
  });

  test('of ExtInfo is bounded, and the first in the order of their text, whatever came first', async () => {
    const product = { KeyStandard: 'ean13', KeyStr: 'many-ext-infos' };
    const texts = Array.from({ length: extInfosKept + 8 }, (_none, n) => String(n).padStart(2, '0'));
    const events = texts.map((ExtInfo) =>
      sampleEvent('user_scan_product', { ...product, FromUserName: ExtInfo, ExtInfo }),
    );
    await count(...events.slice(8));
    await count(...events.slice(0, 8));
    const stored = (await item(stores.insightsTable, extInfoKey(product)))[extInfos];
    const kept = stored instanceof Set ? [...stored].sort() : [];
    expect(kept).toEqual(texts.slice(0, extInfosKept));
  });
});
