import { describe, expect, test } from 'vitest';
import { cases, seeds } from '../support/length.ts';
import { Random } from '../support/random.ts';
import { bare, publishing } from './deployments.ts';
import type { Fault, Moment, Rule } from './fault.ts';
import { violations } from './invariants.ts';
import { settle } from './settle.ts';
import { sharedCloud } from './shared-cloud.ts';
import { storm } from './storm.ts';
import { suffer } from './suffer.ts';

// A seed gives the same events and the same likelihoods again; which call comes first is the scheduler's.
const mixes = seeds(1, 6);

const visits = 3;
const moments: readonly Moment[] = ['before', 'after'];

const broken: readonly Rule[] = [
  ...moments.map((moment) => anyCall({ kind: 'cut', moment })),
  anyCall({ kind: 'refuse', reason: 'denied' }),
  { match: { service: 'dynamodb' }, fault: { kind: 'refuse', reason: 'throughput' } },
  { match: { service: 'dynamodb' }, fault: { kind: 'refuse', reason: 'requestLimit' } },
  { match: { service: 'sqs' }, fault: { kind: 'refuse', reason: 'unavailable' } },
  { match: { service: 'sns' }, fault: { kind: 'refuseOne' } },
];
const slow = [300, 900, 3000].map((milliseconds) => anyCall({ kind: 'delay', milliseconds }));
const deadly = moments.map((moment) => anyCall({ kind: 'kill', moment }));

function anyCall(fault: Fault): Rule {
  return { match: {}, fault };
}

/** Each rule strikes by chance, and is as likely as chance wants it, up to `most`. */
function byChance(rules: readonly Rule[], most: number, random: Random): Rule[] {
  return rules.map((rule) => {
    const likelihood = most * random.next();
    return { ...rule, strikes: () => random.chance(likelihood) };
  });
}

// What publishes does all that one without settings does.
describe.each(cases([publishing], [bare]))('a receiver $name', ({ readAssembly }) => {
  const cloud = sharedCloud(readAssembly);

  test.each(mixes)('slow and broken calls in any mix, with seed %i', async (seed) => {
    const random = new Random(seed);
    await hold(random, [...byChance(broken, 0.1, random), ...byChance(slow, 0.2, random)]);
  });

  test.each(mixes)('deaths and broken calls in any mix, with seed %i', async (seed) => {
    const random = new Random(seed);
    await hold(random, [...byChance(deadly, 0.03, random), ...byChance(broken, 0.1, random)]);
  });

  async function hold(random: Random, rules: readonly Rule[]): Promise<void> {
    const events = storm(visits, random);
    const deliveries = await suffer(cloud(), { events, rules, forgets: () => random.chance(0.1) });
    await settle(cloud());
    expect(await violations(cloud(), deliveries)).toEqual([]);
  }
});
