import { setTimeout as pause } from 'node:timers/promises';
import { DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Accepted, accept } from '../../../../functions/callback/accept/accept.ts';
import { claim } from '../../../../functions/callback/accept/claim.ts';
import { confirm } from '../../../../functions/callback/accept/confirm.ts';
import { markForOutbox } from '../../../../functions/callback/accept/mark-for-outbox.ts';
import { type PushDeadlines, startDeadlines } from '../../../../functions/callback/accept/push-deadlines.ts';
import { PushLog } from '../../../../functions/callback/push-log.ts';
import { claimKey } from '../../../../functions/model/events-table.ts';
import type { EventMessage } from '../../../../functions/model/queue-message.ts';
import type { Stores } from '../../../../functions/stores/stores.ts';
import { eventPush } from '../../../../lib/weixin/push.ts';
import { samples } from '../../../../lib/weixin/samples.ts';
import { signedPush } from '../../../../lib/weixin/signed-push.ts';
import { emptyAnswer } from '../answers.ts';
import { afterCalls, beforeCalls, failCalls, loseAnswers } from '../bent-clients.ts';
import { type Callback, openCallbackStores, startCallback } from '../callback.ts';
import { account, callbackUrl } from '../understand.ts';

const event = samples.user_scan_product;
const message: EventMessage = { receivedAt: '2015-07-30T09:55:10.000Z', event };
const enoughTime = () => AbortSignal.timeout(50_000);

let callback: Callback;

beforeEach(async () => {
  callback = await startCallback();
});
afterEach(async () => {
  vi.useRealTimers();
  await callback.stop();
});

const push = () => callback.push(signedPush(callbackUrl, eventPush(event), account));

const longDeadlines = (): PushDeadlines => ({ claim: enoughTime(), send: enoughTime(), push: enoughTime() });

/** One attempt to accept the event, whose time is not short unless it is said. */
function attempt(stores: Stores = openCallbackStores(), deadlines = longDeadlines()): Promise<Accepted> {
  return accept(stores, message, new PushLog(), deadlines);
}

/** An attempt that claims and dies before it sends. */
async function deadAttempt(): Promise<void> {
  expect(await claim(openCallbackStores().events, message, enoughTime())).toBe('mine');
}

/** What DynamoDB does with a claim once its time to live is over. */
async function expire(): Promise<void> {
  const { dynamodb, eventsTable } = callback.stores;
  await dynamodb.send(new DeleteItemCommand({ TableName: eventsTable, Key: marshall(claimKey(event)) }));
}

async function takeOverForAnother(): Promise<void> {
  const { dynamodb, eventsTable } = callback.stores;
  await dynamodb.send(
    new UpdateItemCommand({
      TableName: eventsTable,
      Key: marshall(claimKey(event)),
      UpdateExpression: 'SET claimId = :another',
      ExpressionAttributeValues: marshall({ ':another': 'another' }),
    }),
  );
}

const eventsOnQueues = async () => (await callback.kept()).messages.map((kept) => kept.event);

describe('an unconfirmed claim', () => {
  test('of a dead attempt is taken over', async () => {
    await deadAttempt();
    expect(await push()).toEqual(emptyAnswer(200));
    expect(await eventsOnQueues()).toEqual([event]);
    expect((await callback.kept()).claims).toEqual([
      expect.objectContaining({ enqueuedAt: expect.any(String) }),
    ]);
  });

  test('of a dead attempt is taken over by one of several that wait', async () => {
    await deadAttempt();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => attempt()));
    expect(outcomes.sort()).toEqual(['enqueued', ...Array(4).fill('retryDropped')]);
    expect(await eventsOnQueues()).toEqual([event]);
  });

  test('of an attempt that is alive is waited for', async () => {
    await deadAttempt();
    const alive = openCallbackStores();
    const waiting = openCallbackStores();
    let looks = 0;
    afterCalls(waiting.events.client, 'GetItemCommand', async () => {
      looks += 1;
      if (looks === 2) await confirm(alive.events, event, enoughTime());
    });
    expect(await attempt(waiting)).toBe('retryDropped');
    expect(looks).toBe(3);
    expect(await eventsOnQueues()).toEqual([]);
  });

  test('that another takes over meanwhile is waited for anew', async () => {
    await deadAttempt();
    const [others, waiting] = [openCallbackStores(), openCallbackStores()];
    vi.useFakeTimers({ toFake: ['performance'] });
    let looks = 0;
    afterCalls(waiting.events.client, 'GetItemCommand', async () => {
      looks += 1;
      if (looks === 1) {
        vi.advanceTimersByTime(1400);
        await takeOverForAnother();
      }
      // The second look sees the new owner; from then on there are 1.5 seconds again.
      if (looks === 3) vi.advanceTimersByTime(1400);
      if (looks === 4) await confirm(others.events, event, enoughTime());
    });
    expect(await attempt(waiting)).toBe('retryDropped');
    expect(looks).toBe(5);
    expect(await eventsOnQueues()).toEqual([]);
  });

  test.each([
    ['confirms', (stores: Stores) => confirm(stores.events, event, enoughTime())],
    [
      'puts the event into the outbox',
      (stores: Stores) => markForOutbox(stores.events, message, enoughTime()),
    ],
  ])('is not taken over from an attempt that %s at the last moment', async (_what, hold) => {
    await deadAttempt();
    const [late, waiting] = [openCallbackStores(), openCallbackStores()];
    vi.useFakeTimers({ toFake: ['performance'] });
    let looks = 0;
    afterCalls(waiting.events.client, 'GetItemCommand', async () => {
      looks += 1;
      vi.advanceTimersByTime(1500);
    });
    let takeOvers = 0;
    beforeCalls(waiting.events.client, 'UpdateItemCommand', async () => {
      takeOvers += 1;
      await hold(late);
    });
    expect(await attempt(waiting)).toBe('retryDropped');
    // What made it fail says who holds it: nobody has to look again.
    expect({ takeOvers, looks }).toEqual({ takeOvers: 1, looks: 1 });
    expect(await eventsOnQueues()).toEqual([]);
  });

  test('is looked at as it is, not as a replica of it was', async () => {
    await deadAttempt();
    const stores = openCallbackStores();
    const looks: object[] = [];
    beforeCalls(stores.events.client, 'GetItemCommand', async (input) => void looks.push(input));
    await attempt(stores);
    expect(looks.length).toBeGreaterThan(0);
    for (const look of looks) expect(look).toMatchObject({ ConsistentRead: true });
  });

  test('of a dead attempt is taken over in time though DynamoDB takes 100 ms for each answer', async () => {
    await deadAttempt();
    const stores = openCallbackStores();
    for (const command of ['PutItemCommand', 'GetItemCommand', 'UpdateItemCommand']) {
      afterCalls(stores.events.client, command, () => pause(100));
    }
    expect(await attempt(stores, startDeadlines())).toBe('enqueued');
    expect(await eventsOnQueues()).toEqual([event]);
  });

  const look = 'GetItemCommand';
  const takeOver = 'UpdateItemCommand';

  test.each<[string, { before?: string; after?: string }, readonly string[]]>([
    ['a look', { before: look }, [`${look} asked`]],
    ['the pause between two looks', { after: look }, [`${look} asked`, `${look} answered`]],
    ['its take-over', { before: takeOver }, [`${look} asked`, `${look} answered`, `${takeOver} asked`]],
  ])('is not waited for longer than the time there is, which ends in %s', async (_when, end, calls) => {
    await deadAttempt();
    const { events } = openCallbackStores();
    const time = new AbortController();
    const seen: string[] = [];
    vi.useFakeTimers({ toFake: ['performance'] });
    for (const command of [look, takeOver]) {
      beforeCalls(events.client, command, async () => {
        seen.push(`${command} asked`);
        if (end.before === command) time.abort();
      });
      afterCalls(events.client, command, async () => {
        seen.push(`${command} answered`);
        if (end.before === takeOver) vi.advanceTimersByTime(1500);
        if (end.after === command) setImmediate(() => time.abort());
      });
    }
    await expect(claim(events, message, time.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen).toEqual(calls);
  });

  test('that is gone by then is not made up: nobody can say who sends it', async () => {
    await deadAttempt();
    const { events } = openCallbackStores();
    const time = new AbortController();
    vi.useFakeTimers({ toFake: ['performance'] });
    afterCalls(events.client, 'GetItemCommand', async () => void vi.advanceTimersByTime(1500));
    let takeOvers = 0;
    beforeCalls(events.client, 'UpdateItemCommand', async () => {
      takeOvers += 1;
      await expire();
      if (takeOvers === 3) time.abort();
    });
    await expect(claim(events, message, time.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect((await callback.kept()).claims).toEqual([]);
  });
});

describe('an answer that is lost', () => {
  test('to the claim: it is recognized as one’s own, not waited for, and sent once', async () => {
    const stores = openCallbackStores();
    const lost = loseAnswers(stores.events.client, 'PutItemCommand', 1);
    let looks = 0;
    afterCalls(stores.events.client, 'GetItemCommand', async () => {
      looks += 1;
    });
    expect(await attempt(stores)).toBe('enqueued');
    expect({ lost: lost(), looks }).toEqual({ lost: 1, looks: 0 });
    expect(await eventsOnQueues()).toEqual([event]);
    expect(await attempt()).toBe('retryDropped');
  });

  test('to the take-over: it is recognized as one’s own, and sent once', async () => {
    await deadAttempt();
    const stores = openCallbackStores();
    const lost = loseAnswers(stores.events.client, 'UpdateItemCommand', 1);
    expect(await attempt(stores)).toBe('enqueued');
    expect(lost()).toBe(1);
    expect(await eventsOnQueues()).toEqual([event]);
  });

  test('to the confirm: the push is acknowledged all the same, and confirmed', async () => {
    const stores = openCallbackStores();
    const lost = loseAnswers(stores.events.client, 'UpdateItemCommand', 2);
    expect(await attempt(stores)).toBe('enqueued');
    expect(lost()).toBe(2);
    expect(await attempt()).toBe('retryDropped');
    expect(await eventsOnQueues()).toEqual([event]);
  });
});

test('a claim that DynamoDB does not take is given up at once, without a look at what is there', async () => {
  const { events } = openCallbackStores();
  failCalls(events.client, 'PutItemCommand');
  let looks = 0;
  beforeCalls(events.client, 'GetItemCommand', async () => {
    looks += 1;
  });
  await expect(claim(events, message, enoughTime())).rejects.toThrow('the connection broke');
  expect(looks).toBe(0);
});

test('a mark for the outbox says again what a claim has forgotten since', async () => {
  const { events } = openCallbackStores();
  await deadAttempt();
  await callback.stores.dynamodb.send(
    new UpdateItemCommand({
      TableName: callback.stores.eventsTable,
      Key: marshall(claimKey(event)),
      UpdateExpression: 'REMOVE #event, receivedAt',
      ExpressionAttributeNames: { '#event': 'event' },
    }),
  );
  await markForOutbox(events, message, enoughTime());
  expect((await callback.kept()).claims).toEqual([
    expect.objectContaining({ ...message, outboxShard: expect.any(String) }),
  ]);
});

test('a confirm that fails costs one more copy, for the worker to absorb, and no event', async () => {
  const stores = openCallbackStores();
  failCalls(stores.events.client, 'UpdateItemCommand');
  expect(await attempt(stores)).toBe('enqueued');
  expect(await attempt()).toBe('enqueued');
  expect(await attempt()).toBe('retryDropped');
  expect(await eventsOnQueues()).toEqual([event, event]);
});

test('a claim keeps the event, when it was received, and when it expires', async () => {
  await attempt();
  const { claims } = await callback.kept();
  expect(claims).toEqual([
    {
      FromUserName: event.FromUserName,
      CreateTimeEvent: expect.stringContaining('1438250110#user_scan_product'),
      ...message,
      claimId: expect.any(String),
      enqueuedAt: expect.any(String),
      expiresAt: expect.any(Number),
    },
  ]);
});
