import { afterAll, beforeAll, expect, test } from 'vitest';
import { attemptAsks } from '../model/attempt.ts';
import { transitions } from '../model/claim-protocol.ts';
import { runAsks } from '../model/drain.ts';
import { explore } from '../model/explore.ts';
import { carryOut, protocol } from '../model/services.ts';
import { initialState, type State } from '../model/state.ts';
import { freshStores, type Stores } from '../support/stores.ts';
import { conditionsThatDiffer } from './claim-conditions.ts';
import { ClaimReplay, followed, settledSo } from './claim-replay.ts';
import { playScenarios } from './claim-scenarios.ts';
import { Recorder } from './recorder.ts';

const recorder = new Recorder();
let stores: Stores;

beforeAll(async () => {
  stores = await freshStores();
  await playScenarios(stores, recorder);
});
afterAll(() => stores.stop());

test('the callback and the drain ask for nothing that the model does not allow', () => {
  expect(recorder.violations).toEqual([]);
});

test('whatever the model has them do, they have done', () => {
  expect([...recorder.seen].sort()).toEqual([...modelled()].sort());
});

test('DynamoDB makes of each request, in each state of the claim, what the model says', async () => {
  expect(await conditionsThatDiffer(stores, recorder.samples)).toEqual([]);
});

test('a request that the model does not allow is named, with the state and what would have been allowed', () => {
  const replay = new ClaimReplay('an event');
  const asked = { event: 'an event', party: 'attempt', invocation: 'one' } as const;
  const put = { ...asked, step: 'putClaim', mine: 'a claimId', callId: '1' } as const;
  replay.asked(put);
  replay.settled(put, 'done');
  replay.asked({ ...asked, step: 'confirm', callId: '2' });
  expect(replay.violations).toEqual([
    'confirm of the attempt one for an event asks for what the model does not allow: only send or markForOutbox,' +
      ' in {"claim":{"owner":0,"enqueued":false,"marked":false},"copies":0}',
  ]);
});

/** What stores can make of each step, and which step can follow which. */
function modelled(): ReadonlySet<string> {
  // Two attempts come to each outcome without a lost answer, one run does not; all faults together take long.
  const isNeeded = (fault: string) => fault.startsWith('drain') || !fault.endsWith('unanswered');
  const { states } = explore(initialState({ attempts: 2, runs: 1 }), protocol, isNeeded);
  return new Set(states.flatMap((state) => [...settledIn(state), ...followedIn(state)]));
}

function settledIn(state: State): string[] {
  const asks = [
    ...state.attempts.map((_attempt, by) => attemptAsks(state, by, protocol)),
    ...state.runs.map((_run, by) => runAsks(state, by, protocol)),
  ];
  return asks
    .filter((ask) => ask !== undefined)
    .map(({ request }) =>
      settledSo(request.step, carryOut(state, request, protocol) === state ? 'conditionFailed' : 'done'),
    );
}

/** Where those stand who ask for nothing: before they begin, and once they are over. */
const nowhere: ReadonlySet<string> = new Set(['notStarted', 'waitingRows', 'ended']);

function followedIn(state: State): string[] {
  return transitions(state, protocol).flatMap(({ fault, next }) => {
    const isAnswered = fault === undefined || fault === 'owner slower than the wait';
    const after = placesIn(next);
    return placesIn(state).flatMap((place, actor) => {
      const then = after[actor];
      if (then === undefined || then === place || nowhere.has(place) || nowhere.has(then)) return [];
      return [followed(place, isAnswered ? 'answered' : 'failed', then)];
    });
  });
}

function placesIn({ attempts, runs }: State): string[] {
  return [...attempts.map(({ at }) => at), ...runs];
}
