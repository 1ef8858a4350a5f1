import { describe, expect, test, vi } from 'vitest';
import {
  type EventName,
  eventNames,
  isProductEvent,
  type ProductEvent,
} from '../../functions/model/event-types.ts';
import { cases } from '../support/length.ts';
import { patience } from '../support/patience.ts';
import { Random } from '../support/random.ts';
import { type Delivery, push, pushAll } from './delivery.ts';
import { deployments } from './deployments.ts';
import type { Call, Moment } from './fault.ts';
import { violations } from './invariants.ts';
import { endLeases, settle } from './settle.ts';
import { sharedCloud } from './shared-cloud.ts';
import { storm } from './storm.ts';
import { drain } from './suffer.ts';

const seed = 4;

function oneOf(event: EventName): ProductEvent {
  const [found] = storm(1, new Random(seed), 1)
    .filter(isProductEvent)
    .filter(({ Event }) => Event === event);
  if (found === undefined) throw new Error(`a storm without ${event}`);
  return found;
}

// What AWS did although nobody learned of it is harder to bear than what it never did.
const moments = cases<Moment>(['after'], ['before']);

const takeOverCalls: readonly [operation: string, nth: number, moment: Moment][] = [
  ['GetItem', 1, 'before'],
  ['UpdateItem', 1, 'before'],
  ['UpdateItem', 1, 'after'],
  ['SendMessage', 1, 'before'],
  ['SendMessage', 1, 'after'],
  ['UpdateItem', 2, 'before'],
  ['UpdateItem', 2, 'after'],
];

const workerDeaths: readonly [name: string, moment: Moment][] = [
  ['between facts and transaction', 'before'],
  ['between transaction and answer', 'after'],
];

describe.each(deployments)('a receiver $name', ({ readAssembly }) => {
  const cloud = sharedCloud(readAssembly);

  /** Makes a function die at its nth call, or at the nth of an operation. */
  function killAt(match: Partial<Call>, nth: number, moment: Moment): void {
    cloud().faults.suffer([{ match, strikes: (call) => call === nth, fault: { kind: 'kill', moment } }]);
  }

  /** Weixin’s retries of pushes whose first attempt failed, all at the same time. */
  async function pushAgain(deliveries: readonly Delivery[]): Promise<Delivery[]> {
    const again = await pushAll(
      cloud(),
      deliveries.map(({ event }) => event),
    );
    return deliveries.map(({ event, attempts }) => {
      const retries = again.find((each) => each.event === event)?.attempts ?? [];
      return { event, attempts: [...attempts, ...retries] };
    });
  }

  test.each(moments)('a callback that dies at any of its calls, %s AWS did it', async (moment) => {
    const deliveries: Delivery[] = [];
    for (let nth = 1; nth === 1 || cloud().faults.struck > 0; nth++) {
      killAt({ caller: 'callback' }, nth, moment);
      deliveries.push(await push(cloud(), oneOf('user_scan_product'), 0));
    }
    // Two secrets and DynamoDB's connection while it loads, where Lambda may start it again for the same push;
    // claim, send, confirm; the last push is the one that nothing happened to.
    const acknowledged = deliveries.map(({ attempts }) => attempts[0]?.acknowledged);
    expect(acknowledged).toHaveLength(7);
    expect(acknowledged.slice(3)).toEqual([false, false, false, true]);
    const all = await pushAgain(deliveries);
    expect(all.flatMap(({ attempts }) => attempts.at(-1)?.acknowledged)).not.toContain(false);
    await settle(cloud());
    expect(await violations(cloud(), all)).toEqual([]);
  });

  test('a retry that dies while it takes over a dead attempt’s claim leaves it to the next', async () => {
    const deliveries: Delivery[] = [];
    for (const [operation, nth, moment] of takeOverCalls) {
      const event = oneOf('subscribe');
      killAt({ caller: 'callback', operation: 'PutItem' }, 1, 'after');
      const { attempts: dead } = await push(cloud(), event, 0);
      killAt({ caller: 'callback', operation }, nth, moment);
      const { attempts: deadToo } = await push(cloud(), event, 0);
      expect(cloud().faults.struck, `${moment} ${operation} ${nth}`).toBe(1);
      deliveries.push({ event, attempts: [...dead, ...deadToo] });
    }
    const all = await pushAgain(deliveries);
    expect(all.flatMap(({ attempts }) => attempts.at(-1)?.acknowledged)).not.toContain(false);
    await settle(cloud());
    expect(await violations(cloud(), all)).toEqual([]);
  });

  /** How often a push was sent without its claim, since no answer of DynamoDB came in time. */
  function bypassed(): number {
    return cloud().lines.filter((line) => line.includes('"deduplicationBypassed"')).length;
  }

  test('of several retries after a death between Put and Send one puts the event on its queue', async () => {
    const bypassedBefore = bypassed();
    const event = oneOf('user_scan_product');
    killAt({ caller: 'callback', operation: 'PutItem' }, 1, 'after');
    await push(cloud(), event, 0);
    // How long so many instances take to start is the machine's, not the retries'.
    const others = Array.from({ length: 5 }, () => oneOf('subscribe'));
    await pushAll(cloud(), others);
    const retries = await pushAll(cloud(), Array(5).fill(event));
    expect(retries.flatMap(({ attempts }) => attempts.map(({ acknowledged }) => acknowledged))).toEqual(
      Array(5).fill(true),
    );
    const { holdings } = cloud();
    const copies = await holdings.messages(holdings.queueUrl(event.Event));
    // On a machine that withholds the time for it, a retry does not wait for the claim: it sends, and says so.
    await vi.waitFor(() => expect([0, 1]).toContain(copies - (bypassed() - bypassedBefore)), patience);
    expect(copies).toBeGreaterThan(0);
    await settle(cloud());
  });

  test('a death between Send and confirm puts one more copy on the queue, which counts nothing', async () => {
    const event = oneOf('user_scan_product');
    killAt({ caller: 'callback', operation: 'SendMessage' }, 1, 'after');
    const delivery = await push(cloud(), event);
    const { holdings } = cloud();
    expect(await holdings.messages(holdings.queueUrl(event.Event))).toBe(2);
    await settle(cloud());
    expect(await violations(cloud(), [delivery])).toEqual([]);
  });

  test.each(moments)('workers that die at any of their calls, %s AWS did it', async (moment) => {
    const deliveries: Delivery[] = [];
    for (let nth = 1; nth === 1 || cloud().faults.struck > 0; nth++) {
      cloud().faults.suffer([]);
      deliveries.push(...(await pushAll(cloud(), storm(1, new Random(seed)))));
      cloud().faults.suffer(
        eventNames.map((caller) => ({
          match: { caller },
          strikes: (call) => call === nth,
          fault: { kind: 'kill', moment },
        })),
      );
      await Promise.all(cloud().feeds.map((feed) => feed.arrivals()));
    }
    await settle(cloud());
    expect(await violations(cloud(), deliveries)).toEqual([]);
  });

  test.each(workerDeaths)('a worker killed %s counts the event once', async (_name, moment) => {
    const delivery = await push(cloud(), oneOf('user_scan_product'));
    const feed = cloud().feedOf('user_scan_product');
    killAt({ operation: 'TransactWriteItems' }, 1, moment);
    await feed.round();
    expect(cloud().faults.struck).toBe(1);
    await settle(cloud());
    expect(await violations(cloud(), [delivery])).toEqual([]);
  });

  test('an event that was delayed by a death does not undo what a newer one said', async () => {
    const older = oneOf('user_scan_product');
    const newer = {
      ...older,
      KeyStr: `${older.KeyStr}-newer`,
      CreateTime: String(Number(older.CreateTime) + 1),
    };
    const feed = cloud().feedOf('user_scan_product');
    const deliveries = [await push(cloud(), older)];
    killAt({ caller: older.Event }, 1, 'before');
    await feed.round();
    cloud().faults.suffer([]);
    deliveries.push(await push(cloud(), newer));
    await feed.arrivals();
    await settle(cloud());
    expect(await violations(cloud(), deliveries)).toEqual([]);
  });

  test.each(moments)('an outbox drain that dies at any of its calls, %s AWS did it', async (moment) => {
    cloud().faults.suffer([{ match: { service: 'sqs' }, fault: { kind: 'cut', moment: 'before' } }]);
    const delivery = await push(cloud(), oneOf('subscribe'));
    for (let nth = 1; nth === 1 || cloud().faults.struck > 0; nth++) {
      await endLeases(cloud());
      killAt({ caller: 'drain' }, nth, moment);
      await drain(cloud());
    }
    await settle(cloud());
    expect(await violations(cloud(), [delivery])).toEqual([]);
  });
});
