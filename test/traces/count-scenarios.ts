import type { WeixinEvent } from '../../functions/model/event-types.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import type { Stores } from '../support/stores.ts';
import { messageOf, workers, workplaceAt } from '../support/workers.ts';
import type { CountRecorder } from './count-recorder.ts';
import { type Fate, type Plan, watchedWorker } from './watched-worker.ts';

/** A worker that has the messages, to its end or its death. */
type Work = (plan?: Plan) => Promise<void>;

const dies = (): Fate => 'dies';

/** What workers that have the same messages do to each other: together all that the model has them do. */
const scenarios: readonly ((work: Work) => Promise<void>)[] = [
  async (work) => {
    await work({ count: () => 'asked again' });
    await work();
  },
  async function theOwnerIsDead(work) {
    await work({ count: dies });
    await work();
  },
  async function whoAbortedItIsDead(work) {
    await work({ count: dies });
    await work({ takeOver: dies });
    await work();
  },
  async function anotherOneIsFaster(work) {
    await work({ count: dies });
    await work({ abort: first(work) });
  },
  async function theFasterOneIsDead(work) {
    await work({ count: dies });
    await work({ takeOver: first(() => work({ count: dies })) });
  },
  async function theOwnerIsAbortedWhileItSleeps(work) {
    await work({ count: first(work) });
  },
  async function itDoesNotLearnWhatItMarked(work) {
    await work({ mark: first(async () => {}, 'carried out unseen') });
    await work();
  },
];

/** Two events of one person and one of another, all of one product. */
function eventsOf(scenario: number): readonly WeixinEvent[] {
  const event = (name: string, CreateTime: string) =>
    sampleEvent('user_scan_product', { FromUserName: name, KeyStr: `${scenario}`, CreateTime });
  const [one, other] = [`one-${scenario}`, `other-${scenario}`];
  return [event(one, '1438250110'), event(one, '1438250111'), event(other, '1438250110')];
}

/** Has workers of real tables play each scenario with events of its own. */
export async function playScenarios(stores: Stores, recorder: CountRecorder): Promise<void> {
  await Promise.all(
    scenarios.map(async (scenario, place) => {
      const messages = eventsOf(place).map(messageOf);
      await scenario(async (plan = {}) => {
        await new Promise<void>((resolve, reject) => {
          const client = watchedWorker(stores.dynamodb, recorder, { plan, died: resolve });
          workers.user_scan_product(messages, workplaceAt(client, stores)).then(() => resolve(), reject);
        });
      });
    }),
  );
}

/** Something else happens before the first such request, and that becomes of it; the others are answered. */
function first(before: () => Promise<void>, fate: Fate = 'answered'): () => Promise<Fate> {
  let isFirst = true;
  return async () => {
    if (!isFirst) return 'answered';
    isFirst = false;
    await before();
    return fate;
  };
}
