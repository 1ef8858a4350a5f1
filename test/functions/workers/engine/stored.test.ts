import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { unnamedChannels } from '../../../../functions/insights/answers.ts';
import { readChannels } from '../../../../functions/insights/channels.ts';
import { readProduct } from '../../../../functions/insights/products.ts';
import { dayOf } from '../../../../functions/model/day.ts';
import { eventOrder } from '../../../../functions/model/event-order.ts';
import { type EventKey, retentionDays } from '../../../../functions/model/events-table.ts';
import {
  channelsKept,
  digestsKept,
  type InsightsKey,
  productPartition,
  unnamedChannelsKey,
  unnamedDigests,
} from '../../../../functions/model/insights-table.ts';
import { markKey, ownerAttribute, recordKey } from '../../../../functions/model/mark-keys.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';
import { runs } from '../../../support/length.ts';
import { freshStores, type Stores } from '../../../support/stores.ts';
import { messageOf, workers, workplaceAt } from '../../../support/workers.ts';

const everyDay = { from: '2000-01-01', to: '2099-12-31' };

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
});
afterEach(() => vi.useRealTimers());
afterAll(() => stores.stop());

async function count(...events: ReturnType<typeof sampleEvent<'user_scan_product'>>[]): Promise<void> {
  const { failures } = await workers.user_scan_product(
    events.map(messageOf),
    workplaceAt(stores.dynamodb, stores),
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

  test('to tell visitors apart lasts as long as the newest event that needs it', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const openid = 'renewed';
    const opening = (CreateTime: string) =>
      sampleEvent('user_scan_product', { FromUserName: openid, CreateTime });
    const [first, last] = [opening('1438250110'), opening('1438250120')];
    const mark = async () => {
      const key = markKey(openid, dayOf(first.CreateTime, 'Asia/Shanghai'), first.Event);
      return Number((await item(stores.eventsTable, key)).expiresAt);
    };
    await count(first);
    const before = await mark();

    const secondsLater = 20 * 24 * 60 * 60;
    vi.setSystemTime(Date.now() + secondsLater * 1000);
    await count(last);

    expect((await mark()) - before).toBe(secondsLater);
  });

  test('of ExtInfo is the first ones by appearance, by name, and the number of all others', async () => {
    const product = { KeyStandard: 'ean13', KeyStr: 'many-ext-infos' };
    const texts = Array.from({ length: channelsKept + 8 }, (_none, n) => `channel ${n}`);
    for (const some of [texts.slice(0, 60), texts.slice(40)]) {
      await count(
        ...some.map((ExtInfo) =>
          sampleEvent('user_scan_product', { ...product, FromUserName: ExtInfo, ExtInfo }),
        ),
      );
    }
    const { named, unnamed } = await readChannels(stores, productPartition(product));
    expect(named).toEqual(texts.slice(0, channelsKept));
    expect(unnamed).toEqual({ count: 8, isExact: true });
  });

  test('stays small where every single item has a code of its own', async () => {
    const product = { KeyStandard: 'ean13', KeyStr: 'a-code-each' };
    const items = runs(500, 1000);
    const events = Array.from({ length: items }, (_none, n) =>
      sampleEvent('user_scan_product', { ...product, FromUserName: `buyer-${n}`, ExtInfo: `item ${n}` }),
    );
    for (let place = 0; place < events.length; place += 100) await count(...events.slice(place, place + 100));
    const { days, unnamed } = await readProduct(stores, product, everyDay);
    expect(days[0]?.opened).toBe(items);
    expect(days[0]?.channel[unnamedChannels]).toMatchObject({ opened: items - channelsKept });
    expect(unnamed.isExact).toBe(false);
    expect(Math.abs(unnamed.count / (items - channelsKept) - 1)).toBeLessThan(0.2);
    const digests = await item(stores.insightsTable, unnamedChannelsKey(productPartition(product)));
    expect(digests[unnamedDigests]).toHaveProperty('size', digestsKept);
  });
});
