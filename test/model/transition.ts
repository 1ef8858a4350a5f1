import { carryOut, type Protocol, unanswered } from './services.ts';
import type { Request, State } from './state.ts';

/** One thing that can happen next. */
export interface Transition {
  /** Who does what, in words. */
  readonly what: string;
  /** What goes wrong here; undefined where nothing does. */
  readonly fault?: string;
  readonly next: State;
}

export interface Asking {
  /** Who asks, in words. */
  readonly who: string;
  /** The step, in the words of the table of faults. */
  readonly step: string;
  readonly request: Request;
  answered(before: State, after: State): State;
  failed(state: State): State;
}

/** Everything that can come of a request: an answer, a refusal, or none, after which the SDK may ask again. */
export function asking(state: State, rules: Protocol, ask: Asking): Transition[] {
  const after = carryOut(state, ask.request, rules);
  const fault = `${ask.step} unanswered`;
  return [
    { what: `${ask.who}: ${ask.step}`, next: ask.answered(state, after) },
    { what: `${ask.who}: ${ask.step} refused`, fault: `${ask.step} refused`, next: ask.failed(state) },
    ...unanswered(state, ask.request, rules).flatMap((left) => [
      { what: `${ask.who}: ${fault}, asked again`, fault, next: left },
      { what: `${ask.who}: ${fault}, given up`, fault, next: ask.failed(left) },
    ]),
  ];
}
