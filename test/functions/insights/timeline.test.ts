import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readTimeline } from '../../../functions/insights/timeline.ts';
import { markerKey } from '../../../functions/model/events-table.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { freshStores, type Stores } from '../../support/stores.ts';

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
});
afterAll(() => stores.stop());

it('an event that was sent without a claim is on the timeline by its marker', async () => {
  const event = sampleEvent('user_scan_product');
  const Item = marshall(markerKey(event));
  await stores.dynamodb.send(new PutItemCommand({ TableName: stores.eventsTable, Item }));

  expect(await readTimeline(stores, event.FromUserName)).toEqual([
    {
      event: 'user_scan_product',
      createTime: event.CreateTime,
      state: 'counted',
      receivedAt: null,
      product: { keyStandard: event.KeyStandard, keyStr: event.KeyStr },
      fields: {},
    },
  ]);
});
