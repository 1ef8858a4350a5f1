import type { Request, State } from './state.ts';

/** What the protocol rests on; tests take each away to see that it is missed. */
export interface Protocol {
  /** An event has the owner who marked it first. */
  readonly ownership: boolean;
  /** What another chunk owns is taken over only after that chunk is aborted. */
  readonly abort: boolean;
  /** A chunk is aborted only where it has no record. */
  readonly abortIfOpen: boolean;
  /** An event is taken over only from the chunk that was aborted. */
  readonly takeOverFromThem: boolean;
  /** A chunk is counted only where it has no record. */
  readonly countIfOpen: boolean;
  /** The event that made the person a visitor first stays the one that does. */
  readonly visitorOwner: boolean;
}

export const protocol: Protocol = {
  ownership: true,
  abort: true,
  abortIfOpen: true,
  takeOverFromThem: true,
  countIfOpen: true,
  visitorOwner: true,
};

/** What DynamoDB makes of a request: the state after it, the very same one where a condition fails. */
export function carryOut(state: State, request: Request, rules: Protocol): State {
  const { chunk } = request;
  switch (request.step) {
    case 'mark': {
      const owners = state.owners.map((owner, event) =>
        request.events.some((each) => each === event) && (owner === undefined || !rules.ownership)
          ? chunk
          : owner,
      );
      const [first] = request.events;
      return { ...state, owners, visitor: rules.visitorOwner ? (state.visitor ?? first) : first };
    }
    case 'abort':
      if (state.records[chunk] !== undefined && rules.abortIfOpen) return state;
      return { ...state, records: state.records.with(chunk, 'aborted') };
    case 'takeOver':
      if (rules.takeOverFromThem && state.owners[request.event] !== request.theirs) return state;
      return { ...state, owners: state.owners.with(request.event, chunk) };
    case 'count': {
      if (state.records[chunk] !== undefined && rules.countIfOpen) return state;
      const isIn = (event: number) => request.events.some((each) => each === event);
      return {
        ...state,
        records: state.records.with(chunk, 'committed'),
        counted: state.counted.map((times, event) => (isIn(event) ? Math.min(times + 1, 2) : times)),
        visitors:
          request.visitor !== undefined && isIn(request.visitor)
            ? Math.min(state.visitors + 1, 2)
            : state.visitors,
      };
    }
  }
}

/** What can have become of a request whose sender has no answer: done, never arrived, or still to come. */
export function unanswered(state: State, request: Request, rules: Protocol): State[] {
  const outcomes = [carryOut(state, request, rules), state];
  return state.late ? outcomes : [...outcomes, { ...state, late: request }];
}
