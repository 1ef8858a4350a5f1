import { today } from '../../model/day.ts';
import { dayKey, type InsightsKey } from '../../model/insights-table.ts';
import type { Deadline } from '../../runtime/deadline.ts';
import { groupBy } from '../../runtime/group-by.ts';
import { batchGet } from '../../stores/batch-get.ts';
import type { ChunkKnowledge } from './chunk.ts';
import { DayPages } from './day-pages.ts';
import { addTo, type ItemUpdate } from './item-update.ts';
import { listingUpdates, nameOfKey } from './listing-updates.ts';
import { persist } from './persist.ts';
import { type Statistic, statisticsOf } from './statistic.ts';
import type { WorkerStores } from './stores.ts';
import type { Task } from './task.ts';

type Item = Readonly<Record<string, unknown>>;
type Read = (keys: readonly InsightsKey[]) => Promise<(key: InsightsKey) => Item | undefined>;

/** What one counter counted on one day of a partition, in one shard. */
interface CountedDay {
  readonly statistics: readonly [Statistic, ...Statistic[]];
  readonly pages: DayPages;
}

/**
 * What a chunk changes: each item once, for DynamoDB refuses to update one twice. It looks at the items first,
 * at half a read unit each: they tell which page of a day a label is on, whether a listing row already knows
 * something newer, and which of its days are over. What it sees may be a moment old, which makes nothing wrong.
 * @param newer items that were found to know something newer than these tasks
 * @throws what `persist` throws
 */
export async function planChunk(
  tasks: readonly Task[],
  known: ChunkKnowledge,
  timeZone: string,
  newer: ReadonlySet<string>,
  stores: WorkerStores,
  deadline: Deadline,
): Promise<readonly ItemUpdate[]> {
  const read = reader(stores, deadline);
  const statistics = tasks.flatMap((task) => statisticsOf(task, known));
  const days = groupBy(statistics, ({ partition, day, counter, shard }) =>
    JSON.stringify([partition, day, counter, shard]),
  ).map((group): CountedDay => ({ statistics: group, pages: new DayPages(group[0].widest) }));
  const listing = listingUpdates(tasks, known.shards, newer, today(timeZone));
  const itemAt = await read([...listing.keys, ...unknownPages(days)]);
  addPages(days, itemAt);
  for (let more = unknownPages(days); more.length > 0; more = unknownPages(days)) {
    addPages(days, await read(more));
  }
  return [...days.flatMap(dayUpdates), ...listing.updates(itemAt)];
}

/** The next page of each day of which more has to be known. */
function unknownPages(days: readonly CountedDay[]): readonly InsightsKey[] {
  return days.filter(needsMore).map(nextPage);
}

function addPages(days: readonly CountedDay[], itemAt: (key: InsightsKey) => Item | undefined): void {
  for (const day of days.filter(needsMore)) day.pages.add(itemAt(nextPage(day)));
}

function needsMore({ statistics, pages }: CountedDay): boolean {
  return !pages.hold(statistics.map(({ widest }) => widest));
}

function nextPage({ statistics: [first], pages }: CountedDay): InsightsKey {
  return dayKey(first.partition, { ...first, page: pages.known });
}

function dayUpdates({ statistics, pages }: CountedDay): readonly ItemUpdate[] {
  const updates = new Map<number, ItemUpdate>();
  for (const statistic of statistics) {
    const page = pages.pageOf(statistic.widest);
    const update = updates.get(page) ?? {
      key: dayKey(statistic.partition, { ...statistic, page }),
      amounts: new Map<string, number>(),
      removed: [],
    };
    addTo(update, statistic.attributes);
    updates.set(page, update);
  }
  return [...updates.values()];
}

function reader({ dynamodb, insightsTable }: WorkerStores, deadline: Deadline): Read {
  return async (keys) => {
    const items = await persist(deadline, (signal) => batchGet(dynamodb, insightsTable, keys, { signal }));
    const found = new Map(items.map((item) => [`${item.pk} ${item.sk}`, item]));
    return (key) => found.get(nameOfKey(key));
  };
}
