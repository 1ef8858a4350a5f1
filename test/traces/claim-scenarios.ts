import { randomUUID } from 'node:crypto';
import { accept } from '../../functions/callback/accept/accept.ts';
import { PushLog } from '../../functions/callback/push-log.ts';
import { eventNames } from '../../functions/model/event-types.ts';
import type { EventMessage } from '../../functions/model/queue-message.ts';
import { recordOf } from '../../functions/model/record-of.ts';
import { drain } from '../../functions/outbox/drain.ts';
import { deadlineIn } from '../../functions/runtime/deadline.ts';
import type { Stores } from '../../functions/stores/stores.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import type { Stores as TestStores } from '../support/stores.ts';
import type { Party } from './claim-steps.ts';
import type { Recorder } from './recorder.ts';
import { type Fate, type Plan, watchedClient } from './watched-client.ts';

const never = new AbortController().signal;
const deadlines = { claim: never, send: never, push: never };

/** Where the real functions work on real stores, each invocation with a plan for its requests. */
interface Stage {
  readonly attempt: (push: EventMessage, plan?: Plan) => Promise<unknown>;
  readonly run: (plan?: Plan) => Promise<unknown>;
}

type Scenario = (stage: Stage) => Promise<unknown>;

/** Plays all that attempts and runs can meet. */
export async function playScenarios(fresh: TestStores, recorder: Recorder): Promise<void> {
  const storesOf = (party: Party, plan: Plan): Stores => {
    const watched = { recorder, party, invocation: randomUUID(), plan };
    return {
      events: { client: watchedClient(fresh.dynamodb, watched), name: fresh.eventsTable },
      queues: {
        client: watchedClient(fresh.sqs, watched),
        eventUrls: recordOf(eventNames, (name) => fresh.queueUrl(name)),
        quarantineUrl: fresh.quarantineUrl,
      },
    };
  };
  const stage: Stage = {
    attempt: (push, plan = {}) => accept(storesOf('attempt', plan), push, new PushLog(), deadlines),
    run: (plan = {}) => drain(storesOf('run', plan), deadlineIn(50_000)),
  };
  await Promise.all(ofAttempts.map((play) => play(stage)));
  // A run sends whatever waits.
  for (const play of ofRuns) await play(stage);
}

const refused = (): Fate => 'refused';
const again = (): Fate => 'asked again';

const ofAttempts: readonly Scenario[] = [
  async function calm({ attempt }) {
    const push = somePush();
    await attempt(push);
    await attempt(push);
  },

  ({ attempt }) => attempt(somePush(), { putClaim: again, send: again, confirm: again }),

  ({ attempt }) => attempt(somePush(), { putClaim: refused }),

  async function deadOwner(stage) {
    await stage.attempt(await abandoned(stage), { takeOver: again });
  },

  async function deadOwnerThatTwoWait(stage) {
    const push = await abandoned(stage);
    const bothTakeOver = moment();
    const fasterHasTaken = moment();
    const slowerLooksAgain = moment();
    let slowerHasTried = false;
    const faster = stage.attempt(push, {
      takeOver: () => answeredAfter(bothTakeOver.hasCome),
      send: () => {
        fasterHasTaken.come();
        return answeredAfter(slowerLooksAgain.hasCome);
      },
    });
    const slower = stage.attempt(push, {
      takeOver: () => {
        bothTakeOver.come();
        slowerHasTried = true;
        return answeredAfter(fasterHasTaken.hasCome);
      },
      waitUntilHeld: () => {
        if (slowerHasTried) slowerLooksAgain.come();
        return 'answered';
      },
    });
    await Promise.all([faster, slower]);
  },

  async function noLook(stage) {
    await stage.attempt(await abandoned(stage), { waitUntilHeld: refused });
  },

  async function noTakeOver(stage) {
    await stage.attempt(await abandoned(stage), { takeOver: refused });
  },
];

const ofRuns: readonly Scenario[] = [
  async function answersLost({ attempt, run }) {
    await attempt(somePush(), { send: refused, markForOutbox: again });
    await run({ lease: again, sendBatch: again, confirmSent: again });
  },

  async function sentByAnotherSinceItWasListed({ attempt, run }) {
    await attempt(somePush(), { send: refused });
    const listed = moment();
    const sent = moment();
    const slower = run({
      lease: () => {
        listed.come();
        return answeredAfter(sent.hasCome);
      },
    });
    await listed.hasCome;
    await run();
    sent.come();
    await slower;
  },

  async function notSent({ attempt, run }) {
    await attempt(somePush(), { send: refused });
    await run({ sendBatch: refused, release: again });
    await run();
  },

  async function markedOnceARetryHadSentIt({ attempt, run }) {
    const push = somePush();
    const marks = moment();
    const sent = moment();
    const first = attempt(push, {
      send: refused,
      markForOutbox: () => {
        marks.come();
        return answeredAfter(sent.hasCome);
      },
    });
    await marks.hasCome;
    await attempt(push);
    sent.come();
    await first;
    await run();
  },
];

function somePush(): EventMessage {
  const receivedAt = new Date().toISOString();
  return { receivedAt, event: sampleEvent('user_scan_product', { KeyStr: randomUUID() }) };
}

/** A push whose first attempt puts the claim and is never heard of again. */
async function abandoned({ attempt }: Stage): Promise<EventMessage> {
  const push = somePush();
  const death = moment();
  const dies = () => {
    death.come();
    return new Promise<never>(() => {});
  };
  void attempt(push, { send: dies });
  await death.hasCome;
  return push;
}

/** Something that others wait for. */
function moment() {
  let come = () => {};
  const hasCome = new Promise<void>((resolve) => {
    come = resolve;
  });
  return { come, hasCome };
}

async function answeredAfter(moment: Promise<void>): Promise<Fate> {
  await moment;
  return 'answered';
}
