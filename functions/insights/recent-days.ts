import { countedEvents, type TotalCounter, totalCounters } from '../model/counters.ts';
import { addDays, type Day, dayNumber, today } from '../model/day.ts';
import { eventType } from '../model/event-types.ts';
import { recordOf } from '../model/record-of.ts';
import { recentAttribute, recentDays } from '../model/statistics.ts';
import type { RawItem } from './query-all.ts';
import type { DayRange } from './source.ts';

/** What the counters of a product counted on each day from one on, as far as the listing keeps days. */
export interface RecentDays {
  readonly since: Day;
  /** By how many days after `since`. */
  readonly counts: Readonly<Record<TotalCounter, readonly number[]>>;
}

/** Whether the listing's rows still have the numbers of all days of a range, wherever on earth its days are. */
export function isRecent({ from }: DayRange): boolean {
  return from >= addDays(latestToday(), 1 - recentDays);
}

/** The first day of those ranges that the listing has; a day to come where it has none of them. */
export function firstRecent(...ranges: readonly DayRange[]): Day {
  const firsts = ranges.filter(isRecent).map(({ from }) => from);
  return firsts.reduce((first, day) => (day < first ? day : first), addDays(latestToday(), 1));
}

/** Today nowhere on earth is later than the day after today in UTC. */
function latestToday(): Day {
  return addDays(today('UTC'), 1);
}

/** The attributes of a listing row that count the days from one on: their names are made once for all rows. */
export interface RecentColumns {
  readonly since: Day;
  readonly days: number;
  readonly attributes: ReadonlyMap<string, Column>;
}

/** What an attribute counts, how many days after the first. */
interface Column {
  readonly counter: TotalCounter;
  readonly place: number;
}

export function recentColumns(since: Day): RecentColumns {
  const days = Math.max(0, dayNumber(latestToday()) - dayNumber(since) + 1);
  const attributes = new Map(
    totalCounters.flatMap((counter) => {
      const letter = letterOf(counter);
      return Array.from({ length: days }, (_none, place): [string, Column] => [
        recentAttribute(letter, addDays(since, place)),
        { counter, place },
      ]);
    }),
  );
  return { since, days, attributes };
}

function letterOf(counter: TotalCounter): string {
  const name = countedEvents.find((event) => event.counter === counter)?.name;
  return (name && eventType(name).counter?.letter) ?? '';
}

/** Adds up what the rows of a product count. */
export function recentDaysOf(
  rows: readonly RawItem[],
  { since, days, attributes }: RecentColumns,
): RecentDays {
  const counts = recordOf(totalCounters, () => new Array<number>(days).fill(0));
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) {
      const column = attributes.get(name);
      if (column === undefined) continue;
      const counted = counts[column.counter];
      counted[column.place] = (counted[column.place] ?? 0) + Number(value.N ?? 0);
    }
  }
  return { since, counts };
}
