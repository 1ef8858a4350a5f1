import { carryOut, type Protocol, unanswered } from './services.ts';
import type { Request, State, Worker } from './state.ts';

/** One thing that can happen next; a fault where something goes wrong. */
export interface Transition {
  readonly what: string;
  readonly fault?: string;
  readonly next: State;
}

/** What a worker asks DynamoDB for, and the state once it has the answer. */
export interface Ask {
  readonly request: Request;
  /** @param after the state once the request is carried out, the very same one where a condition fails */
  answered(before: State, after: State): State;
}

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
  if (worker.at === 'ended') return [];
  const dead = { what: 'killed', fault: `killed before ${worker.at}`, next: anew(state, place) };
  const read = workerReads(state, place, rules);
  if (read) return [dead, read];
  const ask = workerAsks(state, place);
  if (ask === undefined) return [{ what: 'nothing to count', next: become(state, place, { at: 'ended' }) }];
  const { request, answered } = ask;
  const fault = `${request.step} unanswered`;
  return [
    dead,
    { what: request.step, next: answered(state, carryOut(state, request, rules)) },
    { what: `${request.step} refused`, fault: `${request.step} refused`, next: anew(state, place) },
    ...unanswered(state, request, rules).flatMap((left) => [
      { what: `${fault}, asked again`, fault, next: left },
      { what: `${fault}, given up`, fault, next: anew(left, place) },
    ]),
  ];
}

/** What a worker reads that is to know the fate of the first chunk that owns events of its own; nothing elsewhere. */
export function workerReads(state: State, place: number, rules: Protocol): Transition | undefined {
  const { at, foreign, events } = workerAt(state, place);
  if (at !== 'read') return undefined;
  const [first, ...others] = foreign;
  if (first === undefined) return { what: 'owns all', next: become(state, place, { at: 'count' }) };
  const [event, theirs] = first;
  if (state.records[theirs] === 'committed') {
    const left = { foreign: others, events: events.filter((each) => each !== event) };
    return { what: 'counted already', next: become(done(state, [event]), place, left) };
  }
  const isFree = state.records[theirs] === 'aborted' || !rules.abort;
  return { what: 'not counted', next: become(state, place, { at: isFree ? 'takeOver' : 'abort' }) };
}

/** What a worker asks for; undefined where it only reads, or has nothing to count. */
export function workerAsks(state: State, place: number): Ask | undefined {
  const { at, chunk, events, owned, foreign, visitor } = workerAt(state, place);
  const [first, ...others] = foreign;
  const [event, theirs] = first ?? [];
  switch (at) {
    case 'mark':
      return {
        request: { step: 'mark', chunk, events },
        answered: (_before, after) => {
          const owners = events.map((each) => [each, after.owners[each] ?? chunk] as const);
          return become(after, place, {
            at: 'read',
            owned: owners.filter(([, owner]) => owner === chunk).map(([each]) => each),
            foreign: owners.filter(([, owner]) => owner !== chunk),
            visitor: after.visitor,
          });
        },
      };
    case 'abort':
      if (theirs === undefined) return undefined;
      return {
        request: { step: 'abort', chunk: theirs },
        // Whoever was faster settles it: the record is read again.
        answered: (_before, after) => become(after, place, { at: 'read' }),
      };
    case 'takeOver':
      if (event === undefined || theirs === undefined) return undefined;
      return {
        request: { step: 'takeOver', chunk, event, theirs },
        answered: (_before, after) => {
          const owner = after.owners[event] ?? chunk;
          return owner === chunk
            ? become(after, place, { at: 'read', owned: [...owned, event], foreign: others })
            : become(after, place, { at: 'read', foreign: [[event, owner], ...others] });
        },
      };
    case 'count':
      if (owned.length === 0) return undefined;
      return {
        request: { step: 'count', chunk, events: owned, visitor },
        answered: (before, after) => {
          const isCounted = after !== before || after.records[chunk] === 'committed';
          return isCounted ? become(done(after, owned), place, { at: 'ended' }) : anew(after, place, owned);
        },
      };
    default:
      return undefined;
  }
}

function workerAt({ workers }: State, place: number): Worker {
  const worker = workers[place];
  if (worker === undefined) throw new Error(`no worker ${place}`);
  return worker;
}

function become(state: State, place: number, change: Partial<Worker>): State {
  return { ...state, workers: state.workers.with(place, { ...workerAt(state, place), ...change }) };
}

/** The message comes again: the same worker begins anew, under another chunk, as long as there are any. */
function anew(state: State, place: number, events = workerAt(state, place).events): State {
  const next = freeChunk(state);
  if (next === undefined) return become(state, place, { at: 'ended' });
  const begun = { at: 'mark', chunk: next, events, owned: [], foreign: [], visitor: undefined } as const;
  return become(state, place, begun);
}

function done(state: State, some: readonly number[]): State {
  return { ...state, done: state.done.map((isDone, event) => isDone || some.includes(event)) };
}

/** A chunk nobody has used yet. */
function freeChunk({ workers, records, owners, late }: State): number | undefined {
  const used = Math.max(
    ...workers.map(({ chunk }) => chunk),
    ...owners.map((owner) => owner ?? -1),
    ...records.map((record, chunk) => (record === undefined ? -1 : chunk)),
    late?.chunk ?? -1,
  );
  const next = used + 1;
  return next < records.length ? next : undefined;
}
