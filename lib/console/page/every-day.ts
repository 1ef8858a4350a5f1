import { dayBreakdowns, dayCounters } from '../../../functions/model/counters.ts';
import { addDays } from '../../../functions/model/day.ts';
import { recordOf } from '../../../functions/model/record-of.ts';
import type { AccountDay, ProductDay } from './answers.ts';
import type { Range } from './parts/range-picker.tsx';

const nothing: Omit<ProductDay, 'date'> = {
  ...recordOf(dayCounters, () => 0),
  ...recordOf(dayBreakdowns, () => ({})),
};

/** Every day of the range, also those on which nothing happened. */
export function everyDay<Day extends AccountDay>(
  range: Range,
  days: readonly Day[],
): readonly (Day | ProductDay)[] {
  const known = new Map(days.map((day) => [day.date, day]));
  const all: (Day | ProductDay)[] = [];
  for (let date = range.from; date <= range.to; date = addDays(date, 1)) {
    all.push(known.get(date) ?? { date, ...nothing });
  }
  return all;
}
