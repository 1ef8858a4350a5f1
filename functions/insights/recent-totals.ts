import { type TotalCounter, totalCounters } from '../model/counters.ts';
import { dayNumber } from '../model/day.ts';
import { recordOf } from '../model/record-of.ts';
import type { Totals } from './answers.ts';
import type { ListedProduct } from './listing.ts';
import type { DayRange } from './source.ts';

/**
 * A product's totals of a range, by the listing alone.
 * @throws {RangeError} where the listing was read from a later day on
 */
export function recentTotals(listed: ListedProduct, range: DayRange): Totals {
  return recordOf(totalCounters, (counter) =>
    recentCounts(listed, counter, range).reduce((sum, count) => sum + count, 0),
  );
}

/**
 * What a counter of a product was on each day of a range, by the listing alone.
 * @throws {RangeError} where the listing was read from a later day on
 */
export function recentCounts(
  { recent: { since, counts } }: ListedProduct,
  counter: TotalCounter,
  { from, to }: DayRange,
): readonly number[] {
  const place = dayNumber(from) - dayNumber(since);
  if (place < 0) throw new RangeError(`the listing was read from ${since} on, not from ${from} on`);
  return counts[counter].slice(place, dayNumber(to) - dayNumber(since) + 1);
}
