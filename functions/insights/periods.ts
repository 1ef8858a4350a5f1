import { addDays, type Day } from '../model/day.ts';
import type { DayRange } from './source.ts';

/** The ranges that have a name, by which they move on with the days. */
export const periodNames = [
  'today',
  'yesterday',
  'thisWeek',
  'lastWeek',
  'thisMonth',
  'lastMonth',
  'last7',
  'last30',
  'last90',
] as const;

export type PeriodName = (typeof periodNames)[number];

/** A range, and the one it is compared with. */
export interface Period extends DayRange {
  readonly before: DayRange;
}

/** The days of a named range, today being the last one there is. A week begins on Monday. */
export function periodOf(name: PeriodName, today: Day): Period {
  return makers[name](today);
}

/** Any days, compared with as many before them. */
export function freePeriod(from: Day, to: Day): Period {
  const days = daysBetween(from, to) + 1;
  return { from, to, before: { from: addDays(from, -days), to: addDays(from, -1) } };
}

const makers: Readonly<Record<PeriodName, (today: Day) => Period>> = {
  today: (today) => freePeriod(today, today),
  yesterday: (today) => freePeriod(addDays(today, -1), addDays(today, -1)),
  thisWeek: (today) => weekFrom(mondayOf(today), today),
  lastWeek: (today) => weekFrom(addDays(mondayOf(today), -7), addDays(mondayOf(today), -1)),
  thisMonth: (today) => {
    const first = firstOf(today);
    const last = addDays(first, -1);
    // The same days of the month before: all of it where it is shorter.
    const same = `${last.slice(0, 8)}${today.slice(8)}`;
    return { from: first, to: today, before: { from: firstOf(last), to: same < last ? same : last } };
  },
  lastMonth: (today) => {
    const last = addDays(firstOf(today), -1);
    const lastBefore = addDays(firstOf(last), -1);
    return { from: firstOf(last), to: last, before: { from: firstOf(lastBefore), to: lastBefore } };
  },
  last7: (today) => lastDays(7, today),
  last30: (today) => lastDays(30, today),
  last90: (today) => lastDays(90, today),
};

function lastDays(count: number, today: Day): Period {
  return freePeriod(addDays(today, 1 - count), today);
}

/** A week, or what there is of it, beside the same days of the week before. */
function weekFrom(from: Day, to: Day): Period {
  return { from, to, before: { from: addDays(from, -7), to: addDays(to, -7) } };
}

function mondayOf(day: Day): Day {
  return addDays(day, -((weekdayOf(day) + 6) % 7));
}

/** From 0 for Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

function firstOf(day: Day): Day {
  return `${day.slice(0, 8)}01`;
}

function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / (24 * 60 * 60 * 1000);
}
