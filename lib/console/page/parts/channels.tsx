import { useMemo } from 'preact/hooks';
import { unnamedChannels } from '../../../../functions/insights/answers.ts';
import type { DayRange } from '../../../../functions/insights/source.ts';
import { sumOfChannels } from '../../../../functions/insights/sums.ts';
import { channelCounters } from '../../../../functions/model/counters.ts';
import { addDays } from '../../../../functions/model/day.ts';
import { channelsSpreadsheet } from '../../../report/channels-spreadsheet.ts';
import { useFormats } from '../about.tsx';
import { changeSettings, useAddress } from '../address.tsx';
import type { DatedDetails, UnnamedChannels } from '../answers.ts';
import { type Channel, type ChannelColumn, channelColumns, sortedChannels } from '../channels-order.ts';
import { useSpeech } from '../text/language.tsx';
import { useTitles } from '../titles.ts';
import { CsvButton } from './csv-button.tsx';
import { Pushed } from './pushed.tsx';
import { Sparkline } from './sparkline.tsx';
import { Table } from './table.tsx';
import { useFirst } from './use-first.tsx';

const mostShown = 12;
/** Columns that a narrow screen shows too. */
const foremost: readonly ChannelColumn[] = ['opened', 'followed', 'followRate'];

interface ChannelsProps {
  readonly days: readonly DatedDetails[];
  readonly range: DayRange;
  readonly unnamed: UnnamedChannels;
  /** Of the file that is saved. */
  readonly fileName: string;
}

/** What each of the merchant's own marks brings: a poster, a shelf, a batch. */
export function Channels({ days, range, unnamed, fileName }: ChannelsProps) {
  const { text, language } = useSpeech();
  const titles = useTitles();
  const { channels: sort } = useAddress().query;
  const column = channelColumns.find((each) => each === sort) ?? 'opened';
  const channels = useMemo(() => channelsOf(days, range), [days, range]);
  const sorted = sortedChannels(channels, column);
  const { shown, others } = useFirst(sorted, mostShown);
  const headingOf = (each: ChannelColumn) => (each === 'followRate' ? text.followRate : titles.counter(each));
  const rows = () =>
    channelsSpreadsheet(
      sorted.map(({ extInfo, counts }) => [extInfo, counts] as const),
      language,
    );
  return (
    <section class="card">
      <div class="heading">
        <h2>{text.channels}</h2>
        {channels.length > 0 && <CsvButton name={fileName} rows={rows} />}
      </div>
      <p class="quiet">{text.channelsHint}</p>
      {channels.length === 0 ? (
        <p class="quiet">{text.nothingCounted}</p>
      ) : (
        <Table caption={text.channels}>
          <thead>
            <tr>
              <th scope="col">{text.channel}</th>
              {channelColumns.map((each) => (
                <th
                  scope="col"
                  class={styleOf(each)}
                  key={each}
                  aria-sort={each === column ? 'descending' : undefined}
                >
                  <button type="button" onClick={() => changeSettings({ channels: each }, 'step')}>
                    {headingOf(each)}
                    {each === column && <span aria-hidden="true"> ↓</span>}
                  </button>
                </th>
              ))}
              <th scope="col" class="wide">
                {text.trendInRange}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((channel) => (
              <Row
                key={channel.extInfo}
                channel={channel}
                unnamed={unnamed}
                most={Math.max(1, ...channels.map(({ counts }) => counts.opened))}
              />
            ))}
          </tbody>
        </Table>
      )}
      {others}
    </section>
  );
}

interface RowProps {
  readonly channel: Channel;
  readonly unnamed: UnnamedChannels;
  readonly most: number;
}

function Row({ channel: { extInfo, counts, trend }, unnamed, most }: RowProps) {
  const { text } = useSpeech();
  const { number, share } = useFormats();
  return (
    <tr>
      <th scope="row" class="channel">
        <ChannelName extInfo={extInfo} unnamed={unnamed} />
        {counts.opened > 0 && (
          <span class="channel-bar" style={{ width: `${(100 * counts.opened) / most}%` }} />
        )}
      </th>
      {channelCounters.map((counter) => (
        <td class={styleOf(counter)} key={counter}>
          {number(counts[counter])}
        </td>
      ))}
      <td class={styleOf('followRate')}>{share(counts.followed, counts.opened)}</td>
      <td class="wide">
        <Sparkline values={trend} label={text.trendOf(extInfo || text.noMark, trend.join(', '))} />
      </td>
    </tr>
  );
}

function ChannelName({ extInfo, unnamed }: { readonly extInfo: string; readonly unnamed: UnnamedChannels }) {
  const { text } = useSpeech();
  const { number } = useFormats();
  if (extInfo === '') return <span class="quiet">{text.noMark}</span>;
  if (extInfo !== unnamedChannels) return <Pushed value={extInfo} />;
  return <span class="quiet">{text.otherMarks(number(unnamed.count), unnamed.isExact)}</span>;
}

function styleOf(column: ChannelColumn): string {
  return foremost.includes(column) ? 'number' : 'number wide';
}

function channelsOf(days: readonly DatedDetails[], { from, to }: DayRange): readonly Channel[] {
  const known = new Map(days.map((day) => [day.date, day.channel]));
  const dates: string[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
  return [...sumOfChannels(days)].map(([extInfo, counts]) => ({
    extInfo,
    counts,
    trend: dates.map((date) => {
      const channels = known.get(date) ?? {};
      return Object.hasOwn(channels, extInfo) ? (channels[extInfo]?.opened ?? 0) : 0;
    }),
  }));
}
