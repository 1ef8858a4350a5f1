import { expect, test } from 'vitest';
import { eventNames } from '../../functions/model/event-types.ts';
import { handlersAssembly } from '../support/engines.ts';
import { cases } from '../support/length.ts';
import { Random } from '../support/random.ts';
import { pushAll } from './delivery.ts';
import { answerLost, cutBefore, flapping, type Moment, type Rule } from './fault.ts';
import { violations } from './invariants.ts';
import { settle } from './settle.ts';
import { sharedCloud } from './shared-cloud.ts';
import { storm } from './storm.ts';

const seed = 4;
const match = { caller: eventNames, service: 'sns' } as const;

interface Outage extends Omit<Rule, 'match'> {
  readonly name: string;
}

const outages = cases<Outage>(
  [
    { name: 'flaps', strikes: flapping(3), fault: cutBefore },
    { name: 'takes all of a batch but one', fault: { kind: 'refuseOne' } },
    { name: 'takes it and its answer gets lost', fault: answerLost },
  ],
  [
    { name: 'is down', fault: cutBefore },
    { name: 'is slow', fault: { kind: 'delay', milliseconds: 10_000 } },
    { name: 'denies', fault: { kind: 'refuse', reason: 'denied' } },
    { name: 'throttles', fault: { kind: 'refuse', reason: 'throttled' } },
  ],
);

const cloud = sharedCloud(handlersAssembly);

/** Pushes a storm whose events its workers get once, some of SNS's calls failing. */
async function work(rule: Rule) {
  cloud().faults.suffer([]);
  const deliveries = await pushAll(cloud(), storm(2, new Random(seed)));
  cloud().faults.suffer([rule]);
  await Promise.all(cloud().feeds.map((feed) => feed.arrivals()));
  expect(cloud().faults.struck).toBeGreaterThan(0);
  return deliveries;
}

test.each(outages)(
  'where SNS $name, every event counts once, and is published under one id',
  async (outage) => {
    const deliveries = await work({ ...outage, match });
    await settle(cloud());
    expect(await violations(cloud(), deliveries)).toEqual([]);
  },
);

test('what SNS does not take is counted all the same, and published when its message comes again', async () => {
  const deliveries = await work({ match, fault: cutBefore });
  const wrong = await violations(cloud(), deliveries);
  expect(wrong).toEqual(deliveries.map(() => expect.stringContaining('counted, but not published')));
  await settle(cloud());
  expect(await violations(cloud(), deliveries)).toEqual([]);
});

test.each(cases<Moment>(['before'], ['after']))(
  'workers that die while they publish, %s SNS did it, publish when the message comes again',
  async (moment) => {
    const deliveries = await work({ match, fault: { kind: 'kill', moment } });
    await settle(cloud());
    expect(await violations(cloud(), deliveries)).toEqual([]);
  },
);

test('nothing is published that is not counted yet', async () => {
  const transaction = { caller: eventNames, operation: 'TransactWriteItems' } as const;
  const deliveries = await work({ match: transaction, fault: { kind: 'kill', moment: 'before' } });
  const wrong = await violations(cloud(), deliveries);
  expect(wrong.filter((each) => each.startsWith('published'))).toEqual([]);
  await settle(cloud());
  expect(await violations(cloud(), deliveries)).toEqual([]);
});
