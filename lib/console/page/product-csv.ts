import type { ProductDay, ProductReport } from './answers.ts';
import type { Cell } from './csv.ts';

const counters = ['opened', 'visitors', 'entered', 'followed', 'located'] as const;
const breakdowns = ['scene', 'sex', 'place', 'region', 'followScene'] as const;

type Breakdown = (typeof breakdowns)[number];

/** A row per day and a column per counter, each label of a breakdown being a counter of its own. */
export function productCsv({ days }: ProductReport): readonly (readonly Cell[])[] {
  const labels = breakdowns.flatMap((breakdown) =>
    [...addedUp(days, breakdown).keys()].toSorted().map((label) => ({ breakdown, label })),
  );
  const header = ['date', ...counters, ...labels.map(({ breakdown, label }) => `${breakdown}:${label}`)];
  const rows = days.map((day) => [
    day.date,
    ...counters.map((counter) => day[counter]),
    ...labels.map(({ breakdown, label }) => countOf(day, breakdown, label)),
  ]);
  return [header, ...rows];
}

/** Counts by label over all the days. */
export function addedUp(days: readonly ProductDay[], breakdown: Breakdown): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const day of days) {
    for (const [label, count] of Object.entries(day[breakdown])) {
      counts.set(label, (counts.get(label) ?? 0) + count);
    }
  }
  return counts;
}

function countOf(day: ProductDay, breakdown: Breakdown, label: string): number {
  return Object.hasOwn(day[breakdown], label) ? (day[breakdown][label] ?? 0) : 0;
}
