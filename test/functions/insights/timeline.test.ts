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
