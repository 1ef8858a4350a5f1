import type { DayRange } from '../../../functions/insights/source.ts';
import { addDays } from '../../../functions/model/day.ts';
import { type Counted, nothingOn } from './counted.ts';

/** Every day of the range, also those on which nothing happened. */
export function everyDay(range: DayRange, days: readonly Counted[]): readonly Counted[] {
  const known = new Map(days.map((day) => [day.date, day]));
  const all: Counted[] = [];
  for (let date = range.from; date <= range.to; date = addDays(date, 1)) {
    all.push(known.get(date) ?? nothingOn(date));
  }
  return all;
}
