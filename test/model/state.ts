/** The attempts of Weixin's and the runs of the drain that can meet in the model. */
export const attemptNumbers = [0, 1, 2] as const;
export const runNumbers = [0, 1] as const;

/** Their places among those of a state. */
export type AttemptNumber = number;
export type RunNumber = number;

export const attemptSteps = [
  'ended',
  'markForOutbox',
  'confirm',
  'send',
  'takeOver',
  'waitUntilHeld',
  'putClaim',
  'notStarted',
] as const;

export const runSteps = ['waitingRows', 'lease', 'sendBatch', 'confirmSent', 'release'] as const;

export type AttemptStep = (typeof attemptSteps)[number];
export type RunStep = (typeof runSteps)[number];

export interface Attempt {
  readonly at: AttemptStep;
  /** At takeOver: whose claimId it waited for in vain and wants to replace. */
  readonly theirs?: AttemptNumber;
  /** At send: DynamoDB did not answer, so that there may be no claim. */
  readonly unclaimed?: true;
}

/** What DynamoDB holds for the event. */
export interface Claim {
  /** claimId: the attempt that put the claim or took it over. */
  readonly owner: AttemptNumber;
  /** enqueuedAt is there. */
  readonly enqueued: boolean;
  /** outboxShard is there. */
  readonly marked: boolean;
  /** The run of the drain that holds the row. The lease of a run that is over has lapsed. */
  readonly lease: RunNumber | undefined;
}

export interface State {
  readonly claim: Claim | undefined;
  /** Copies of the event that were put on its queue; 2 stands for more as well. */
  readonly copies: number;
  /** Weixin was told that the event is taken. */
  readonly acked: boolean;
  /** The index lists the row; it lags behind, so here it lists it for ever after. */
  readonly listed: boolean;
  readonly attempts: readonly Attempt[];
  readonly runs: readonly RunStep[];
  /** A request nobody waits for any longer: the service may carry it out at any time, or never. */
  readonly late: LateRequest | undefined;
}

/** Before the first push of an event that `attempts` pushes and `runs` runs of the drain will meet over. */
export function initialState(meeting: { attempts: 0 | 1 | 2 | 3; runs: 0 | 1 | 2 }): State {
  return {
    claim: undefined,
    copies: 0,
    acked: false,
    listed: false,
    attempts: attemptNumbers.slice(0, meeting.attempts).map(() => ({ at: 'notStarted' })),
    runs: runNumbers.slice(0, meeting.runs).map(() => 'waitingRows'),
    late: undefined,
  };
}

/** A request to DynamoDB or SQS, named after the function that makes it. */
export type Request =
  | { readonly step: 'putClaim'; readonly by: AttemptNumber }
  | { readonly step: 'takeOver'; readonly by: AttemptNumber; readonly theirs: AttemptNumber }
  | { readonly step: 'send' | 'confirm' | 'markForOutbox' | 'sendBatch' | 'confirmSent' }
  | { readonly step: 'lease'; readonly by: RunNumber }
  | { readonly step: 'release'; readonly by: RunNumber };

/** A lease or a release that is carried out late is a dead run's, whose lease has lapsed when the next run comes. */
export type LateRequest = Exclude<Request, { readonly step: 'lease' | 'release' }>;

/** Whether queue or outbox hold the event, by what the claim says. */
export function isHeld(claim: Claim): boolean {
  return claim.enqueued || claim.marked;
}

export function withAttempt(state: State, by: AttemptNumber, attempt: Attempt): State {
  return { ...state, attempts: state.attempts.with(by, attempt) };
}

/** The attempt is over; Weixin gets its empty 200, or a 503 that promises nothing. */
export function ended(state: State, by: AttemptNumber, answer: 'acked' | 'notTaken'): State {
  return { ...withAttempt(state, by, { at: 'ended' }), acked: state.acked || answer === 'acked' };
}

export function withRun(state: State, by: RunNumber, at: RunStep): State {
  return { ...state, runs: state.runs.with(by, at) };
}

/** The run is done with the row: a lease it left lapses before another run comes. */
export function runOver(state: State, by: RunNumber): State {
  const claim = state.claim?.lease === by ? { ...state.claim, lease: undefined } : state.claim;
  return { ...withRun(state, by, 'waitingRows'), claim };
}
