import { randomBytes } from 'node:crypto';
import { productId } from '../../model/product.ts';
import { groupBy } from '../../runtime/group-by.ts';
import type { Visitors } from './mark-events.ts';
import type { Shards } from './shards.ts';
import type { Task } from './task.ts';
import type { Channels } from './write-channels.ts';

/** DynamoDB's limit of one transaction. */
export const mostActions = 100;

/** So many labels are taken to need a page of a day; where they need more, the chunk is split. */
const labelsOfPage = 5;

/** What is known of a chunk's events when they are counted. */
export interface ChunkKnowledge {
  readonly visitors: Visitors;
  readonly channels: ReadonlyMap<Task, Channels>;
  readonly shards: Shards;
}

/** An id no other chunk has: 96 random bits. */
export function newChunkId(): string {
  return randomBytes(12).toString('base64url');
}

/**
 * Splits a batch into chunks that fit a transaction each, as far as can be told. Events of one product and
 * day stand together, so that few chunks touch the same counters.
 */
export function packChunks(tasks: readonly Task[]): readonly (readonly Task[])[] {
  const chunks: Task[][] = [];
  let touched = new Touched();
  for (const task of groupBy(tasks, productAndDay).flat()) {
    touched.add(task);
    const open = chunks.at(-1);
    // The record is an action, too.
    if (open && touched.items < mostActions) {
      open.push(task);
    } else {
      chunks.push([task]);
      touched = new Touched();
      touched.add(task);
    }
  }
  return chunks;
}

/** About how many items some tasks touch. */
class Touched {
  readonly #products = new Set<string>();
  /** Labels by the day they are counted on. */
  readonly #days = new Map<string, Set<string>>();

  get items(): number {
    const pages = [...this.#days.values()].map(({ size }) => Math.ceil(size / labelsOfPage));
    return pages.reduce((sum, number) => sum + number, this.#products.size);
  }

  add({ counted, day }: Task): void {
    if (counted === undefined) return;
    this.#addLabel(`account ${day}`, counted.ofAccount.widest);
    if (counted.product === undefined) return;
    const product = productId(counted.product);
    this.#products.add(product);
    this.#addLabel(`${product} ${day}`, counted.ofProduct.widest);
  }

  #addLabel(day: string, label: string): void {
    this.#days.set(day, (this.#days.get(day) ?? new Set()).add(label));
  }
}

function productAndDay({ counted, day }: Task): string {
  return counted?.product === undefined ? day : `${productId(counted.product)} ${day}`;
}
