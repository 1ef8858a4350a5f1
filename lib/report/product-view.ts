import type { ProductBackground, ProductDay, ProductReport } from '../../functions/insights/answers.ts';
import type { DayRange } from '../../functions/insights/source.ts';
import { sumOfDays, sumOfLabels } from '../../functions/insights/sums.ts';
import {
  breakdownTitle,
  type DayBreakdown,
  dayBreakdowns,
  type ProductCounter,
  productCounters,
} from '../../functions/model/counters.ts';
import { breakdownTable } from './breakdown-table.ts';
import { countColumn } from './count-column.ts';
import { daysSpreadsheet } from './days-spreadsheet.ts';
import { cut, pageWidth } from './printable.ts';
import { table } from './table.ts';
import type { View } from './view.ts';
import { count, nameOf, reviewOf, share, timeOf, totalsOf } from './wording.ts';

export function productView(
  report: ProductReport,
  background: ProductBackground,
  range: DayRange,
  timeZone: string,
): View {
  return {
    json: report,
    rows: () => daysSpreadsheet(report.days),
    text: () =>
      [
        heading(report, timeZone),
        `${range.from} to ${range.to} (${timeZone})\n${daysTable(report.days)}`,
        ...(report.days.length > 0 ? [conversion(report.days)] : []),
        ...dayBreakdowns.flatMap((breakdown) => breakdownSection(breakdown, report.days)),
        ...reviewHistory(background, timeZone),
      ].join('\n'),
  };
}

function heading(report: ProductReport, timeZone: string): string {
  return [
    nameOf(report.product),
    `Review   ${reviewOf(report.review, timeZone)}`,
    `In all   ${totalsOf(report.totals)}`,
  ]
    .map((line) => `${cut(line, pageWidth)}\n`)
    .join('');
}

function daysTable(days: readonly ProductDay[]): string {
  if (days.length === 0)
    return 'Nothing happened on these days; others can be chosen with --from and --to.\n';
  const row = (date: string, numbers: Readonly<Record<ProductCounter, number>>) => [
    date,
    ...productCounters.map((counter) => count(numbers[counter])),
  ];
  const sum = sumOfDays(days, productCounters);
  // Days do not add up to people: somebody may have come on two of them.
  const sums = productCounters.map((counter) => (counter === 'visitors' ? '' : count(sum[counter])));
  return table(
    [{ header: 'Day' }, ...productCounters.map(countColumn)],
    [...days.map((day) => row(day.date, day)), ['Sum', ...sums]],
  );
}

function conversion(days: readonly ProductDay[]): string {
  const { opened, entered, followed } = sumOfDays(days, productCounters);
  return (
    `Conversion  opened ${count(opened)} → entered ${count(entered)} (${share(entered, opened)})` +
    ` → followed ${count(followed)} (${share(followed, opened)} of opened)\n`
  );
}

function breakdownSection(breakdown: DayBreakdown, days: readonly ProductDay[]): string[] {
  const labels = [...sumOfLabels(days, breakdown)];
  return labels.length === 0 ? [] : [`${breakdownTitle(breakdown).en}\n${breakdownTable(breakdown, labels)}`];
}

function reviewHistory({ reviews }: ProductBackground, timeZone: string): string[] {
  if (reviews.length < 2) return [];
  const rows = reviews.map(({ at, result, reasonMsg }) => [timeOf(at, timeZone), result, reasonMsg]);
  return [table([{ header: 'Reviewed' }, { header: 'Result' }, { header: 'Reason' }], rows)];
}
