import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readTimeline } from '../../../functions/insights/timeline.ts';
import { eventOrder } from '../../../functions/model/event-order.ts';
import { claimKey } from '../../../functions/model/events-table.ts';
import {
  type Fate,
  markKey,
  ownerAttribute,
  recordedFate,
  recordKey,
} from '../../../functions/model/mark-keys.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { freshStores, type Stores } from '../../support/stores.ts';

const event = sampleEvent('user_scan_product');

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
});
afterAll(() => stores.stop());

async function put(item: object): Promise<void> {
  await stores.dynamodb.send(new PutItemCommand({ TableName: stores.eventsTable, Item: marshall(item) }));
}

/** Marks the event for a chunk that has met that fate, or none yet. */
async function mark(FromUserName: string, chunk: string, fate?: Fate): Promise<void> {
  const owned = { ...event, FromUserName };
  const page = markKey(FromUserName, '2015-07-30', event.Event);
  await put({ ...page, [ownerAttribute(eventOrder(owned))]: chunk });
  if (fate) await put({ ...recordKey(chunk), [recordedFate]: fate });
}

it('an event that was sent without a claim is on the timeline by its mark', async () => {
  await mark('unclaimed', 'chunk-1', 'committed');

  expect(await readTimeline(stores, 'unclaimed')).toEqual([
    {
      event: 'user_scan_product',
      createTime: event.CreateTime,
      state: 'counted',
      receivedAt: null,
      product: null,
      fields: {},
    },
  ]);
});

it.each([
  { fate: 'committed', state: 'counted' },
  { fate: 'aborted', state: 'claimed' },
  { fate: undefined, state: 'claimed' },
] as const)('an event whose chunk is $fate is $state', async ({ fate, state }) => {
  const FromUserName = `claimed-${fate}`;
  await put({ ...claimKey({ ...event, FromUserName }), event: { ...event, FromUserName } });
  await mark(FromUserName, `chunk-of-${fate}`, fate);

  expect(await readTimeline(stores, FromUserName)).toMatchObject([{ state }]);
});

it.each([
  { has: 'was put on its queue', attributes: { enqueuedAt: '2026-11-24T00:00:00.000Z' }, state: 'enqueued' },
  { has: 'waits in the outbox', attributes: { outboxShard: '3' }, state: 'outbox' },
  { has: 'was claimed, and no more is known', attributes: {}, state: 'claimed' },
])('an event that $has is $state', async ({ has, attributes, state }) => {
  const owned = { ...event, FromUserName: has };
  await put({ ...claimKey(owned), event: owned, ...attributes });
  expect(await readTimeline(stores, has)).toMatchObject([{ state, receivedAt: null }]);
});

it('an event is told with its product, and what else Weixin said, in the order of its documentation', async () => {
  const owned = { ...event, FromUserName: 'whole' };
  await put({ ...claimKey(owned), event: owned, receivedAt: '2026-11-24T00:00:00.000Z' });
  const [told] = await readTimeline(stores, 'whole');
  expect(told).toMatchObject({
    event: 'user_scan_product',
    createTime: event.CreateTime,
    receivedAt: '2026-11-24T00:00:00.000Z',
    product: { keyStandard: event.KeyStandard, keyStr: event.KeyStr },
  });
  expect(Object.keys(told?.fields ?? {})).toEqual(['Country', 'Province', 'City', 'Sex', 'Scene', 'ExtInfo']);
  expect(told?.fields).toMatchObject({ Country: '中国', Scene: '2', ExtInfo: '123' });
});

it('an event of a type that is received no more is told all the same, by its name', async () => {
  const gone = {
    Event: 'user_scan_product_gone',
    CreateTime: '1438250110',
    Channel: 'x',
    KeyStr: '1',
    Odd: 7,
  };
  await put({ FromUserName: 'old', CreateTimeEvent: '1438250110#user_scan_product_gone', event: gone });
  expect(await readTimeline(stores, 'old')).toEqual([
    {
      event: gone.Event,
      createTime: '1438250110',
      state: 'claimed',
      receivedAt: null,
      product: null,
      fields: {},
    },
  ]);
});

it('a person’s events are told in the order in which they were, with or without a claim', async () => {
  const [first, last] = ['1438250110', '1438250130'].map((CreateTime) => ({
    ...event,
    FromUserName: 'order',
    CreateTime,
  }));
  const between = { ...event, FromUserName: 'order', CreateTime: '1438250120' };
  for (const claimed of [last, first]) await put({ ...claimKey(claimed ?? event), event: claimed });
  await put({
    ...markKey('order', '2015-07-30', event.Event),
    [ownerAttribute(eventOrder(between))]: 'order-chunk',
  });
  await put({ ...recordKey('order-chunk'), [recordedFate]: 'committed' });
  const told = await readTimeline(stores, 'order');
  expect(told.map(({ createTime, state }) => [createTime, state])).toEqual([
    ['1438250110', 'claimed'],
    ['1438250120', 'counted'],
    ['1438250130', 'claimed'],
  ]);
});
