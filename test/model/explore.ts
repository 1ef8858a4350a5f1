import { transitions } from './claim-protocol.ts';
import type { Protocol } from './services.ts';
import type { State } from './state.ts';

export interface Explored {
  /** Every state that can be reached, each once. */
  readonly states: readonly State[];
  /** The faults that can occur on the way. */
  readonly faults: readonly string[];
}

/**
 * Visits every state that can be reached from `start`, in every order of steps, with any number of the faults
 * that `allows` lets happen.
 */
export function explore(start: State, rules: Protocol, allows: (fault: string) => boolean): Explored {
  const states = [start];
  const seen = new Set([JSON.stringify(start)]);
  const faults = new Set<string>();
  for (const state of states) {
    for (const { fault, next } of transitions(state, rules)) {
      if (fault !== undefined) {
        if (!allows(fault)) continue;
        faults.add(fault);
      }
      const key = JSON.stringify(next);
      if (seen.has(key)) continue;
      seen.add(key);
      states.push(next);
    }
  }
  return { states, faults: [...faults] };
}

/** The event is on its queue, or its row waits for the drain. */
export function isKept({ copies, claim }: State): boolean {
  return copies > 0 || (claim?.marked === true && !claim.enqueued);
}

export function isTwiceOnQueue({ copies }: State): boolean {
  return copies > 1;
}
