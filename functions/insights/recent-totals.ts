import { countedEvents, type TotalCounter, totalCounters } from '../model/counters.ts';
import { addDays, dayNumber, today } from '../model/day.ts';
import { eventType } from '../model/event-types.ts';
import { recordOf } from '../model/record-of.ts';
import { recentAttribute, recentDays } from '../model/statistics.ts';
import type { Totals } from './answers.ts';
import type { ListedProduct } from './listing.ts';
import type { RawItem } from './query-all.ts';
import type { DayRange } from './source.ts';

/** Whether the listing's rows still have the numbers of all days of a range, wherever on earth its days are. */
export function isRecent({ from }: DayRange): boolean {
  // Today nowhere on earth is later than the day after today in UTC.
  const latestToday = addDays(today('UTC'), 1);
  return from >= addDays(latestToday, 1 - recentDays);
}

/** Each product's totals of a range of which `isRecent` is true, by the listing alone. */
export function recentTotals(listing: readonly ListedProduct[], { from, to }: DayRange): readonly Totals[] {
  const days = Array.from({ length: dayNumber(to) - dayNumber(from) + 1 }, (_none, place) =>
    addDays(from, place),
  );
  // The names of the attributes are made once for all products.
  const attributes = recordOf(totalCounters, (counter) => attributesOf(counter, days));
  return listing.map(({ rows }) =>
    recordOf(totalCounters, (counter) =>
      attributes[counter].reduce((sum, attribute) => sum + sumOfRows(rows, attribute), 0),
    ),
  );
}

/** What a counter of a product was on each of some recent days. */
export function recentCounts(
  { rows }: ListedProduct,
  counter: TotalCounter,
  days: readonly string[],
): readonly number[] {
  return attributesOf(counter, days).map((attribute) => sumOfRows(rows, attribute));
}

function attributesOf(counter: TotalCounter, days: readonly string[]): readonly string[] {
  const name = countedEvents.find((event) => event.counter === counter)?.name;
  const letter = (name && eventType(name).counter?.letter) ?? '';
  return days.map((day) => recentAttribute(letter, day));
}

function sumOfRows(rows: readonly RawItem[], attribute: string): number {
  return rows.reduce((sum, row) => sum + Number(row[attribute]?.N ?? 0), 0);
}
