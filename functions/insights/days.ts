import {
  breakdownsOf,
  channelCounters,
  countedEvents,
  type DayCounter,
  dayBreakdowns,
  dayCounters,
  productCounters,
} from '../model/counters.ts';
import { accountPartition, productPartition, readDaySortKey } from '../model/insights-table.ts';
import type { Product } from '../model/product.ts';
import { recordOf } from '../model/record-of.ts';
import {
  channelOfAttribute,
  hourOfAttribute,
  labelOfAttribute,
  pageEvents,
  pageVisitors,
} from '../model/statistics.ts';
import type { UnnamedChannels } from '../model/unnamed-channels.ts';
import { type AccountDay, type DayDetails, type ProductDay, unnamedChannels } from './answers.ts';
import { readChannels } from './channels.ts';
import { daysQuery } from './days-query.ts';
import { queryAll, type StoredItem, textOf } from './query-all.ts';
import type { DayRange, StatisticsSource } from './source.ts';

/** Days on which something happened, in their order. */
export interface Days<OneDay> {
  readonly days: readonly OneDay[];
  readonly unnamed: UnnamedChannels;
}

export async function readProductDays(
  source: StatisticsSource,
  product: Product,
  range: DayRange,
): Promise<Days<ProductDay>> {
  return readDays(source, productPartition(product), range, productCounters);
}

export async function readAccountDays(source: StatisticsSource, range: DayRange): Promise<Days<AccountDay>> {
  return readDays(source, accountPartition, range, dayCounters);
}

async function readDays<Counter extends DayCounter>(
  source: StatisticsSource,
  partition: string,
  range: DayRange,
  counters: readonly Counter[],
) {
  const [pagesOfDays, { named, unnamed }] = await Promise.all([
    readPages(source, partition, range),
    readChannels(source, partition),
  ]);
  const days = pagesOfDays.map(([date, pages]) => ({
    date,
    ...recordOf(counters, (counter) => countOf(counter, pages)),
    ...detailsOf(pages, named),
  }));
  return { days, unnamed };
}

/** What the pages of a day count, by counter. */
type Pages = ReadonlyMap<string, readonly StoredItem[]>;

/** The items of each day, days in their order. */
async function readPages(
  source: StatisticsSource,
  partition: string,
  range: DayRange,
): Promise<[string, Pages][]> {
  if (range.from > range.to) return [];
  const items = await queryAll(source.dynamodb, daysQuery(source, partition, range));
  const days = new Map<string, Map<string, readonly StoredItem[]>>();
  for (const item of items) {
    const { day, counter } = readDaySortKey(textOf(item, 'sk') ?? '');
    const pages = days.get(day) ?? new Map<string, readonly StoredItem[]>();
    days.set(day, pages.set(counter, [...pagesOf(pages, counter), item]));
  }
  return [...days];
}

function countOf(counter: DayCounter, pages: Pages): number {
  if (counter === 'visitors') return sum([...pages.values()].flat(), pageVisitors);
  return sum(pagesOf(pages, counter), pageEvents);
}

function pagesOf(pages: Pages, counter: string): readonly StoredItem[] {
  return pages.get(counter) ?? [];
}

function sum(items: readonly StoredItem[], attribute: string): number {
  return items.reduce((total, item) => total + Number(item[attribute] ?? 0), 0);
}

function detailsOf(pages: Pages, channels: readonly string[]): DayDetails {
  return {
    ...recordOf(dayBreakdowns, (breakdown) => {
      const tallies = countedEvents.flatMap(({ name, counter }) =>
        breakdownsOf(name)
          .filter(([each]) => each === breakdown)
          .flatMap(([, { letter }]) =>
            amountsOf(pagesOf(pages, counter), (attribute) => labelOfAttribute(letter, attribute)),
          ),
      );
      return mostFrequentFirst(tallies);
    }),
    hour: Object.fromEntries(added(amountsOf([...pages.values()].flat(), hourOfAttribute))),
    channel: channelsOf(pages, channels),
  };
}

function channelsOf(pages: Pages, channels: readonly string[]): DayDetails['channel'] {
  const nameOf = (attribute: string) => {
    const channel = channelOfAttribute(attribute);
    if (channel === undefined) return undefined;
    if (channel === 'none') return '';
    // One that is not in the list was added after the list was read.
    return channel === 'others' ? unnamedChannels : (channels[channel] ?? unnamedChannels);
  };
  const byCounter = recordOf(channelCounters, (counter) => added(amountsOf(pagesOf(pages, counter), nameOf)));
  const names = new Set(Object.values(byCounter).flatMap((amounts) => [...amounts.keys()]));
  // Made from entries, so that a label such as `__proto__` is a key like any other.
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      recordOf(channelCounters, (counter) => byCounter[counter].get(name) ?? 0),
    ]),
  );
}

/** The numbers of attributes that `labelOf` finds a label for. */
function amountsOf(
  items: readonly StoredItem[],
  labelOf: (attribute: string) => string | undefined,
): [string, number][] {
  return items.flatMap((item) =>
    Object.entries(item).flatMap(([attribute, value]): [string, number][] => {
      const label = labelOf(attribute);
      return label === undefined ? [] : [[label, Number(value)]];
    }),
  );
}

function added(amounts: readonly [string, number][]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [label, amount] of amounts) sums.set(label, (sums.get(label) ?? 0) + amount);
  return sums;
}

function mostFrequentFirst(amounts: readonly [string, number][]): Record<string, number> {
  return Object.fromEntries([...added(amounts)].sort(([, one], [, other]) => other - one));
}
