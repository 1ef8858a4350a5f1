import { channelCounters, type DayBreakdown } from '../model/counters.ts';
import { recordOf } from '../model/record-of.ts';
import type { ChannelCounts, DayDetails } from './answers.ts';

/**
 * The counters of several days added up. For `visitors` that is visits, not people: who comes on two days
 * is counted on both.
 */
export function sumOfDays<Counter extends string>(
  days: readonly Readonly<Record<Counter, number>>[],
  counters: readonly Counter[],
): Readonly<Record<Counter, number>> {
  return recordOf(counters, (counter) => days.reduce((sum: number, day) => sum + day[counter], 0));
}

/** How often each label occurs on several days, the most frequent first. */
export function sumOfLabels<Name extends DayBreakdown | 'hour'>(
  days: readonly Readonly<Record<Name, Readonly<Record<string, number>>>>[],
  breakdown: Name,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const day of days) {
    for (const [label, number] of Object.entries(day[breakdown])) {
      sums.set(label, (sums.get(label) ?? 0) + number);
    }
  }
  return new Map([...sums].sort(([, one], [, other]) => other - one));
}

/** The events of each channel on several days, the one that was opened most often first. */
export function sumOfChannels(
  days: readonly Pick<DayDetails, 'channel'>[],
): ReadonlyMap<string, ChannelCounts> {
  const names = new Set(days.flatMap(({ channel }) => Object.keys(channel)));
  const sums = [...names].map((name): [string, ChannelCounts] => [
    name,
    sumOfDays(
      days
        .filter(({ channel }) => Object.hasOwn(channel, name))
        .flatMap(({ channel }) => channel[name] ?? []),
      channelCounters,
    ),
  ]);
  const weight = ([, counts]: [string, ChannelCounts]) => counts.opened;
  return new Map(sums.sort((one, other) => weight(other) - weight(one)));
}
