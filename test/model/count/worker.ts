import { carryOut, type Protocol, unanswered } from './services.ts';
import type { ChunkNumber, Request, State, Worker } from './state.ts';

/** One thing that can happen next; a fault where something goes wrong. */
export interface Transition {
  readonly what: string;
  readonly fault?: string;
  readonly next: State;
}

type Answered = (before: State, after: State) => State;

/** Everything that can happen next, in whatever order workers and network take. */
export function transitions(state: State, rules: Protocol): Transition[] {
  return [
    ...state.workers.flatMap((worker, place) => workerTransitions(state, worker, place, rules)),
    ...(state.late
      ? [{ what: 'late', next: { ...carryOut(state, state.late, rules), late: undefined } }]
      : []),
  ];
}

function workerTransitions(state: State, worker: Worker, place: number, rules: Protocol): Transition[] {
  const { at, chunk, events, owned, foreign } = worker;
  const become = (from: State, change: Partial<Worker>): State => ({
    ...from,
    workers: from.workers.with(place, { ...worker, ...change }),
  });
  // The message comes again: the same worker begins anew, under another chunk, as long as there are any.
  const anew = (from: State, left = events): State => {
    const next = freeChunk(from);
    if (next === undefined) return become(from, { at: 'ended' });
    return become(from, {
      at: 'mark',
      chunk: next,
      events: left,
      owned: [],
      foreign: [],
      visitor: undefined,
    });
  };
  const done = (from: State, some: readonly number[]): State => ({
    ...from,
    done: from.done.map((isDone, event) => isDone || some.includes(event)),
  });
  const ask = (request: Request, answered: Answered): Transition[] => {
    const after = carryOut(state, request, rules);
    const fault = `${request.step} unanswered`;
    return [
      { what: request.step, next: answered(state, after) },
      { what: `${request.step} refused`, fault: `${request.step} refused`, next: anew(state) },
      ...unanswered(state, request, rules).flatMap((left) => [
        { what: `${fault}, asked again`, fault, next: left },
        { what: `${fault}, given up`, fault, next: anew(left) },
      ]),
    ];
  };
  const dead = { what: 'killed', fault: `killed before ${at}`, next: anew(state) };

  switch (at) {
    case 'mark':
      return [
        dead,
        ...ask({ step: 'mark', chunk, events }, (_before, after) => {
          const owners = events.map((event) => [event, after.owners[event] ?? chunk] as const);
          return become(after, {
            at: 'read',
            owned: owners.filter(([, owner]) => owner === chunk).map(([event]) => event),
            foreign: owners.filter(([, owner]) => owner !== chunk),
            visitor: after.visitor,
          });
        }),
      ];
    case 'read': {
      const [first, ...others] = foreign;
      if (first === undefined) return [{ what: 'owns all', next: become(state, { at: 'count' }) }];
      const [event, theirs] = first;
      if (state.records[theirs] === 'committed') {
        const left = become(done(state, [event]), {
          foreign: others,
          events: events.filter((each) => each !== event),
        });
        return [dead, { what: 'counted already', next: left }];
      }
      const isFree = state.records[theirs] === 'aborted' || !rules.abort;
      return [dead, { what: 'not counted', next: become(state, { at: isFree ? 'takeOver' : 'abort' }) }];
    }
    case 'abort': {
      const [, theirs = chunk] = foreign[0] ?? [];
      // Whoever was faster settles it: the record is read again.
      return [
        dead,
        ...ask({ step: 'abort', chunk: theirs }, (_before, after) => become(after, { at: 'read' })),
      ];
    }
    case 'takeOver': {
      const [first, ...others] = foreign;
      if (first === undefined) return [{ what: 'nothing to take', next: become(state, { at: 'read' }) }];
      const [event, theirs] = first;
      return [
        dead,
        ...ask({ step: 'takeOver', chunk, event, theirs }, (_before, after) => {
          const owner = after.owners[event] ?? chunk;
          if (owner === chunk)
            return become(after, { at: 'read', owned: [...owned, event], foreign: others });
          return become(after, { at: 'read', foreign: [[event, owner], ...others] });
        }),
      ];
    }
    case 'count':
      if (owned.length === 0) return [{ what: 'nothing to count', next: become(state, { at: 'ended' }) }];
      return [
        dead,
        ...ask({ step: 'count', chunk, events: owned, visitor: worker.visitor }, (before, after) => {
          const isCounted = after !== before || after.records[chunk] === 'committed';
          return isCounted ? become(done(after, owned), { at: 'ended' }) : anew(after, owned);
        }),
      ];
    default:
      return [];
  }
}

/** A chunk nobody has used yet. */
function freeChunk({ workers, records, owners, late }: State): ChunkNumber | undefined {
  const used = Math.max(
    ...workers.map(({ chunk }) => chunk),
    ...owners.map((owner) => owner ?? -1),
    ...records.map((record, chunk) => (record === undefined ? -1 : chunk)),
    late?.chunk ?? -1,
  );
  const next = used + 1;
  return next < records.length ? (next as ChunkNumber) : undefined;
}
