import { attemptTransitions } from './attempt.ts';
import { drainTransitions } from './drain.ts';
import { carryOut, type Protocol } from './services.ts';
import { attemptNumbers, runNumbers, type State } from './state.ts';
import type { Transition } from './transition.ts';

/** Everything that can happen next, in whatever order the attempts, the drain and the network take. */
export function transitions(state: State, rules: Protocol): Transition[] {
  return [
    ...attemptNumbers.slice(0, state.attempts.length).flatMap((by) => attemptTransitions(state, by, rules)),
    ...runNumbers.slice(0, state.runs.length).flatMap((by) => drainTransitions(state, by, rules)),
    ...lateTransition(state, rules),
  ];
}

function lateTransition(state: State, rules: Protocol): Transition[] {
  if (!state.late) return [];
  const next = { ...carryOut(state, state.late, rules), late: undefined };
  return [{ what: `late: ${state.late.step}`, next }];
}
