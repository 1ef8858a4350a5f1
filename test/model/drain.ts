import type { Protocol } from './services.ts';
import { type RunNumber, runOver, type State, withRun } from './state.ts';
import { type Asking, asking, type Transition } from './transition.ts';

/** What run number `by` of the drain can do or suffer next: functions/outbox. */
export function drainTransitions(state: State, by: RunNumber, rules: Protocol): Transition[] {
  const at = state.runs[by];
  const who = `drain ${by + 1}`;
  if (at === 'waitingRows') {
    return state.listed ? [{ what: `${who}: waitingRows`, next: withRun(state, by, 'lease') }] : [];
  }
  const ask = runAsks(state, by, rules);
  if (!ask) return [];
  const killed = {
    what: `${who}: killed before ${at}`,
    fault: `drain killed before ${at}`,
    next: runOver(state, by),
  };
  return [killed, ...asking(state, rules, ask)];
}

/** What run number `by` asks for next. */
export function runAsks(state: State, by: RunNumber, rules: Protocol): Asking | undefined {
  const who = `drain ${by + 1}`;
  const over = (from: State) => runOver(from, by);
  switch (state.runs[by]) {
    case 'lease':
      return {
        who,
        step: 'drain lease',
        request: { step: 'lease', by },
        answered: (before, after) => leased(before, after, by, rules),
        failed: over,
      };
    case 'sendBatch':
      return {
        who,
        step: 'drain sendBatch',
        request: { step: 'sendBatch' },
        answered: (_before, after) => withRun(after, by, 'confirmSent'),
        failed: (from) => withRun(from, by, 'release'),
      };
    case 'confirmSent':
      return {
        who,
        step: 'drain confirmSent',
        request: { step: 'confirmSent' },
        answered: (_before, after) => over(after),
        failed: over,
      };
    case 'release':
      return {
        who,
        step: 'drain release',
        request: { step: 'release', by },
        answered: (_before, after) => over(after),
        failed: over,
      };
    default:
      return undefined;
  }
}

/** functions/outbox/lease.ts gives the row as it is; drain.ts does not send what is on the queue. */
function leased(before: State, after: State, by: RunNumber, rules: Protocol): State {
  const { claim } = after;
  if (after === before && claim?.lease !== by) return runOver(after, by);
  return withRun(after, by, claim?.enqueued && rules.enqueuedIsNotSent ? 'confirmSent' : 'sendBatch');
}
