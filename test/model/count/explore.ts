import type { Protocol } from './services.ts';
import { type EventNumber, initialState, type State } from './state.ts';
import { transitions } from './worker.ts';

/** Which workers meet, by the events each has a message of, and how many things go wrong at most. */
export interface Meeting {
  readonly messages: readonly (readonly EventNumber[])[];
  readonly faults: number;
}

/** Every state that can be reached, in every order of steps. */
export function* explore({ messages, faults: mostFaults }: Meeting, rules: Protocol): Generator<State> {
  const start = { state: initialState(messages), faults: 0 };
  const reached = [start];
  const least = new Map([[JSON.stringify(start.state), 0]]);
  for (const { state, faults } of reached) {
    yield state;
    for (const { fault, next } of transitions(state, rules)) {
      const after = faults + (fault === undefined ? 0 : 1);
      const key = JSON.stringify(next);
      if (after > mostFaults || (least.get(key) ?? mostFaults + 1) <= after) continue;
      least.set(key, after);
      reached.push({ state: next, faults: after });
    }
  }
}
