import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAccount } from '../../../../functions/insights/account.ts';
import type { Profile } from '../../../../functions/insights/answers.ts';
import { readProduct, readProducts } from '../../../../functions/insights/products.ts';
import { readProductBackground } from '../../../../functions/insights/reviews.ts';
import type { InsightsSource } from '../../../../functions/insights/source.ts';
import { readUser } from '../../../../functions/insights/users.ts';
import { type EventName, eventNames, type WeixinEvent } from '../../../../functions/model/event-types.ts';
import { boundedLike } from '../../../support/bounded-channels.ts';
import { type Faults, faultyClient, KilledError } from '../../../support/faulty-dynamodb.ts';
import { runs, seeds } from '../../../support/length.ts';
import { Random } from '../../../support/random.ts';
import { openids, randomEvents } from '../../../support/random-events.ts';
import { freshStores, type Stores } from '../../../support/stores.ts';
import { straightforwardCount } from '../../../support/straightforward-count.ts';
import { type Message, messageOf, workers, workplaceAt } from '../../../support/workers.ts';
import { CountRecorder } from '../../../traces/count-recorder.ts';
import { watchedWorker } from '../../../traces/watched-worker.ts';

const everyDay = { from: '2000-01-01', to: '2099-12-31' };
const faults: Faults = { killed: 0.003, conflict: 0.01, throttled: 0.003, answerLost: 0.005 };
const concurrentWorkers = 4;

/** Of all types, for a handful of people and products, around a turn of the year. */
const eventCount = runs(600, 2000);

describe.each(seeds(2, 20))(`${eventCount} events, each sent up to four times, with seed %i`, (seed) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await freshStores();
  });
  afterAll(() => stores.stop());

  test('are counted once each, whatever goes wrong', async () => {
    const random = new Random(seed);
    const events = randomEvents(random, eventCount);
    const recorder = new CountRecorder();
    await processAll(stores, recorder, events, random);
    expect(recorder.violations).toEqual([]);
    const { users, ...counted } = straightforwardCount(events);
    const expected = [...users].map(([openid, profile]) => [openid, comparable(profile)] as const);
    const actual = await readEverything(stores);
    expect(actual).toEqual({
      ...counted,
      products: counted.products.map((product, place) =>
        boundedLike(product, actual.products[place] ?? product),
      ),
      account: boundedLike(counted.account, actual.account),
      users: new Map(expected),
    });
    // The bound of what keeps its name was met, of a product as of the account.
    expect(Math.max(...counted.products.map(({ unnamed }) => unnamed.count))).toBeGreaterThan(0);
    expect(counted.account.unnamed.count).toBeGreaterThan(0);
  });
});

/** Gives every event to its worker, in copies, until no message is left; a failed one comes again. */
async function processAll(
  stores: Stores,
  recorder: CountRecorder,
  events: readonly WeixinEvent[],
  random: Random,
): Promise<void> {
  const queues = eventNames.map((name) => {
    const copies = events
      .filter((event) => event.Event === name)
      .flatMap((event) => Array.from({ length: random.pick([1, 1, 1, 2, 3, 4]) }, () => messageOf(event)));
    return { name, waiting: random.shuffled(copies) };
  });
  const workUntilDone = async () => {
    let living = start(stores, recorder, random);
    for (;;) {
      const queue = random.shuffled(queues).find(({ waiting }) => waiting.length > 0);
      if (queue === undefined) return;
      const batch = queue.waiting.splice(0, random.chance(0.2) ? 1 + random.below(100) : 100);
      try {
        queue.waiting.push(...(await living.process(queue.name, batch)));
      } catch (error) {
        if (!(error instanceof KilledError)) throw error;
        queue.waiting.push(...batch);
        living = start(stores, recorder, random);
      }
    }
  };
  await Promise.all(Array.from({ length: concurrentWorkers }, workUntilDone));
}

/** Starts a worker that may be killed; it gives the messages that have to come again. */
function start({ dynamodb, eventsTable, insightsTable }: Stores, recorder: CountRecorder, random: Random) {
  const { client, death } = faultyClient(watchedWorker(dynamodb, recorder), faults, random);
  const workplace = workplaceAt(client, { eventsTable, insightsTable });
  return {
    async process(name: EventName, batch: readonly Message[]): Promise<readonly Message[]> {
      const { failures } = await Promise.race([workers[name](batch, workplace), death]);
      const failed = new Set(failures.flatMap(({ messageIds }) => messageIds));
      return batch.filter(({ messageId }) => failed.has(messageId));
    },
  };
}

/**
 * A profile keeps the newest event of each kind: where the news that its user left came late, the first one
 * since then is the first of those, which may be a later one than by hand.
 */
function comparable(profile: Profile): Profile {
  return profile.forgotten === null ? profile : { ...profile, firstSeen: null };
}

async function readEverything(source: InsightsSource & { readonly dynamodb: DynamoDBClient }) {
  const rows = await readProducts(source);
  const products = rows.map(async ({ product: { keyStandard, keyStr } }) => {
    const product = { KeyStandard: keyStandard, KeyStr: keyStr };
    const [report, background] = await Promise.all([
      readProduct(source, product, everyDay),
      readProductBackground(source, product),
    ]);
    return { ...report, background };
  });
  const users = openids.map(async (openid) => {
    const { profile } = await readUser(source, openid);
    return [openid, comparable(profile)] as const;
  });
  return {
    rows,
    products: await Promise.all(products),
    users: new Map(await Promise.all(users)),
    account: await readAccount(source, everyDay),
  };
}
