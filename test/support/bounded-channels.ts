import { type ChannelCounts, type DayDetails, unnamedChannels } from '../../functions/insights/answers.ts';
import { channelCounters } from '../../functions/model/counters.ts';
import { channelsKept } from '../../functions/model/insights-table.ts';
import { recordOf } from '../../functions/model/record-of.ts';

type Days = readonly Pick<DayDetails, 'channel'>[];
interface Report {
  readonly days: Days;
}

/**
 * A report by hand, which names every ExtInfo, as far as another one names them. Which of them are the first,
 * and so keep their name, depends on who counts first; how many do not.
 * @throws where the other names more or fewer of them than are kept
 */
export function boundedLike<Counted extends Report>(byHand: Counted, other: Report): Counted {
  const [all, named] = [marksOf(byHand.days), marksOf(other.days)];
  if (named.size !== Math.min(all.size, channelsKept)) {
    throw new Error(`${named.size} of ${all.size} channels have a name`);
  }
  const days = byHand.days.map((day) => ({ ...day, channel: folded(day.channel, named) }));
  return { ...byHand, days };
}

function marksOf(days: Days): ReadonlySet<string> {
  const names = days.flatMap(({ channel }) => Object.keys(channel));
  return new Set(names.filter((name) => name !== '' && name !== unnamedChannels));
}

/** The channels without a name added up. */
function folded(channels: DayDetails['channel'], named: ReadonlySet<string>): DayDetails['channel'] {
  const isNamed = ([name]: [string, ChannelCounts]) => name === '' || named.has(name);
  const entries = Object.entries(channels);
  const others = entries.filter((entry) => !isNamed(entry)).map(([, counts]) => counts);
  const sums = recordOf(channelCounters, (counter) =>
    others.reduce((sum, counts) => sum + counts[counter], 0),
  );
  return {
    ...Object.fromEntries(entries.filter(isNamed)),
    ...(others.length > 0 && { [unnamedChannels]: sums }),
  };
}
