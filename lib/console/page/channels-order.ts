import type { ChannelCounts } from '../../../functions/insights/answers.ts';
import { type ChannelCounter, channelCounters } from '../../../functions/model/counters.ts';

/** A channel, by its ExtInfo, with its events of a range. */
export interface Channel {
  readonly extInfo: string;
  readonly counts: ChannelCounts;
  /** Opened, day by day. */
  readonly trend: readonly number[];
}

export type ChannelColumn = ChannelCounter | 'followRate';

export const channelColumns: readonly ChannelColumn[] = [...channelCounters, 'followRate'];

/** The channels, the most first by a column; of equal ones those that brought more followers. */
export function sortedChannels(channels: readonly Channel[], column: ChannelColumn): readonly Channel[] {
  return channels.toSorted(
    (one, other) =>
      weightOf(other, column) - weightOf(one, column) || other.counts.followed - one.counts.followed,
  );
}

function weightOf({ counts }: Channel, column: ChannelColumn): number {
  if (column !== 'followRate') return counts[column];
  return counts.opened > 0 ? counts.followed / counts.opened : 0;
}
