import { carryOut, protocol } from '../model/count/services.ts';
import { initialState, type Request, type State, type Worker } from '../model/count/state.ts';
import { type Ask, workerAsks, workerReads } from '../model/count/worker.ts';
import type { Outcome } from './claim-replay.ts';
import type { CountStep } from './count-steps.ts';

/** A chunk as it deals with the event, and where the model may have its worker be by now. */
interface Actor {
  /** From where it made its last request: it may ask again. */
  from: readonly Worker[];
  /** Where it is once it knows the answer. */
  answered: readonly Worker[];
  last: Request['step'] | undefined;
}

/** A request about an event, as far as it changes something. */
export type Change = Extract<CountStep, { readonly step: Request['step'] }>;

const event = 0;

/**
 * Follows what chunks ask for of one event on the model of the counting protocol, in the order in which DynamoDB
 * carried it out. An answer may be lost, and a worker may die, at any time.
 */
export class CountReplay {
  /** What was seen of the model: what DynamoDB made of a step, and which step followed which. */
  readonly seen = new Set<string>();
  #state: State = initialState([]);
  readonly #chunks: string[] = [];
  readonly #actors = new Map<string, Actor>();

  /** How often the event is in the statistics. */
  get counted(): number {
    return this.#state.counted[event] ?? 0;
  }

  /** Whether a chunk may ask for a step now. @param theirs at abort: of which chunk */
  wants(chunk: string, step: Request['step'], theirs?: string): boolean {
    return this.#wishes(chunk).some(
      ({ request }) =>
        request.step === step && (request.step !== 'abort' || this.#chunks[request.chunk] === theirs),
    );
  }

  /** Whether a chunk does not know yet if the event is its own or counted already. */
  isOpen(chunk: string): boolean {
    const actor = this.#actors.get(chunk);
    return !actor || !this.#places(actor).some(({ at }) => at === 'count' || at === 'ended');
  }

  /**
   * Somebody asks DynamoDB for something.
   * @returns what the model has it ask for instead; undefined where it allows what was asked
   */
  asked(chunk: string, change: Change): string | undefined {
    const request = this.#requestOf(chunk, change);
    const actor = this.#actorOf(chunk);
    const fitting = this.#places(actor).filter((place) => this.#asks(place, request));
    if (fitting.length === 0) {
      return [...new Set(this.#wishes(chunk).map((wish) => wish.request.step))].join(' or ') || 'nothing';
    }
    if (actor.last && actor.last !== request.step) this.seen.add(`${actor.last} → ${request.step}`);
    Object.assign(actor, { from: fitting, answered: [], last: request.step } satisfies Actor);
    return undefined;
  }

  /**
   * DynamoDB has dealt with it, at once or much later.
   * @param isTold whether whoever asked can still learn of it
   * @returns the outcome that the model has
   */
  settled(chunk: string, change: Change, isTold: boolean): Outcome {
    const request = this.#requestOf(chunk, change);
    const before = this.#state;
    const after = carryOut(before, request, protocol);
    this.#state = after;
    const actor = this.#actorOf(chunk);
    if (isTold) {
      const told = actor.from.flatMap((place) => {
        const ask = this.#askAt(place);
        return ask ? [workerOf(ask.answered(standing(before, place), standing(after, place)))] : [];
      });
      actor.answered = told.map((place) => this.#looking(place, request.step === 'abort'));
    }
    const outcome = after === before ? 'conditionFailed' : 'done';
    this.seen.add(`${request.step} ${outcome}`);
    return outcome;
  }

  /** A chunk's worker has read the records of some chunks. */
  hasRead(chunk: string, chunks: readonly string[]): void {
    const actor = this.#actors.get(chunk);
    const waiting = actor ? this.#places(actor) : [];
    const told = waiting.filter(({ at, foreign: [first] }) => {
      const theirs = first && this.#chunks[first[1]];
      return (at === 'read' || at === 'abort') && theirs !== undefined && chunks.includes(theirs);
    });
    if (actor) {
      // It may look as often as it likes, before it aborts as well.
      const read = told.map((place) => this.#looking({ ...place, at: 'read' }, true));
      actor.answered = [...actor.answered, ...read];
    }
  }

  /** A chunk got a record without this event's being counted by it. */
  recorded(chunk: string, fate: 'committed' | 'aborted'): void {
    const number = this.#numberOf(chunk);
    this.#state = {
      ...this.#state,
      records: this.#state.records.with(number, this.#state.records[number] ?? fate),
    };
  }

  #actorOf(chunk: string): Actor {
    const known = this.#actors.get(chunk);
    if (known) return known;
    const place: Worker = { at: 'mark', chunk: this.#chunks.length, events: [event], owned: [], foreign: [] };
    const actor: Actor = { from: [], answered: [place], last: undefined };
    this.#chunks.push(chunk);
    // As many as there are: who begins anew does so as another actor.
    this.#state = { ...this.#state, records: this.#chunks.map((_chunk, each) => this.#state.records[each]) };
    this.#actors.set(chunk, actor);
    return actor;
  }

  #places({ from, answered }: Actor): readonly Worker[] {
    return [...answered, ...from];
  }

  #wishes(chunk: string): readonly Ask[] {
    const actor = this.#actors.get(chunk);
    return actor ? this.#places(actor).flatMap((place) => this.#askAt(place) ?? []) : [];
  }

  #askAt(place: Worker): Ask | undefined {
    return workerAsks(standing(this.#state, place), 0);
  }

  #asks(place: Worker, request: Request): boolean {
    return JSON.stringify(this.#askAt(place)?.request) === JSON.stringify(request);
  }

  /** Where a worker is that looks at the record, if it knows what it says, or needs none. */
  #looking(place: Worker, knows: boolean): Worker {
    if (place.at !== 'read' || (place.foreign.length > 0 && !knows)) return place;
    const read = workerReads(standing(this.#state, place), 0, protocol);
    return read ? this.#looking(workerOf(read.next), false) : place;
  }

  #requestOf(chunk: string, change: Change): Request {
    switch (change.step) {
      case 'mark':
        return { step: 'mark', chunk: this.#numberOf(chunk), events: [event] };
      case 'takeOver': {
        const theirs = this.#numberOf(change.theirs);
        return { step: 'takeOver', chunk: this.#numberOf(chunk), event, theirs };
      }
      case 'abort':
        return { step: 'abort', chunk: this.#numberOf(change.theirs) };
      case 'count':
        // Its person has no other event here: so it makes them a visitor.
        return { step: 'count', chunk: this.#numberOf(chunk), events: [event], visitor: event };
    }
  }

  #numberOf(chunk: string): number {
    this.#actorOf(chunk);
    return this.#chunks.indexOf(chunk);
  }
}

/** The state with one worker alone. */
function standing(state: State, worker: Worker): State {
  return { ...state, workers: [worker] };
}

function workerOf({ workers: [worker] }: State): Worker {
  if (worker === undefined) throw new Error('no worker');
  return worker;
}
