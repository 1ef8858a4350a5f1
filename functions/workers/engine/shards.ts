import { randomInt } from 'node:crypto';
import { busyShards, quietShard } from '../../model/insights-table.ts';
import { productId } from '../../model/product.ts';
import type { Task } from './task.ts';
import type { Shards } from './transaction.ts';

/** How much of each product a batch holds. */
export interface Traffic {
  readonly events: number;
  readonly ofProduct: ReadonlyMap<string, number>;
}

export function trafficOf(tasks: readonly Task[]): Traffic {
  const ofProduct = new Map<string, number>();
  for (const { event } of tasks) {
    const product = productId(event);
    ofProduct.set(product, (ofProduct.get(product) ?? 0) + 1);
  }
  return { events: tasks.length, ofProduct };
}

/**
 * Picks the shards of one transaction. A batch that holds many events of a product says that other
 * workers hold some too, and so does a conflict. What is quiet stays in one item, which keeps the listing
 * short and reading cheap.
 */
export function pickShards(traffic: Traffic, contended: boolean): Shards {
  const picked = new Map<string, number>();
  return {
    ofAccount: pickShard(traffic.events, contended),
    ofProduct: ({ event }) => {
      const product = productId(event);
      const shard = picked.get(product) ?? pickShard(traffic.ofProduct.get(product) ?? 1, contended);
      picked.set(product, shard);
      return shard;
    },
  };
}

function pickShard(events: number, contended: boolean): number {
  const choices = contended ? busyShards : Math.min(busyShards, events);
  return choices === 1 ? quietShard : quietShard + 1 + randomInt(choices);
}
