import { describe, expect, test } from 'vitest';
import { Random } from '../support/random.ts';
import { push, pushAll } from './delivery.ts';
import { deployments } from './deployments.ts';
import { cutBefore } from './fault.ts';
import { violations } from './invariants.ts';
import { settle } from './settle.ts';
import { sharedCloud } from './shared-cloud.ts';
import { storm } from './storm.ts';
import { drain } from './suffer.ts';

const seed = 4;
const times = 5;

describe.each(deployments)('a receiver $name', ({ readAssembly }) => {
  const cloud = sharedCloud(readAssembly);

  /** Messages on all queues, in flight or not. */
  async function messages(): Promise<number> {
    const { holdings } = cloud();
    const counts = await Promise.all(cloud().feeds.map(({ queueUrl }) => holdings.messages(queueUrl)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  test('a retry of what was acknowledged puts nothing more on a queue', async () => {
    const deliveries = await pushAll(cloud(), storm(1, new Random(seed)));
    const again = await pushAll(
      cloud(),
      deliveries.map(({ event }) => event),
    );
    expect(await messages()).toBe(deliveries.length);
    await settle(cloud());
    expect(await violations(cloud(), [...deliveries, ...again])).toEqual([]);
  });

  test('the same push, several times at once, puts one message on its queue', async () => {
    const [event] = storm(1, new Random(seed));
    if (event === undefined) throw new Error('a calm storm');
    const deliveries = await Promise.all(Array.from({ length: times }, () => push(cloud(), event, 0)));
    expect(deliveries.map(({ attempts }) => attempts[0]?.acknowledged)).not.toContain(false);
    expect(await messages()).toBe(1);
    await settle(cloud());
    expect(await violations(cloud(), deliveries)).toEqual([]);
  });

  test('two runs of the outbox drain at once send each row once', async () => {
    cloud().faults.suffer([{ match: { service: 'sqs' }, fault: cutBefore }]);
    const deliveries = await pushAll(cloud(), storm(2, new Random(seed)));
    expect(await messages()).toBe(0);
    cloud().faults.suffer([]);
    await Promise.all([drain(cloud()), drain(cloud())]);
    expect(await messages()).toBe(deliveries.length);
    await settle(cloud());
    expect(await violations(cloud(), deliveries)).toEqual([]);
  });
});
