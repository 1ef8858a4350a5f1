import type { ChannelCounts, HeldReport, NamedProduct, ProductRow } from '../insights/answers.ts';
import { unnamedChannels } from '../insights/answers.ts';
import { readAccountDays } from '../insights/days.ts';
import { readListing } from '../insights/listing.ts';
import { type Period, periodOf } from '../insights/periods.ts';
import { type HeldSource, readHeld } from '../insights/pipeline.ts';
import { recentTotals } from '../insights/recent-totals.ts';
import type { DayRange, StatisticsSource } from '../insights/source.ts';
import { sumOfChannels, sumOfDays } from '../insights/sums.ts';
import { type DayCounter, dayCounters } from '../model/counters.ts';
import type { Day } from '../model/day.ts';
import { recordOf } from '../model/record-of.ts';
import { notPassedOf } from '../reads/highlights.ts';

/** Where a week's report is read. */
export type WeekSource = StatisticsSource & HeldSource;

/** A number of the week, and of the one before. */
export interface Compared {
  readonly week: number;
  readonly before: number;
}

/** A product, and how often it was opened. */
export interface ComparedProduct extends Compared {
  readonly product: NamedProduct;
}

/** What a shop owner wants to know on a Monday. */
export interface WeekReport {
  /** Monday to Sunday. */
  readonly week: DayRange;
  readonly before: DayRange;
  /** The account's own. Visitors are each day's, added up. */
  readonly counts: Readonly<Record<DayCounter, Compared>>;
  /** The products that were opened more often than the week before, the largest gain first. */
  readonly gained: readonly ComparedProduct[];
  /** Those that were opened less often, the largest loss first. */
  readonly lost: readonly ComparedProduct[];
  /** The merchant's own marks on codes that brought most, the best first. */
  readonly channels: readonly ({ readonly extInfo: string } & ChannelCounts)[];
  /** The products whose newest review they did not pass, the newest first. */
  readonly notPassed: readonly Pick<ProductRow, 'product' | 'review'>[];
  readonly notPassedInAll: number;
  readonly held: HeldReport;
}

const mostOfEach = 5;

/**
 * The last full week beside the one before.
 * @param today in the time zone of the statistics
 */
export async function readWeek(source: WeekSource, today: Day): Promise<WeekReport> {
  const { from, to, before }: Period = periodOf('lastWeek', today);
  const week = { from, to };
  const [{ days }, listing, held] = await Promise.all([
    readAccountDays(source, { from: before.from, to }),
    readListing(source, before.from),
    readHeld(source),
  ]);
  const daysOf = (range: DayRange) => days.filter(({ date }) => range.from <= date && date <= range.to);
  const [inWeek, inBefore] = [sumOfDays(daysOf(week), dayCounters), sumOfDays(daysOf(before), dayCounters)];
  const { notPassed, notPassedInAll } = notPassedOf(listing);
  const changes = listing.map((listed) => ({
    product: listed.product,
    week: recentTotals(listed, week).opened,
    before: recentTotals(listed, before).opened,
  }));
  return {
    week,
    before,
    counts: recordOf(dayCounters, (counter) => ({ week: inWeek[counter], before: inBefore[counter] })),
    gained: mostChanged(changes, (change) => change),
    lost: mostChanged(changes, (change) => -change),
    channels: bestChannels(daysOf(week)),
    notPassed: notPassed.map(({ product, review }) => ({ product, review })),
    notPassedInAll,
    held,
  };
}

function mostChanged(
  products: readonly ComparedProduct[],
  weightOf: (change: number) => number,
): readonly ComparedProduct[] {
  const weight = ({ week, before }: ComparedProduct) => weightOf(week - before);
  return products
    .filter((product) => weight(product) > 0)
    .toSorted((one, other) => weight(other) - weight(one))
    .slice(0, mostOfEach);
}

/** Of what has a name: neither codes without a mark nor those counted together are a place to put up more of. */
function bestChannels(days: Parameters<typeof sumOfChannels>[0]): WeekReport['channels'] {
  return [...sumOfChannels(days)]
    .filter(([extInfo]) => isNamed(extInfo))
    .slice(0, mostOfEach)
    .map(([extInfo, counts]) => ({ extInfo, ...counts }));
}

function isNamed(extInfo: string): boolean {
  return extInfo !== '' && extInfo !== unnamedChannels;
}
