import { randomInt } from 'node:crypto';
import { busyShards, quietShard } from '../../model/insights-table.ts';
import { type Product, productId } from '../../model/product.ts';
import type { Task } from './task.ts';

/** How much of each product a batch holds. */
export interface Traffic {
  readonly events: number;
  readonly ofProduct: ReadonlyMap<string, number>;
}

/** Which of the items that count the same a transaction adds to. */
export interface Shards {
  readonly ofAccount: number;
  ofProduct(product: Product): number;
}

/** So many events of one batch say that other workers add to the same items. */
const eventsOfShard = 8;

export function trafficOf(tasks: readonly Task[]): Traffic {
  const ofProduct = new Map<string, number>();
  for (const { counted } of tasks) {
    if (counted?.product === undefined) continue;
    const product = productId(counted.product);
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
    ofProduct: (product) => {
      const id = productId(product);
      const shard = picked.get(id) ?? pickShard(traffic.ofProduct.get(id) ?? 1, contended);
      picked.set(id, shard);
      return shard;
    },
  };
}

function pickShard(events: number, contended: boolean): number {
  const choices = contended ? busyShards : Math.min(busyShards, Math.ceil(events / eventsOfShard));
  return choices === 1 ? quietShard : quietShard + 1 + randomInt(choices);
}
