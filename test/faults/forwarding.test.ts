import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventNames } from '../../functions/model/event-types.ts';
import { type Attempt, deliver } from '../../lib/weixin/deliver.ts';
import { chatPush } from '../../lib/weixin/push.ts';
import { signedPush } from '../../lib/weixin/signed-push.ts';
import { sharedAssembly } from '../support/engines.ts';
import { forwardingAssembly } from '../support/forwarding.ts';
import { cases, runs } from '../support/length.ts';
import { type OldServer, saying, startOldServer, troubles } from '../support/old-server.ts';
import { Random } from '../support/random.ts';
import { push } from './delivery.ts';
import { violations } from './invariants.ts';
import { settle } from './settle.ts';
import { sharedCloud } from './shared-cloud.ts';
import { storm } from './storm.ts';

/** Pushed at the same time, each to an instance of its own. */
const chats = runs(5, 10);
const mostRounds = 20;

const all = Object.entries(troubles).map(([name, { say }], seed) => ({ name, say, seed }));

const chat = chatPush();

let server: OldServer;

beforeAll(async () => {
  server = await startOldServer();
});
afterAll(() => server.close());

describe.each([
  ['acknowledge', 200],
  ['retry', 503],
] as const)('with FORWARD_ON_FAILURE=%s', (onFailure, status) => {
  const cloud = sharedCloud(async () =>
    forwardingAssembly(await sharedAssembly(), {
      FORWARD_URL: server.origin,
      FORWARD: 'all',
      FORWARD_ON_FAILURE: onFailure,
    }),
  );

  /** The queries of what was pushed to warm up, which may be forwarded late. */
  const warmingUp = new Set<string>();

  async function pushChat(onSigned?: (query: string) => void): Promise<Attempt | undefined> {
    const { callbackUrl, account } = cloud();
    const sign = () => {
      const signed = signedPush(callbackUrl, chat, account);
      onSigned?.(new URL(signed.url).search);
      return signed;
    };
    return (await deliver(sign)).at(-1);
  }

  /**
   * Starts as many instances as are needed, all of them new, so that none remembers how the server was: what a crowded
   * machine makes of so many cold starts at once is not what is tried here.
   */
  async function warmUp(): Promise<void> {
    await cloud().functionOf('callback').kill();
    server.say = saying('success');
    const note = (query: string) => warmingUp.add(query);
    for (let rounds = 0; rounds < mostRounds; rounds += 1) {
      const answers = await Promise.all(Array.from({ length: chats + 1 }, () => pushChat(note)));
      if (answers.every((attempt) => Object(attempt).body === 'success')) return;
    }
    throw new Error(`not warm after ${mostRounds} rounds`);
  }

  /** Pushes a product event and chats beside it, all at the same time. */
  async function pushTogether(seed: number) {
    const events = storm(1, new Random(4), 1);
    const event = events.find(({ Event }) => Event === eventNames[seed % eventNames.length]);
    if (event === undefined) throw new Error('a storm that lacks an event');
    return Promise.all([
      push(cloud(), event, 0),
      Promise.all(Array.from({ length: chats }, () => pushChat())),
    ]);
  }

  test.each(cases(all.slice(0, 2), all.slice(2)))(
    `a server that $name: a product event beside ${chats} chats is acknowledged in time, and counted once`,
    async ({ say, seed }) => {
      await warmUp();
      server.say = say;
      const seenBefore = server.seen.length;

      const [delivery, chatted] = await pushTogether(seed);

      expect(delivery.attempts).toMatchObject([{ acknowledged: true, status: 200, body: '' }]);
      expect(chatted.map((attempt) => Object(attempt).status)).toEqual(Array(chats).fill(status));
      const forwarded = server.seen.slice(seenBefore).map(({ path = '' }) => path.slice(path.indexOf('?')));
      expect(forwarded.filter((query) => !warmingUp.has(query))).toHaveLength(chats + 1);
      await settle(cloud());
      expect(await violations(cloud(), [delivery])).toEqual([]);
    },
  );
});
