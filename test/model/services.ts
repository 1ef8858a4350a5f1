import { isHeld, type Request, type State } from './state.ts';

/** What the protocol rests on; tests take each away to see that it is missed. */
export interface Protocol {
  /** A claim is put only where there is none. */
  readonly claimIsAbsent: boolean;
  /** It is taken over only from the attempt that was waited for. */
  readonly claimIsTheirs: boolean;
  /** A dead attempt's claim is taken over at all. */
  readonly takeOver: boolean;
  /** A claim is confirmed once its event is on the queue. */
  readonly confirm: boolean;
  /** A row is leased only where the item, not just the index, has the mark, */
  readonly rowIsMarked: boolean;
  /** and where no other run holds it. */
  readonly rowIsNotLeased: boolean;
  /** A leased row is sent only where its event is not on the queue. */
  readonly enqueuedIsNotSent: boolean;
}

export const protocol: Protocol = {
  claimIsAbsent: true,
  claimIsTheirs: true,
  takeOver: true,
  confirm: true,
  rowIsMarked: true,
  rowIsNotLeased: true,
  enqueuedIsNotSent: true,
};

/** What the services make of a request: the state after it, the very same one where a condition fails. */
export function carryOut(state: State, request: Request, rules: Protocol): State {
  const { claim } = state;
  if (request.step === 'send' || request.step === 'sendBatch') {
    return { ...state, copies: Math.min(state.copies + 1, 2) };
  }
  if (request.step === 'putClaim') {
    if (claim && rules.claimIsAbsent) return state;
    return { ...state, claim: { owner: request.by, enqueued: false, marked: false, lease: undefined } };
  }
  if (!claim) return state;
  switch (request.step) {
    case 'takeOver':
      if (rules.claimIsTheirs && claim.owner !== request.theirs) return state;
      if (isHeld(claim)) return state;
      return { ...state, claim: { ...claim, owner: request.by } };
    case 'confirm':
      return { ...state, claim: { ...claim, enqueued: true } };
    case 'markForOutbox':
      return { ...state, claim: { ...claim, marked: true }, listed: true };
    case 'lease':
      if (rules.rowIsMarked && !claim.marked) return state;
      if (rules.rowIsNotLeased && claim.lease !== undefined) return state;
      return { ...state, claim: { ...claim, lease: request.by } };
    case 'confirmSent':
      if (!claim.marked) return state;
      return { ...state, claim: { ...claim, enqueued: true, marked: false, lease: undefined } };
    case 'release':
      if (claim.lease !== request.by) return state;
      return { ...state, claim: { ...claim, lease: undefined } };
  }
}

/**
 * What can have become of a request whose sender has no answer: it was carried out, it never arrived, or it
 * waits somewhere. One at a time waits, which keeps the states few enough to visit them all.
 */
export function unanswered(state: State, request: Request, rules: Protocol): State[] {
  const outcomes = [carryOut(state, request, rules), state];
  if (request.step === 'lease' || request.step === 'release' || state.late) return outcomes;
  return [...outcomes, { ...state, late: request }];
}
