import type { Labels } from '../../model/counted-by.ts';
import type { DayCounter } from '../../model/counters.ts';
import { accountPartition, productPartition } from '../../model/insights-table.ts';
import { type Channel, channelAttribute, pageEvents, pageVisitors } from '../../model/statistics.ts';
import type { ChunkKnowledge } from './chunk.ts';
import type { Task } from './task.ts';

/** What one event adds to a day of a product, or of the account: one to each of some attributes. */
export interface Statistic {
  readonly partition: string;
  readonly day: string;
  readonly counter: DayCounter;
  readonly shard: number;
  readonly widest: string;
  readonly attributes: readonly string[];
}

/** What an event adds to the account's day and, where it is a product's, to the product's. */
export function statisticsOf(task: Task, known: ChunkKnowledge): readonly Statistic[] {
  const { visitors, channels, shards } = known;
  const { counted, day } = task;
  if (counted === undefined) return [];
  const { counter, product } = counted;
  const statistic = (
    partition: string,
    shard: number,
    { widest, all }: Labels,
    isVisitor: boolean,
    channel: Channel | undefined,
  ): Statistic => ({
    partition,
    day,
    counter,
    shard,
    widest,
    attributes: [
      pageEvents,
      ...(isVisitor ? [pageVisitors] : []),
      ...all,
      ...(channel === undefined ? [] : [channelAttribute(channel)]),
    ],
  });
  const channel = channels.get(task);
  const ofAccount = statistic(
    accountPartition,
    shards.ofAccount,
    counted.ofAccount,
    visitors.ofAccount.has(task),
    channel?.ofAccount,
  );
  if (product === undefined) return [ofAccount];
  const ofProduct = statistic(
    productPartition(product),
    shards.ofProduct(product),
    counted.ofProduct,
    visitors.ofProduct.has(task),
    channel?.ofProduct,
  );
  return [ofAccount, ofProduct];
}
