import { type ChannelCounts, type ProductReport, unnamedChannels } from '../../functions/insights/answers.ts';
import type { DayRange } from '../../functions/insights/source.ts';
import { sumOfChannels } from '../../functions/insights/sums.ts';
import { channelCounters, counterTitle } from '../../functions/model/counters.ts';
import { count } from '../../functions/model/plain-text.ts';
import type { UnnamedChannels } from '../../functions/model/unnamed-channels.ts';
import type { Language, Spoken } from '../wording/language.ts';
import { reportTexts } from '../wording/report.ts';
import { channelsSpreadsheet } from './channels-spreadsheet.ts';
import { cut } from './columns.ts';
import { table } from './table.ts';
import type { TerminalReader, View } from './view.ts';
import { nameOf, share } from './wording.ts';

/**
 * What each channel of a product (each ExtInfo) brought on the days of a range, the best first.
 * @param unknown why there is nothing to show, where there is nothing
 */
export function channelsView(report: ProductReport, range: DayRange, unknown?: Spoken<string>): View {
  const { product, days, unnamed } = report;
  const channels = [...sumOfChannels(days)];
  return {
    json: { product, channels: channels.map(([extInfo, counts]) => ({ extInfo, ...counts })), unnamed },
    rows: ({ language }) => channelsSpreadsheet(channels, language),
    text: (reader) => {
      const text = reportTexts[reader.language];
      return [
        `${cut(nameOf(product), reader.columns)}\n`,
        `${text.range(range.from, range.to, reader.timeZone)}\n`,
        channels.length === 0 ? `${text.quietDays}\n` : channelsTable(report, reader),
      ].join('');
    },
    ...(unknown && { unknown }),
  };
}

/** A table of channels, with the part of those who opened that entered and followed. */
export function channelsTable(
  { days, unnamed }: Pick<ProductReport, 'days' | 'unnamed'>,
  reader: TerminalReader,
): string {
  const { language } = reader;
  const title = (counter: 'opened' | 'entered' | 'followed') => counterTitle(counter)[language];
  const rates = ['entered', 'followed'] as const;
  const rateOf = (counts: ChannelCounts) => rates.map((rate) => share(counts[rate], counts.opened));
  return table(
    [
      { header: 'ExtInfo', least: 8 },
      ...channelCounters.map(
        (counter) => ({ header: counterTitle(counter)[language], align: 'right' }) as const,
      ),
      ...rates.map(
        (rate, place) =>
          ({
            header: reportTexts[language].of(title(rate), title('opened').toLowerCase()),
            align: 'right',
            leaveOut: place + 1,
          }) as const,
      ),
    ],
    [...sumOfChannels(days)].map(([extInfo, counts]) => [
      titleOf(extInfo, unnamed, language),
      ...channelCounters.map((counter) => count(counts[counter])),
      ...rateOf(counts),
    ]),
    reader,
  );
}

function titleOf(extInfo: string, unnamed: UnnamedChannels, language: Language): string {
  const text = reportTexts[language];
  if (extInfo === '') return text.unmarked;
  return extInfo === unnamedChannels ? text.unnamed(count(unnamed.count), unnamed.isExact) : extInfo;
}
