import type { Protocol } from './services.ts';
import {
  type AttemptNumber,
  type AttemptStep,
  ended,
  isHeld,
  type Request,
  type State,
  withAttempt,
} from './state.ts';
import { type Asking, asking, type Transition } from './transition.ts';

/** A step of an attempt that asks a service for something. */
interface RequestingStep {
  request(by: AttemptNumber, theirs: AttemptNumber | undefined): Request;
  /** What the attempt does once the service has answered. */
  answered(before: State, after: State, by: AttemptNumber, rules: Protocol): State;
  /** What it does where the service refuses, or has not answered in time. */
  failed(state: State, by: AttemptNumber): State;
}

/** functions/callback/claim.ts: `existing`, and the loop of `claim` around it. */
function claimed(before: State, after: State, by: AttemptNumber): State {
  const isMine = after !== before || before.claim?.owner === by;
  return withAttempt(after, by, { at: isMine ? 'send' : 'waitUntilHeld' });
}

/** functions/callback/accept.ts: where the claim fails, the event is sent without it. */
const unclaimed = (state: State, by: AttemptNumber) =>
  withAttempt(state, by, { at: 'send', unclaimed: true });

const isUnclaimed = (state: State, by: AttemptNumber) => state.attempts[by]?.unclaimed === true;

const requestingSteps = {
  putClaim: {
    request: (by) => ({ step: 'putClaim', by }),
    answered: claimed,
    failed: unclaimed,
  },
  takeOver: {
    request: (by, theirs) => ({ step: 'takeOver', by, theirs: theirs ?? by }),
    answered: claimed,
    failed: unclaimed,
  },
  send: {
    request: () => ({ step: 'send' }),
    answered: (_before, after, by, rules) =>
      rules.confirm && !isUnclaimed(after, by)
        ? withAttempt(after, by, { at: 'confirm' })
        : ended(after, by, 'acked'),
    failed: (state, by) =>
      isUnclaimed(state, by) ? ended(state, by, 'notTaken') : withAttempt(state, by, { at: 'markForOutbox' }),
  },
  confirm: {
    request: () => ({ step: 'confirm' }),
    answered: (_before, after, by) => ended(after, by, 'acked'),
    failed: (state, by) => ended(state, by, 'acked'),
  },
  markForOutbox: {
    request: () => ({ step: 'markForOutbox' }),
    answered: (_before, after, by) => ended(after, by, 'acked'),
    failed: (state, by) => ended(state, by, 'notTaken'),
  },
} satisfies Partial<Record<AttemptStep, RequestingStep>>;

/** What attempt number `by` can do or suffer next. */
export function attemptTransitions(state: State, by: AttemptNumber, rules: Protocol): Transition[] {
  const attempt = state.attempts[by];
  if (!attempt || attempt.at === 'ended') return [];
  const { at } = attempt;
  const who = nameOf(by);
  if (at === 'notStarted') {
    // Attempts differ by nothing but their number, so they start in its order.
    const isNext = by === 0 || state.attempts[by - 1]?.at !== 'notStarted';
    return isNext ? [{ what: `${who}: starts`, next: withAttempt(state, by, { at: 'putClaim' }) }] : [];
  }
  const killed = {
    what: `${who}: killed before ${at}`,
    fault: `killed before ${at}`,
    next: ended(state, by, 'notTaken'),
  };
  const ask = attemptAsks(state, by, rules);
  return [killed, ...(ask ? asking(state, rules, ask) : waitUntilHeld(state, by, rules))];
}

function nameOf(by: AttemptNumber): string {
  return `attempt ${by + 1}`;
}

/** What attempt number `by` asks for next that may change something. */
export function attemptAsks(state: State, by: AttemptNumber, rules: Protocol): Asking | undefined {
  const { at, theirs } = state.attempts[by] ?? {};
  if (at === undefined || at === 'notStarted' || at === 'waitUntilHeld' || at === 'ended') return undefined;
  const { request, answered, failed } = requestingSteps[at];
  return {
    who: nameOf(by),
    step: at,
    request: request(by, theirs),
    answered: (before, after) => answered(before, after, by, rules),
    failed: (from) => failed(from, by),
  };
}

/** functions/callback/claim.ts: reads until the claim is held or its owner has to count as dead. */
export function waitUntilHeld(state: State, by: AttemptNumber, rules: Protocol): Transition[] {
  const who = nameOf(by);
  const step = 'waitUntilHeld';
  const { claim } = state;
  if (!claim) return [];
  const refused = { what: `${who}: ${step} refused`, fault: `${step} refused`, next: unclaimed(state, by) };
  if (isHeld(claim)) return [refused, { what: `${who}: ${step}, held`, next: ended(state, by, 'acked') }];
  const next = rules.takeOver
    ? withAttempt(state, by, { at: 'takeOver', theirs: claim.owner })
    : ended(state, by, 'acked');
  // An attempt takes milliseconds, so that one still alive after 1.5 seconds is a fault of its own.
  const isAlive = state.attempts[claim.owner]?.at !== 'ended';
  const what = `${who}: ${step}, in vain`;
  return [refused, isAlive ? { what, fault: 'owner slower than the wait', next } : { what, next }];
}
