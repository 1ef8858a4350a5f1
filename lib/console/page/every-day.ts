import { addDays } from '../../../functions/model/day.ts';
import type { AccountDay, ProductDay } from './answers.ts';
import type { Range } from './parts/range-picker.tsx';

const nothing: Omit<ProductDay, 'date'> = {
  opened: 0,
  visitors: 0,
  entered: 0,
  followed: 0,
  located: 0,
  scene: {},
  sex: {},
  place: {},
  followScene: {},
  region: {},
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
