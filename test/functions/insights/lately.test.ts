import type { QueryCommand } from '@aws-sdk/client-dynamodb';
import { PurgeQueueCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claim } from '../../../functions/callback/accept/claim.ts';
import { markForOutbox } from '../../../functions/callback/accept/mark-for-outbox.ts';
import { readHeld, readPipeline } from '../../../functions/insights/pipeline.ts';
import { readTimeline } from '../../../functions/insights/timeline.ts';
import { readVisit } from '../../../functions/insights/visit.ts';
import { dashedName, type EventName, eventNames } from '../../../functions/model/event-types.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { clientWith } from '../../support/client-with.ts';
import { freshStores, type Stores } from '../../support/stores.ts';

const never = new AbortController().signal;
const now = new Date('2026-11-24T00:00:00.000Z');
const receivedAt = now.toISOString();
const product = { KeyStandard: 'ean13', KeyStr: '6901481811083' };

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
});
afterAll(() => stores.stop());

/** An event of so many seconds ago. */
async function claimed(FromUserName: string, secondsAgo: number, changes = {}) {
  const CreateTime = String(now.getTime() / 1000 - secondsAgo);
  const event = sampleEvent('user_scan_product', { FromUserName, CreateTime, ...product, ...changes });
  await claim({ client: stores.dynamodb, name: stores.eventsTable }, { receivedAt, event }, never);
  return event;
}

describe('whether somebody was at a product lately', () => {
  const visit = (openid: string, within: number) => readVisit(stores, openid, product, within, now);

  it('is told by the newest event, and when it was', async () => {
    await claimed('visitor', 50);
    await claimed('visitor', 20);
    await claimed('visitor', 10, { KeyStr: 'another' });
    expect(await visit('visitor', 60)).toEqual({
      seen: true,
      event: 'user_scan_product',
      at: '2026-11-23T23:59:40.000Z',
    });
  });

  it('is not so before the time that is asked for, at another product, or of nobody', async () => {
    await claimed('earlier', 61);
    await claimed('earlier', 5, { KeyStandard: 'qrcode' });
    expect(await visit('earlier', 60)).toEqual({ seen: false });
    expect(await visit('earlier', 61)).toMatchObject({ seen: true });
    expect(await visit('nobody', 60)).toEqual({ seen: false });
  });

  it('is asked for as it is now, not as it was a moment ago', async () => {
    const asked: unknown[] = [];
    const dynamodb = clientWith(stores.dynamodb, {
      before: (command) => asked.push((command as QueryCommand).input.ConsistentRead),
    });
    await readVisit({ ...stores, dynamodb }, 'nobody', product, 60, now);
    expect(asked).toEqual([true]);
  });

  it('is not told by Weixin’s review, which comes under an openid too', async () => {
    await claimed('reviewer', 30);
    await claimed('reviewer', 10, { Event: 'user_scan_product_verify_action', Result: 'verify_ok' });
    expect(await visit('reviewer', 60)).toMatchObject({ seen: true, event: 'user_scan_product' });
    expect(await visit('reviewer', 20)).toEqual({ seen: false });
  });
});

it('a timeline has the oldest event first, each with when it was received', async () => {
  for (const secondsAgo of [10, 30, 20]) await claimed('timeline', secondsAgo);
  const timeline = await readTimeline(stores, 'timeline');
  const times = timeline.map(({ createTime }) => Number(createTime));
  expect(times).toEqual([...times].sort());
  expect(timeline.map((event) => event.receivedAt)).toEqual([receivedAt, receivedAt, receivedAt]);
});

describe('what the pipeline holds', () => {
  it('is what waits in the outbox, in all of its shards', async () => {
    for (let n = 0; n < 12; n += 1) {
      const event = await claimed(`waits-${n}`, 10);
      await markForOutbox(
        { client: stores.dynamodb, name: stores.eventsTable },
        { receivedAt, event },
        never,
      );
    }
    expect(await readPipeline(stores)).toMatchObject({ outbox: 12, quarantine: 0 });
  });

  it('is what waits on each queue, is under way, and is dead, the merchant’s handlers’ queues included', async () => {
    const [own, dead] = [stores.queueUrl('subscribe'), stores.deadLettersUrl('user_scan_product')];
    for (const QueueUrl of [own, own, own, dead]) {
      await stores.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }));
    }
    const underWay = [own, dead].map((QueueUrl) => stores.sqs.send(new ReceiveMessageCommand({ QueueUrl })));
    await Promise.all(underWay);
    const handlerQueues = [{ name: 'on-all', url: own, deadLettersUrl: dead }] as const;
    const { queues } = await readPipeline({ ...stores, handlerQueues });
    const held: Partial<Record<EventName, object>> = {
      user_scan_product: { dead: 1 },
      subscribe: { waiting: 2, inFlight: 1 },
    };
    expect(queues).toEqual([
      ...eventNames.map((name) => ({
        queue: dashedName(name),
        ...{ waiting: 0, inFlight: 0, dead: 0, ...held[name] },
      })),
      { queue: 'on-all', waiting: 2, inFlight: 1, dead: 1 },
    ]);
    expect((await readHeld({ ...stores, handlerQueues })).dead).toEqual([
      { queue: 'user-scan-product', dead: 1 },
      { queue: 'on-all', dead: 1 },
    ]);
    for (const QueueUrl of [own, dead]) await stores.sqs.send(new PurgeQueueCommand({ QueueUrl }));
  });

  it('is what somebody has to look at: unreadable pushes, and queues with dead letters alone', async () => {
    expect(await readHeld(stores)).toEqual({ quarantine: 0, dead: [] });
    const [unreadable, dead] = [stores.quarantineUrl, stores.deadLettersUrl('subscribe')];
    for (const QueueUrl of [unreadable, dead, dead]) {
      await stores.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }));
    }
    expect(await readHeld(stores)).toEqual({ quarantine: 1, dead: [{ queue: 'subscribe', dead: 2 }] });
  });
});
