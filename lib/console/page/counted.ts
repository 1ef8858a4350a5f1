import type { DayCounter } from '../../../functions/model/counters.ts';

/** A day of a product, or of the account, which counts some things more. */
export interface Counted extends Readonly<Partial<Record<DayCounter, number>>> {
  readonly date: string;
  /** Opened by the hour, `14` for what was from two to three in the afternoon. */
  readonly hour?: Readonly<Record<string, number>>;
}

export function nothingOn(date: string): Counted {
  return { date };
}

/** A counter of several days added up. */
export function totalOf(days: readonly Counted[], counter: DayCounter): number {
  return days.reduce((sum, day) => sum + (day[counter] ?? 0), 0);
}
