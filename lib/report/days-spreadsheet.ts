import type { ProductDay } from '../../functions/insights/answers.ts';
import { sumOfLabels } from '../../functions/insights/sums.ts';
import { dayBreakdowns, productCounters } from '../../functions/model/counters.ts';
import type { Row } from './csv.ts';

/** A product's days, one a line; the labels that occur are columns behind the counters. */
export function daysSpreadsheet(days: readonly ProductDay[]): readonly Row[] {
  const labels = dayBreakdowns.flatMap((breakdown) =>
    [...sumOfLabels(days, breakdown).keys()].map((label) => ({ breakdown, label })),
  );
  return [
    ['date', ...productCounters, ...labels.map(({ breakdown, label }) => `${breakdown}:${label}`)],
    ...days.map((day) => [
      day.date,
      ...productCounters.map((counter) => day[counter]),
      ...labels.map(({ breakdown, label }) => countOf(day[breakdown], label)),
    ]),
  ];
}

/** Labels are as pushed: one may be called `constructor`. */
function countOf(counts: Readonly<Record<string, number>>, label: string): number {
  return Object.hasOwn(counts, label) ? (counts[label] ?? 0) : 0;
}
