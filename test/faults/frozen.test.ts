import { afterAll, describe, expect, test } from 'vitest';
import { eventsTableSchema } from '../../functions/model/events-table.ts';
import { runs } from '../support/length.ts';
import { Random } from '../support/random.ts';
import { push, pushAll } from './delivery.ts';
import { deployments } from './deployments.ts';
import { cutBefore } from './fault.ts';
import { violations } from './invariants.ts';
import { settle } from './settle.ts';
import { sharedCloud } from './shared-cloud.ts';
import { storm } from './storm.ts';
import { drain } from './suffer.ts';
import { type Death, Wire } from './wire.ts';

/** What workers are given at once. */
const visits = runs(2, 5);

const deaths: readonly Death[] = ['reset', 'silence'];

describe.each(deployments)('a receiver $name', ({ readAssembly }) => {
  let wire: Wire;
  // Closed last: what is declared first ends last.
  afterAll(() => wire?.close());
  const cloud = sharedCloud(readAssembly, async (endpoint) => {
    wire = await Wire.to(endpoint);
    return wire.endpoint;
  });

  /** Puts a storm's events into the outbox. */
  async function fillOutbox(seed: number) {
    cloud().faults.suffer([{ match: { service: 'sqs' }, fault: cutBefore }]);
    const deliveries = await pushAll(cloud(), storm(4, new Random(seed)));
    cloud().faults.suffer([]);
    return deliveries;
  }

  async function waiting(): Promise<number> {
    const { outboxIndex } = eventsTableSchema;
    const rows = await cloud().holdings.events();
    return rows.filter((row) => outboxIndex.partitionKey in row).length;
  }

  describe.each(deaths)('connections that died with %s while the sandbox was frozen', (death) => {
    test('cost the callback one call to each store at most', async () => {
      const [first, second] = storm(1, new Random(11));
      if (first === undefined || second === undefined) throw new Error('a calm storm');
      const before = await push(cloud(), first, 0);
      const lost = wire.lost;

      wire.cut(death);
      const after = await push(cloud(), second, 0);

      expect(after.attempts.map(({ acknowledged }) => acknowledged)).toEqual([true]);
      expect(wire.lost - lost).toBeLessThanOrEqual(2);
      const claims = (await cloud().holdings.events()).filter((row) => row.enqueuedAt !== undefined);
      expect(claims).toContainEqual(expect.objectContaining({ FromUserName: second.FromUserName }));
      await settle(cloud());
      expect(await violations(cloud(), [before, after])).toEqual([]);
    });

    test('cost the drain nothing, after a large run either', async () => {
      const first = await fillOutbox(12);
      await drain(cloud());
      const second = await fillOutbox(13);
      const lost = wire.lost;

      wire.cut(death);
      await drain(cloud());

      expect(await waiting()).toBe(0);
      expect(wire.lost).toBe(lost);
      await settle(cloud());
      expect(await violations(cloud(), [...first, ...second])).toEqual([]);
    });

    test('cost the workers nothing', async () => {
      const first = await pushAll(cloud(), storm(visits, new Random(14)));
      await Promise.all(cloud().feeds.map((feed) => feed.round()));
      const second = await pushAll(cloud(), storm(visits, new Random(15)));
      const lost = wire.lost;

      wire.cut(death);
      await Promise.all(cloud().feeds.map((feed) => feed.round()));

      expect(wire.lost).toBe(lost);
      await settle(cloud());
      expect(await violations(cloud(), [...first, ...second])).toEqual([]);
    });
  });
});
