import { afterEach, expect, test } from 'vitest';
import { answering, startReceiver } from '../../lib/weixin/receiver.ts';
import { type Callback, startCallback } from './callback.ts';

let callback: Callback;

afterEach(() => callback.stop());

const originOf = ({ url }: { readonly url: string }) => new URL(url).origin;

test('a function that is loaded has its connection to DynamoDB, by a look at no item', async () => {
  const dynamodb = await startReceiver(answering(200, '{}'));
  callback = await startCallback({ endpoints: { dynamodb: originOf(dynamodb) } });
  const [look] = dynamodb.received;
  expect(look?.headers).toMatchObject({ 'x-amz-target': 'DynamoDB_20120810.GetItem' });
  expect(JSON.parse(String(look?.body))).toEqual({
    TableName: callback.stores.eventsTable,
    Key: { FromUserName: { S: 'warm-up' }, CreateTimeEvent: { S: 'warm-up' } },
  });
});

test.each([
  ['dynamodb', 1],
  ['secretsManager', 2],
] as const)('%s that hangs meanwhile is not asked again before there is a push', async (service, calls) => {
  const hanging = await startReceiver(() => {});
  callback = await startCallback({ endpoints: { [service]: originOf(hanging) } });
  expect(hanging.received.length).toBeLessThanOrEqual(calls);
});
