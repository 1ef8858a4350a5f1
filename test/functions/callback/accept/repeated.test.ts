import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claim } from '../../../../functions/callback/accept/claim.ts';
import { markForOutbox } from '../../../../functions/callback/accept/mark-for-outbox.ts';
import type { WeixinEvent } from '../../../../functions/model/event-types.ts';
import { eventPush } from '../../../../lib/weixin/push.ts';
import type { Format } from '../../../../lib/weixin/render.ts';
import { sampleEvent, samples } from '../../../../lib/weixin/samples.ts';
import { signedPush } from '../../../../lib/weixin/signed-push.ts';
import { emptyAnswer, logged } from '../answers.ts';
import { type Callback, openCallbackStores, startCallback } from '../callback.ts';
import { account, callbackUrl } from '../understand.ts';

const event = samples.user_scan_product;

let callback: Callback;

beforeEach(async () => {
  callback = await startCallback();
});
afterEach(() => callback.stop());

const push = (pushed: WeixinEvent, format: Format = 'xml') =>
  callback.push(signedPush(callbackUrl, eventPush(pushed, format), account));

const eventsOnQueues = async () => (await callback.kept()).messages.map((kept) => kept.event);

describe('a push that comes again', () => {
  test('is acknowledged and dropped', async () => {
    expect(await push(event)).toEqual(emptyAnswer(200));
    expect(await push(event)).toEqual(emptyAnswer(200));
    expect(await eventsOnQueues()).toEqual([event]);
    expect((await callback.kept()).claims).toHaveLength(1);
    expect(callback.printed.join()).toMatch(logged('retryDropped'));
  });

  test('in other bytes, signed anew, is the same push', async () => {
    await push(event, 'xml');
    expect(await push(event, 'json')).toEqual(emptyAnswer(200));
    expect(await eventsOnQueues()).toEqual([event]);
  });

  test('ten times at the same instant is one message', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => push(event)));
    expect(answers).toEqual(Array(10).fill(emptyAnswer(200)));
    expect(await eventsOnQueues()).toEqual([event]);
  });

  test('while its event waits in the outbox is dropped', async () => {
    const { events } = openCallbackStores();
    const message = { receivedAt: new Date().toISOString(), event };
    const enoughTime = AbortSignal.timeout(50_000);
    await claim(events, message, enoughTime);
    await markForOutbox(events, message, enoughTime);
    expect(await push(event)).toEqual(emptyAnswer(200));
    expect(await eventsOnQueues()).toEqual([]);
  });
});

describe('events of one user in one second are told apart', () => {
  const { FromUserName, CreateTime, ToUserName, KeyStandard, KeyStr } = event;
  const same = { FromUserName, CreateTime, ToUserName, KeyStandard, KeyStr };

  test.each<[string, WeixinEvent]>([
    ['by type: opened and located', sampleEvent('user_scan_product_async', same)],
    ['by type: opened and followed', sampleEvent('subscribe', same)],
    ['by product', sampleEvent('user_scan_product', { KeyStr: '6901481811084' })],
    ['by leading zeros of the product', sampleEvent('user_scan_product', { KeyStr: '06901481811083' })],
    ['by KeyStandard', sampleEvent('user_scan_product', { KeyStandard: 'ean8' })],
    ['by account', sampleEvent('user_scan_product', { ToUserName: 'gh_404e58ec528e' })],
  ])('%s', async (_case, other) => {
    const answers = await Promise.all([push(event), push(other), push(event), push(other)]);
    expect(answers).toEqual(Array(4).fill(emptyAnswer(200)));
    const kept = await eventsOnQueues();
    expect(kept).toHaveLength(2);
    expect(kept).toEqual(expect.arrayContaining([event, other]));
  });
});
