import { channelCounters, counterTitle, dayCounters } from '../../functions/model/counters.ts';
import type { WeekReport } from '../../functions/week/read-week.ts';
import { weekText } from '../../functions/week/week-text.ts';
import { weekTexts } from '../../functions/week/wording.ts';
import type { Row } from './csv.ts';
import type { Reader, View } from './view.ts';

/** The last full week, in the very words of the mail on Monday. */
export function weekView(report: WeekReport): View {
  return {
    json: report,
    rows: (reader) => weekRows(report, reader),
    text: (reader) => weekText(report, reader),
  };
}

/** Numbers of the week beside those of the week before: the account's, products', and of channels what they brought. */
function weekRows({ week, before, ...report }: WeekReport, { language }: Reader): readonly Row[] {
  const text = weekTexts[language];
  const products = [
    ...report.gained.map((each) => [text.gained, each] as const),
    ...report.lost.map((each) => [text.lost, each] as const),
  ];
  return [
    ['', '', `${week.from} – ${week.to}`, `${before.from} – ${before.to}`],
    ...dayCounters.map((counter) => {
      const { week: now, before: earlier } = report.counts[counter];
      return ['', counterTitle(counter)[language], now, earlier];
    }),
    ...products.map(([title, { product, ...counts }]) => [
      `${title}: ${[product.name ?? '', product.keyStandard].filter(Boolean).join(' ')}`,
      { code: product.keyStr },
      counts.week,
      counts.before,
    ]),
    ...report.channels.flatMap(({ extInfo, ...counts }) =>
      channelCounters.map((counter) => [
        `ExtInfo: ${counterTitle(counter)[language]}`,
        { code: extInfo },
        counts[counter],
        '',
      ]),
    ),
    ...report.notPassed.map(({ product, review }) => [
      `${text.notPassed}: ${[product.name ?? '', product.keyStandard].filter(Boolean).join(' ')}`,
      { code: product.keyStr },
      review?.reasonMsg ?? '',
      '',
    ]),
    [text.held, text.quarantine, report.held.quarantine, ''],
    ...report.held.dead.map(({ queue, dead }) => [text.held, text.dead(queue), dead, '']),
  ];
}
