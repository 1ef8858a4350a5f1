import type {
  ProductBackground,
  ProductDay,
  ProductReport,
  Totals,
} from '../../functions/insights/answers.ts';
import type { DayRange } from '../../functions/insights/source.ts';
import { sumOfChannels, sumOfDays, sumOfLabels } from '../../functions/insights/sums.ts';
import {
  counterTitle,
  dayBreakdowns,
  type ProductCounter,
  productCounters,
  totalCounters,
} from '../../functions/model/counters.ts';
import { count } from '../../functions/model/plain-text.ts';
import type { Language, Spoken } from '../wording/language.ts';
import { timeOf } from '../wording/moment.ts';
import { reportTexts } from '../wording/report.ts';
import { resultTexts } from '../wording/results.ts';
import { breakdownTable } from './breakdown-table.ts';
import { channelsTable } from './channels-view.ts';
import { cut, inColumns, wrapped } from './columns.ts';
import { daysSpreadsheet } from './days-spreadsheet.ts';
import { resultOf } from './meanings.ts';
import { table } from './table.ts';
import type { TerminalReader, View } from './view.ts';
import { nameOf, reviewOf, share } from './wording.ts';

/** Columns of what stands in front of a heading's lines. */
const titleColumns = 10;

const mostCities = 20;

/** @param unknown why there is nothing to show, where there is nothing */
export function productView(
  report: ProductReport,
  background: ProductBackground,
  range: DayRange,
  unknown?: Spoken<string>,
): View {
  return {
    json: report,
    rows: ({ language }) => daysSpreadsheet(report.days, language),
    text: (reader) =>
      [
        heading(report, reader),
        `${reportTexts[reader.language].range(range.from, range.to, reader.timeZone)}\n${daysTable(report.days, reader)}`,
        ...(report.days.length > 0 ? [conversion(report.days, reader)] : []),
        ...channelsSection(report, reader),
        ...hoursSection(report.days, reader),
        ...provincesSection(report, reader),
        ...citiesSection(report, reader),
        ...dayBreakdowns.flatMap((breakdown) => {
          const labels = [...sumOfLabels(report.days, breakdown)];
          return labels.length === 0 ? [] : [breakdownTable(breakdown, labels, reader)];
        }),
        ...reviewHistory(background, reader),
      ].join('\n'),
    ...(unknown && { unknown }),
  };
}

function heading(report: ProductReport, reader: TerminalReader): string {
  const { language, timeZone, columns } = reader;
  const text = resultTexts[language];
  const line = (title: string, words: readonly string[]) =>
    wrapped([inColumns(title, titleColumns), ...words], columns, titleColumns + 1);
  return [
    cut(nameOf(report.product), columns),
    cut(line(text.review, [reviewOf(report.review, timeZone, text)]), columns),
    line(reportTexts[language].inAll, totalsOf(report.totals, language)),
  ]
    .map((each) => `${each}\n`)
    .join('');
}

/** Totals in words that stay together, `Opened 3,`. */
function totalsOf(totals: Totals, language: Language): readonly string[] {
  return totalCounters.map((counter, place) => {
    const comma = place + 1 < totalCounters.length ? ',' : '';
    return `${counterTitle(counter)[language]} ${count(totals[counter])}${comma}`;
  });
}

function daysTable(days: readonly ProductDay[], reader: TerminalReader): string {
  const { language } = reader;
  const text = reportTexts[language];
  if (days.length === 0) return `${text.quietDays}\n`;
  const columns = productCounters.map(
    (counter) => ({ header: counterTitle(counter)[language], align: 'right' }) as const,
  );
  const row = (date: string, numberOf: (counter: ProductCounter) => number | undefined) => [
    date,
    ...productCounters.map((counter) => {
      const number = numberOf(counter);
      return number === undefined ? '' : count(number);
    }),
  ];
  const sums = sumOfDays(days, productCounters);
  const note = days.length > 1 ? `${wrapped(text.visitorsOfADay.split(' '), reader.columns, 0)}\n` : '';
  return `${table(
    [{ header: resultTexts[language].day }, ...columns],
    [
      ...days.map((day) => row(day.date, (counter) => day[counter])),
      // Days do not add up to people: somebody may have come on two of them.
      row(text.sum, (counter) => (counter === 'visitors' ? undefined : sums[counter])),
    ],
    reader,
  )}${note}`;
}

/** How many of those who opened went on, step by step. */
function conversion(days: readonly ProductDay[], { language, columns }: TerminalReader): string {
  const text = reportTexts[language];
  const sums = sumOfDays(days, productCounters);
  const step = (counter: 'opened' | 'entered' | 'followed') =>
    `${counterTitle(counter)[language]} ${count(sums[counter])}`;
  const further = (['entered', 'followed'] as const).map(
    (counter) => `→ ${step(counter)} (${text.ofOpened(share(sums[counter], sums.opened))})`,
  );
  const words = [inColumns(text.conversion, titleColumns), step('opened'), ...further];
  return `${wrapped(words, columns, titleColumns + 1)}\n`;
}

function channelsSection(report: ProductReport, reader: TerminalReader): string[] {
  const hasMarks = [...sumOfChannels(report.days).keys()].some((extInfo) => extInfo !== '');
  return hasMarks ? [`${reportTexts[reader.language].byChannel}\n${channelsTable(report, reader)}`] : [];
}

function hoursSection(days: readonly ProductDay[], reader: TerminalReader): string[] {
  const text = reportTexts[reader.language];
  const hours = [...sumOfLabels(days, 'hour')].sort(([one], [other]) => Number(one) - Number(other));
  if (hours.length === 0) return [];
  const columns = [{ header: text.hour }, { header: text.events, align: 'right' } as const];
  const rows = hours.map(([hour, number]) => [`${hour.padStart(2, '0')}:00`, count(number)]);
  return [`${text.byHour}\n${table(columns, rows, reader)}`];
}

/** Provinces whatever the language, then other countries, then what nobody can say. */
function provincesSection({ provinces, abroad, unknown }: ProductReport, reader: TerminalReader): string[] {
  const { language } = reader;
  const text = reportTexts[language];
  if (provinces.length + abroad.length === 0) return [];
  const columns = (['opened', 'located'] as const).map(
    (counter) => ({ header: counterTitle(counter)[language], align: 'right' }) as const,
  );
  const rows = [
    ...provinces.map((each) => [each[language], count(each.opened), count(each.located)]),
    ...abroad.map(({ country, opened }) => [country, count(opened), '']),
    ...(unknown.opened + unknown.located > 0
      ? [[text.unknownPlace, count(unknown.opened), count(unknown.located)]]
      : []),
  ];
  return [table([{ header: text.province }, ...columns], rows, reader)];
}

function citiesSection({ cities }: ProductReport, reader: TerminalReader): string[] {
  if (cities.length === 0) return [];
  const { language } = reader;
  const text = reportTexts[language];
  const columns = [
    { header: text.city },
    { header: counterTitle('located')[language], align: 'right' } as const,
  ];
  const rows = cities.slice(0, mostCities).map(({ zh, located }) => [zh, count(located)]);
  const left = cities.length - rows.length;
  return [`${table(columns, rows, reader)}${left > 0 ? `${text.moreLabels(count(left))}\n` : ''}`];
}

function reviewHistory({ reviews }: ProductBackground, reader: TerminalReader): string[] {
  if (reviews.length < 2) return [];
  const { language, timeZone } = reader;
  const text = resultTexts[language];
  const rows = reviews.map((review) => [
    timeOf(review.at, timeZone),
    resultOf(review, text),
    review.reasonMsg,
  ]);
  const columns = [
    { header: text.reviewed, least: 16 },
    { header: reportTexts[language].result },
    { header: text.reason },
  ];
  return [table(columns, rows, reader)];
}
