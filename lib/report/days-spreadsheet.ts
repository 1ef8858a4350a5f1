import type { ProductDay } from '../../functions/insights/answers.ts';
import { sumOfLabels } from '../../functions/insights/sums.ts';
import {
  breakdownTitle,
  counterTitle,
  type DayBreakdown,
  dayBreakdowns,
  productCounters,
} from '../../functions/model/counters.ts';
import type { Language } from '../wording/language.ts';
import { resultTexts } from '../wording/results.ts';
import type { Row } from './csv.ts';
import { meaningOf } from './meanings.ts';

/** A product's days, one a line; the labels that occur are columns behind the counters. */
export function daysSpreadsheet(days: readonly ProductDay[], language: Language): readonly Row[] {
  const labels = dayBreakdowns.flatMap((breakdown) =>
    [...sumOfLabels(days, breakdown).keys()].map((label) => ({ breakdown, label })),
  );
  return [
    [
      resultTexts[language].day,
      ...productCounters.map((counter) => counterTitle(counter)[language]),
      ...labels.map(({ breakdown, label }) => titleOf(breakdown, label, language)),
    ],
    ...days.map((day) => [
      day.date,
      ...productCounters.map((counter) => day[counter]),
      ...labels.map(({ breakdown, label }) => countOf(day[breakdown], label)),
    ]),
  ];
}

/** What a label counts, such as `Opened from: 1 scanned`. */
function titleOf(breakdown: DayBreakdown, label: string, language: Language): string {
  return `${breakdownTitle(breakdown)[language]}: ${[label, meaningOf(breakdown, label, language)].filter(Boolean).join(' ')}`;
}

/** Labels are as pushed: one may be called `constructor`. */
function countOf(counts: Readonly<Record<string, number>>, label: string): number {
  return Object.hasOwn(counts, label) ? (counts[label] ?? 0) : 0;
}
