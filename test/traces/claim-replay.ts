import { attemptAsks, waitUntilHeld } from '../model/attempt.ts';
import { runAsks } from '../model/drain.ts';
import { carryOut, protocol } from '../model/services.ts';
import { type Attempt, initialState, type Request, type RunStep, type State } from '../model/state.ts';
import type { ClaimStep, Party } from './claim-steps.ts';

/** A step as somebody asks for it. */
export interface AskedStep extends ClaimStep {
  readonly party: Party;
  /** The invocation that asks: an attempt, or a run of the drain. */
  readonly invocation: string;
  /** The SDK's call that asks, the same each time it repeats the request. */
  readonly callId: string;
}

/** What the store made of a request: did it, found its condition not to hold, or refused it for another reason. */
export type Outcome = 'done' | 'conditionFailed' | 'refused';

/** How a request ended for who asked. */
export type End = 'answered' | 'failed';

/** Somebody who asks, and where the model may have them be by now. */
interface Actor {
  readonly party: Party;
  readonly number: number;
  readonly mine: string | undefined;
  readonly calls: Set<string>;
  /** Where the model may have it be once its last request has failed. */
  failed: readonly Place[];
  /** Where once it was answered; nowhere before that. */
  answered: readonly Place[];
  /** From where it made that request. */
  from: readonly Place[];
  /** Where it must have asked for something that nobody saw: it may arrive late. */
  missed: readonly Place[];
  last: AskedStep | undefined;
}

type Place = Attempt | RunStep;

/** What a place asks for: the request, and what becomes of who asked. */
interface Wish {
  readonly step: ClaimStep['step'];
  readonly request: Request | undefined;
  answered(before: State, after: State): readonly Place[];
  failed(): readonly Place[];
}

/**
 * Follows one event's requests on the model, in the order in which the stores carried them out. Whether who asked
 * was still waiting for the answer is not seen, and what breaks on the way to the gate neither: any of the model's
 * faults may have happened in between.
 */
export class ClaimReplay {
  readonly violations: string[] = [];
  /** What was seen of the model: what stores made of a step, and which step followed which. */
  readonly seen = new Set<string>();
  readonly #event: string;
  readonly #actors = new Map<string, Actor>();
  #state: State = initialState({ attempts: 0, runs: 0 });

  constructor(event: string) {
    this.#event = event;
  }

  /** Somebody asks a store for something. */
  asked(asked: AskedStep): void {
    const actor = this.#actorOf(asked);
    // The SDK asks again; that may arrive once nobody waits for it any more.
    if (actor.calls.has(asked.callId)) return;
    actor.calls.add(asked.callId);
    const places = this.#reachable(actor);
    const fitting = places.filter((place) => this.#fits(asked, actor, place));
    if (fitting.length === 0) {
      const late = actor.missed.filter((place) => this.#fits(asked, actor, place));
      actor.missed = actor.missed.filter((place) => !late.includes(place));
      if (late.length > 0) return;
      const allowed = new Set(places.flatMap((place) => this.#wish(actor, place)?.step ?? []));
      const only = [...allowed].join(' or ') || 'nothing';
      this.#violated(asked, `asks for what the model does not allow: only ${only}`);
    }
    const end = this.#lastEnd(actor, fitting);
    if (actor.last && end && actor.last.step !== asked.step) {
      this.seen.add(followed(actor.last.step, end, asked.step));
    }
    actor.missed = [...actor.missed, ...places.filter((place) => !fitting.includes(place))];
    actor.from = fitting;
    actor.failed = fitting.flatMap((place) => this.#wish(actor, place)?.failed() ?? []);
    actor.answered = [];
    actor.last = asked;
  }

  /** A store has dealt with it, at once or much later. */
  settled(asked: AskedStep, outcome: Outcome): void {
    if (outcome === 'refused') return;
    const actor = this.#actorOf(asked);
    const before = this.#state;
    const request = this.#requestOf(asked, actor);
    const after = request ? carryOut(before, request, protocol) : before;
    const expected: Outcome = request && after === before ? 'conditionFailed' : 'done';
    if (request) this.seen.add(settledSo(asked.step, expected));
    if (outcome !== expected) this.#violated(asked, `was ${outcome} where the model has it ${expected}`);
    // Who has gone on did not wait for the answer.
    if (actor.last?.callId === asked.callId) {
      const next = actor.from.flatMap((place) => this.#wish(actor, place)?.answered(before, after) ?? []);
      actor.answered = [...actor.answered, ...next];
    }
    this.#state = after;
  }

  /** The time of a lease of a dead run is over. */
  lapsed(): void {
    const { claim } = this.#state;
    if (claim) this.#state = { ...this.#state, claim: { ...claim, lease: undefined } };
  }

  #actorOf(asked: AskedStep): Actor {
    const known = this.#actors.get(asked.invocation);
    if (known) return known;
    const number = [...this.#actors.values()].filter(({ party }) => party === asked.party).length;
    const places: readonly Place[] = asked.party === 'attempt' ? [{ at: 'putClaim' }] : ['lease'];
    const actor: Actor = {
      party: asked.party,
      number,
      mine: asked.mine,
      calls: new Set(),
      failed: [],
      answered: places,
      from: [],
      missed: [],
      last: undefined,
    };
    this.#actors.set(asked.invocation, actor);
    return actor;
  }

  /** How its last request ended for who is now at one of some places; undefined where it asked for more, unseen. */
  #lastEnd({ answered, failed }: Actor, places: readonly Place[]): End | undefined {
    const isAmong = (some: readonly Place[]) =>
      some.some((place) => places.some((each) => JSON.stringify(each) === JSON.stringify(place)));
    if (isAmong(answered)) return 'answered';
    return isAmong(failed) ? 'failed' : undefined;
  }

  /** Where an actor can have come to without being seen: any of its requests may fail on the way. */
  #reachable(actor: Actor): readonly Place[] {
    const places = [...actor.answered, ...actor.failed];
    const keys = new Set(places.map((place) => JSON.stringify(place)));
    for (const place of places) {
      for (const next of this.#wish(actor, place)?.failed() ?? []) {
        const key = JSON.stringify(next);
        if (!keys.has(key)) places.push(next);
        keys.add(key);
      }
    }
    return places;
  }

  #fits(asked: AskedStep, actor: Actor, place: Place): boolean {
    if (asked.mine !== undefined && asked.mine !== actor.mine) return false;
    const wish = this.#wish(actor, place);
    if (wish?.step !== asked.step) return false;
    return JSON.stringify(wish.request) === JSON.stringify(this.#requestOf(asked, actor));
  }

  #requestOf(asked: AskedStep, { number: by }: Actor): Request | undefined {
    const { step } = asked;
    switch (step) {
      case 'waitUntilHeld':
        return undefined;
      case 'putClaim':
      case 'lease':
      case 'release':
        return { step, by };
      case 'takeOver':
        return { step, by, theirs: this.#numberOf(asked.theirs) };
      default:
        return { step };
    }
  }

  #numberOf(claimId: string | undefined): number {
    return [...this.#actors.values()].find(({ mine }) => mine === claimId)?.number ?? -1;
  }

  /** What an actor asks for at a place; undefined where it asks for nothing any more. */
  #wish(actor: Actor, place: Place): Wish | undefined {
    const { party, number } = actor;
    const at = standing(this.#state, actor, place);
    const ask = (party === 'attempt' ? attemptAsks : runAsks)(at, number, protocol);
    if (ask) {
      return {
        step: ask.request.step,
        request: ask.request,
        answered: (before, after) => {
          const from = standing(before, actor, place);
          return [
            placeIn(ask.answered(from, after === before ? from : standing(after, actor, place)), actor),
          ];
        },
        failed: () => [placeIn(ask.failed(at), actor)],
      };
    }
    if (party === 'run' || Object(place).at !== 'waitUntilHeld') return undefined;
    const seenAs = (state: State, isRefused: boolean) =>
      waitUntilHeld(standing(state, actor, place), number, protocol)
        .filter(({ fault }) => (fault === 'waitUntilHeld refused') === isRefused)
        .map(({ next }) => placeIn(next, actor));
    return {
      step: 'waitUntilHeld',
      request: undefined,
      // It may look again.
      answered: (_before, after) => [place, ...seenAs(after, false)],
      failed: () => seenAs(this.#state, true),
    };
  }

  #violated({ step, invocation, party }: AskedStep, what: string): void {
    const { claim, copies } = this.#state;
    const state = JSON.stringify({ claim, copies });
    this.violations.push(`${step} of the ${party} ${invocation} for ${this.#event} ${what}, in ${state}`);
  }
}

export function settledSo(step: string, outcome: Outcome): string {
  return `${step} ${outcome}`;
}

export function followed(step: string, end: End, next: string): string {
  return `${step} ${end} → ${next}`;
}

/** The state in which an actor is at a place. */
function standing(state: State, { number }: Actor, place: Place): State {
  if (typeof place === 'string') return { ...state, runs: placed(state.runs, number, place, 'waitingRows') };
  return { ...state, attempts: placed(state.attempts, number, place, { at: 'notStarted' }) };
}

function placed<Item>(items: readonly Item[], place: number, item: Item, filler: Item): Item[] {
  return Array.from({ length: Math.max(items.length, place + 1) }, (_none, each) =>
    each === place ? item : (items[each] ?? filler),
  );
}

function placeIn(state: State, { party, number }: Actor): Place {
  const place = party === 'attempt' ? state.attempts[number] : state.runs[number];
  if (place === undefined) throw new Error(`no ${party} ${number}`);
  return place;
}
