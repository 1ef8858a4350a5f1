import type { Protocol } from './services.ts';
import { type RunNumber, runOver, type State, withRun } from './state.ts';
import { asking, type Transition } from './transition.ts';

/** What run number `by` of the drain can do or suffer next: functions/outbox. */
export function drainTransitions(state: State, by: RunNumber, rules: Protocol): Transition[] {
  const at = state.runs[by];
  const who = `drain ${by + 1}`;
  const over = (from: State) => runOver(from, by);
  const killed = {
    what: `${who}: killed before ${at}`,
    fault: `drain killed before ${at}`,
    next: over(state),
  };
  switch (at) {
    case 'waitingRows':
      return state.listed ? [{ what: `${who}: waitingRows`, next: withRun(state, by, 'lease') }] : [];
    case 'lease': {
      const ask = {
        who,
        step: 'drain lease',
        request: { step: 'lease', by },
        answered: (before: State, after: State) => leased(before, after, by),
        failed: over,
      } as const;
      return [killed, ...asking(state, rules, ask)];
    }
    case 'sendBatch': {
      const ask = {
        who,
        step: 'drain sendBatch',
        request: { step: 'sendBatch' },
        answered: (_before: State, after: State) => withRun(after, by, 'confirmSent'),
        failed: (from: State) => withRun(from, by, 'release'),
      } as const;
      return [killed, ...asking(state, rules, ask)];
    }
    case 'confirmSent':
    case 'clearMark': {
      const ask = {
        who,
        step: `drain ${at}`,
        request: { step: at },
        answered: (_before: State, after: State) => over(after),
        failed: over,
      } as const;
      return [killed, ...asking(state, rules, ask)];
    }
    case 'release':
      // One that fails is a lease that lapses: the same.
      return [{ what: `${who}: release`, next: over(state) }];
    default:
      return [];
  }
}

function leased(before: State, after: State, by: RunNumber): State {
  const { claim } = before;
  if (after !== before || claim?.lease === by) return withRun(after, by, 'sendBatch');
  if (claim?.marked && claim.enqueued) return withRun(after, by, 'clearMark');
  return runOver(after, by);
}
