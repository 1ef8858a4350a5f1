import { afterAll, beforeAll, expect, test } from 'vitest';
import { explore } from '../model/count/explore.ts';
import { carryOut, protocol } from '../model/count/services.ts';
import type { State } from '../model/count/state.ts';
import { workerAsks, workerReads } from '../model/count/worker.ts';
import { freshStores, type Stores } from '../support/stores.ts';
import { CountRecorder } from './count-recorder.ts';
import { playScenarios } from './count-scenarios.ts';

const recorder = new CountRecorder();
let stores: Stores;

beforeAll(async () => {
  stores = await freshStores();
  await playScenarios(stores, recorder);
});
afterAll(() => stores.stop());

test('workers ask for nothing that the model does not allow, and count each event once', () => {
  expect(recorder.violations).toEqual([]);
  expect(new Set(recorder.counted)).toEqual(new Set([1]));
});

test('whatever the model has them do, they have done', () => {
  expect([...recorder.seen].sort()).toEqual([...modelled()].sort());
});

/** What DynamoDB can make of each step of one event, and which step can follow which once it is answered. */
function modelled(): ReadonlySet<string> {
  const states = [...explore({ messages: [[0], [0]], faults: 1 }, protocol)];
  return new Set(states.flatMap((state) => state.workers.flatMap((_worker, place) => seenOf(state, place))));
}

function seenOf(state: State, place: number): string[] {
  const ask = workerAsks(state, place);
  if (ask === undefined) return [];
  const { step } = ask.request;
  const after = carryOut(state, ask.request, protocol);
  const next = nextStep(ask.answered(state, after), place);
  return [
    `${step} ${after === state ? 'conditionFailed' : 'done'}`,
    // Who is told to begin anew does so as another chunk.
    ...(next === undefined || next === step || next === 'mark' ? [] : [`${step} → ${next}`]),
  ];
}

/** What a worker asks for next, once it has read what it has to. */
function nextStep(state: State, place: number): string | undefined {
  const read = workerReads(state, place, protocol);
  return read ? nextStep(read.next, place) : workerAsks(state, place)?.request.step;
}
