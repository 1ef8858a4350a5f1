import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readUser } from '../../../functions/insights/users.ts';
import { eventOrder, orderAfter } from '../../../functions/model/event-order.ts';
import { claimKey } from '../../../functions/model/events-table.ts';
import { aboutKey, userKey } from '../../../functions/model/insights-table.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { freshStores, type Stores } from '../../support/stores.ts';

const tea = { KeyStandard: 'ean13', KeyStr: 'tea' };
const order = (CreateTime: string) => eventOrder(sampleEvent('user_scan_product', { CreateTime }));

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
  await put(stores.insightsTable, { ...aboutKey(tea), name: 'Tea' });
});
afterAll(() => stores.stop());

async function put(TableName: string, item: object): Promise<void> {
  await stores.dynamodb.send(new PutItemCommand({ TableName, Item: marshall(item) }));
}

const knows = (openid: string, facts: object) => put(stores.insightsTable, { ...userKey(openid), ...facts });

/** An event of a person, as its claim holds it. */
async function did(FromUserName: string, CreateTime: string, product = tea): Promise<void> {
  const event = sampleEvent('user_scan_product', { FromUserName, CreateTime, ...product });
  await put(stores.eventsTable, { ...claimKey(event), event });
}

describe('who a person is', () => {
  it('is nothing at all of an openid nobody has heard of', async () => {
    const { profile, events } = await readUser(stores, 'nobody');
    expect(new Set(Object.values(profile))).toEqual(new Set([null]));
    expect(Object.keys(profile).toSorted()).toEqual(
      'city country firstSeen followed forgotten lastSeen province region sex'.split(' '),
    );
    expect(events).toEqual([]);
  });

  it('is what their events said, with moments as times', async () => {
    await knows('known', {
      country: '中国',
      province: '广东',
      city: '深圳',
      sex: '2',
      firstSeen: order('1438250110'),
      lastSeen: order('1438250170'),
    });
    expect((await readUser(stores, 'known')).profile).toMatchObject({
      country: '中国',
      province: '广东',
      city: '深圳',
      sex: '2',
      firstSeen: '2015-07-30T09:55:10.000Z',
      lastSeen: '2015-07-30T09:56:10.000Z',
    });
  });

  it('is not what is kept as anything but a text', async () => {
    await knows('odd', { country: 86, city: '深圳' });
    expect((await readUser(stores, 'odd')).profile).toMatchObject({ country: null, city: '深圳' });
  });

  it.each([
    {
      regionCode: '440105',
      province: { zh: '广东', en: 'Guangdong' },
      city: { code: '4401', zh: '广州市' },
    },
    { regionCode: '820000', province: { zh: '澳门', en: 'Macao' }, city: null },
    { regionCode: 'new', province: null, city: null },
  ])('was located last by $regionCode', async ({ regionCode, province, city }) => {
    await knows(`at ${regionCode}`, { regionCode });
    const { profile } = await readUser(stores, `at ${regionCode}`);
    expect(profile.region).toEqual({ code: regionCode, province, city });
  });

  it('is from where they followed, by the name the merchant gave the product', async () => {
    const follow = { followedAt: order('1438250110'), followScene: 'scanimage' };
    await knows('follower', { ...follow, followKeyStandard: 'ean13', followKeyStr: 'tea' });
    expect((await readUser(stores, 'follower')).profile.followed).toEqual({
      at: '2015-07-30T09:55:10.000Z',
      scene: 'scanimage',
      product: { keyStandard: 'ean13', keyStr: 'tea', name: 'Tea' },
    });
  });
});

describe('what a person did', () => {
  it('is told by the names of the products, where they have one', async () => {
    await did('visitor', '1438250110');
    await did('visitor', '1438250120', { KeyStandard: 'ean13', KeyStr: 'cup' });
    const { events } = await readUser(stores, 'visitor');
    expect(events.map(({ product }) => [product?.keyStr, product?.name])).toEqual([
      ['tea', 'Tea'],
      ['cup', null],
    ]);
  });

  it('is told no more up to when they were forgotten, and told again after it', async () => {
    await knows('left', { forgottenAt: orderAfter(1438250120) });
    for (const time of ['1438250110', '1438250120', '1438250121']) await did('left', time);
    const { profile, events } = await readUser(stores, 'left');
    expect(profile.forgotten).toBe('2015-07-30T09:55:20.000Z');
    expect(events.map(({ createTime }) => createTime)).toEqual(['1438250121']);
  });
});
