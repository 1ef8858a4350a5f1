import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readUser } from '../../../functions/insights/users.ts';
import type { WeixinEvent } from '../../../functions/model/event-types.ts';
import { aboutKey, firstSeen, type InsightsKey, userKey } from '../../../functions/model/insights-table.ts';
import { sampleEvent, samples } from '../../../lib/weixin/samples.ts';
import { freshStores, type Stores } from '../../support/stores.ts';
import { messageOf, workers, workplaceAt } from '../../support/workers.ts';

const secondsADay = 24 * 60 * 60;

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
});
afterEach(() => vi.useRealTimers());
afterAll(() => stores.stop());

async function arrives(event: WeixinEvent, profileDays = 0): Promise<void> {
  const { stores: tables, memory } = workplaceAt(stores.dynamodb, stores);
  const workplace = { stores: { ...tables, profileDays }, memory };
  expect((await workers[event.Event]([messageOf(event)], workplace)).failures).toEqual([]);
}

async function stored(key: InsightsKey): Promise<Record<string, unknown>> {
  const { Item = {} } = await stores.dynamodb.send(
    new GetItemCommand({ TableName: stores.insightsTable, Key: marshall(key) }),
  );
  return unmarshall(Item);
}

describe('a profile', () => {
  const opening = (FromUserName: string, CreateTime = '1438250110') =>
    sampleEvent('user_scan_product', { FromUserName, CreateTime });

  it('passes so many days after its user did something last, where that is set', async () => {
    const start = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: start });
    await arrives(opening('silent'), 30);
    expect(await stored(userKey('silent'))).toMatchObject({
      expiresAt: Math.floor(start / 1000) + 30 * secondsADay,
    });

    vi.setSystemTime(start + 10 * secondsADay * 1000);
    await arrives(opening('silent', '1438250120'), 30);
    expect(await stored(userKey('silent'))).toMatchObject({
      expiresAt: Math.floor(start / 1000) + 40 * secondsADay,
    });
  });

  it('stays for good where nothing is set', async () => {
    await arrives(opening('kept'));
    expect(await stored(userKey('kept'))).not.toHaveProperty('expiresAt');
  });

  it('keeps what an opening without place and sex does not say, per field, in whatever order and however often they come', async () => {
    const opened = (CreateTime: string, changes: object) => ({ ...opening('known', CreateTime), ...changes });
    const nothing = { Country: '', Province: '', City: '', Sex: '0' };
    const last = opened('1438250130', { ...nothing, City: '深圳' });
    await arrives(opened('1438250110', {}));
    await arrives(opened('1438250120', nothing));
    await arrives(last);
    const older = { Country: 'older', Province: 'older', City: 'older', Sex: '2' };
    const first = opened('1438250100', older);
    await arrives(first);
    for (const again of [last, first]) await arrives(again);
    expect((await readUser(stores, 'known')).profile).toMatchObject({
      country: '中国',
      province: '广东',
      city: '深圳',
      sex: '1',
      firstSeen: '2015-07-30T09:55:00.000Z',
      lastSeen: '2015-07-30T09:55:30.000Z',
    });
  });

  it('has the region its user was located in last', async () => {
    await arrives(sampleEvent('user_scan_product_async', { FromUserName: 'located', RegionCode: '440105' }));
    expect((await readUser(stores, 'located')).profile.region).toMatchObject({ code: '440105' });
  });
});

it('a product whose id is a digest has its code beside it for good, for nobody could read it otherwise', async () => {
  const product = { KeyStandard: 'qrcode', KeyStr: '9'.repeat(600) };
  await arrives(sampleEvent('user_scan_product_enter_session', product), 30);
  const about = await stored(aboutKey(product));
  expect(about).toMatchObject({ keyStandard: 'qrcode', keyStr: product.KeyStr });
  expect(about).not.toHaveProperty(firstSeen);
  expect(about).not.toHaveProperty('expiresAt');
});

it('a message on another event’s queue is given back, and says so', async () => {
  const workplace = workplaceAt(stores.dynamodb, stores);
  const { failures } = await workers.subscribe([messageOf(samples.user_scan_product)], workplace);
  expect(failures).toMatchObject([
    { error: { name: 'MisplacedEventError', message: 'user_scan_product on the queue of subscribe' } },
  ]);
});
