import { type ChannelCounts, unnamedChannels } from '../../functions/insights/answers.ts';
import { channelCounters, counterTitle } from '../../functions/model/counters.ts';
import type { Language } from '../wording/language.ts';
import { reportTexts } from '../wording/report.ts';
import type { Row } from './csv.ts';

/** Channels, one a line, by their ExtInfo; the line without one is of the events without a mark. */
export function channelsSpreadsheet(
  channels: readonly (readonly [string, ChannelCounts])[],
  language: Language,
): readonly Row[] {
  return [
    ['ExtInfo', ...channelCounters.map((counter) => counterTitle(counter)[language])],
    ...channels.map(([extInfo, counts]) => [
      extInfo === unnamedChannels ? reportTexts[language].otherMarks : { code: extInfo },
      ...channelCounters.map((counter) => counts[counter]),
    ]),
  ];
}
