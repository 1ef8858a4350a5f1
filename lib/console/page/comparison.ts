import type { Period } from '../../../functions/insights/periods.ts';
import type { DayCounter } from '../../../functions/model/counters.ts';
import { type Counted, totalOf } from './counted.ts';

/** A number set against the one before it, of as much time. */
export interface Comparison {
  readonly value: number;
  readonly before: number;
  /** What both leave out, so that no part of a day is set against a whole one. */
  readonly without: Without;
}

/** Nothing; today, of a longer range; or what is not before an hour, from 0 to 23, of one day. */
export type Without = 'nothing' | 'today' | { readonly from: number };

/** A number that cannot be set against what it was of a whole day. */
export interface Uncompared {
  readonly before: number;
}

interface Compared {
  readonly days: readonly Counted[];
  readonly daysBefore: readonly Counted[];
  readonly period: Period;
  /** Which is not over yet. */
  readonly today: string;
  /** The hour that is not over yet, 0 to 23. */
  readonly hour: number;
}

/** A counter of a period beside that of the period before it. */
export function compare(counter: DayCounter, compared: Compared): Comparison | Uncompared {
  const { days, daysBefore, period, today, hour } = compared;
  if (period.to !== today) {
    return { value: totalOf(days, counter), before: totalOf(daysBefore, counter), without: 'nothing' };
  }
  if (period.from !== today) {
    return {
      value: totalOf(without(days, period.to), counter),
      before: totalOf(without(daysBefore, period.before.to), counter),
      without: 'today',
    };
  }
  // Only openings are counted by the hour, and at midnight no hour is over yet.
  if (counter !== 'opened' || hour === 0) return { before: totalOf(daysBefore, counter) };
  return { value: untilHour(days, hour), before: untilHour(daysBefore, hour), without: { from: hour } };
}

function without(days: readonly Counted[], date: string): readonly Counted[] {
  return days.filter((day) => day.date !== date);
}

/** Opened in the hours that are over. */
function untilHour(days: readonly Counted[], hour: number): number {
  return days
    .flatMap((day) => Object.entries(day.hour ?? {}))
    .filter(([each]) => Number(each) < hour)
    .reduce((total, [, count]) => total + count, 0);
}
