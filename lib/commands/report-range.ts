import type { DayRange } from '../../functions/insights/source.ts';
import { addDays, dayOf, today } from '../../functions/model/day.ts';
import { inEach } from '../wording/language.ts';
import { reportTexts } from '../wording/report.ts';
import { WrongUseError } from './wrong-use.ts';

export interface RangeOptions {
  readonly from?: string;
  readonly to?: string;
}

const daysShown = 30;

/**
 * The days asked for; what is not said ends today, and lasts 30 days.
 * @throws {WrongUseError} where the last day is before the first
 */
export function rangeOf({ from, to }: RangeOptions, timeZone: string): DayRange {
  const last = to ?? latestOf(from, today(timeZone));
  const first = from ?? addDays(last, 1 - daysShown);
  checkRange({ from: first, to: last });
  return { from: first, to: last };
}

/** @throws {WrongUseError} where the last day is before the first */
export function checkRange({ from, to }: RangeOptions): void {
  if (from !== undefined && to !== undefined && from > to) {
    throw new WrongUseError(inEach(reportTexts, (text) => text.reversed(from, to)));
  }
}

/** Whether a moment (ISO 8601) is on one of the days asked for; where none is said, all are. */
export function isWithin(moment: string | null, { from, to }: RangeOptions, timeZone: string): boolean {
  if (from === undefined && to === undefined) return true;
  if (moment === null) return false;
  const day = dayOf(Date.parse(moment) / 1000, timeZone);
  return (from ?? day) <= day && day <= (to ?? day);
}

function latestOf(day: string | undefined, other: string): string {
  return day !== undefined && day > other ? day : other;
}
