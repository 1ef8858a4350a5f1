import { type ChannelCounts, unnamedChannels } from '../../functions/insights/answers.ts';
import { channelCounters, counterTitle } from '../../functions/model/counters.ts';
import type { Language } from '../wording/language.ts';
import type { Row } from './csv.ts';

const otherMarks = { en: '(other marks)', zh: '（其他标记）' } as const;

/** Channels, one a line, by their ExtInfo; the line without one is of the events without a mark. */
export function channelsSpreadsheet(
  channels: readonly (readonly [string, ChannelCounts])[],
  language: Language,
): readonly Row[] {
  return [
    ['ExtInfo', ...channelCounters.map((counter) => counterTitle(counter)[language])],
    ...channels.map(([extInfo, counts]) => [
      extInfo === unnamedChannels ? otherMarks[language] : { code: extInfo },
      ...channelCounters.map((counter) => counts[counter]),
    ]),
  ];
}
