import { randomBytes } from 'node:crypto';
import { productId } from '../../model/product.ts';
import type { Task } from './task.ts';

/** DynamoDB's limit of one transaction, less the chunk's record. */
const mostItems = 99;

/** An id no other chunk has: 96 random bits. */
export function newChunkId(): string {
  return randomBytes(12).toString('base64url');
}

/**
 * Splits a batch into chunks that fit a transaction each. Events of one product and day stand together,
 * so that few chunks touch the same counters.
 */
export function packChunks(tasks: readonly Task[]): readonly (readonly Task[])[] {
  const chunks: Task[][] = [];
  let items = new Set<string>();
  for (const task of [...tasks].sort(byProductAndDay)) {
    const touched = touchedBy(task);
    const open = chunks.at(-1);
    items = new Set([...items, ...touched]);
    if (open && items.size <= mostItems) {
      open.push(task);
    } else {
      chunks.push([task]);
      items = new Set(touched);
    }
  }
  return chunks;
}

/** Names of the items a task touches, whatever their shard. */
function touchedBy({ event, day, counters }: Task): string[] {
  if (counters.length === 0) return [];
  return [`day ${productId(event)} ${day}`, `account ${day}`, `totals ${productId(event)}`];
}

function byProductAndDay(one: Task, other: Task): number {
  const [home, otherHome] = [one, other].map(({ event, day }) => `${productId(event)} ${day}`);
  if (home === otherHome || home === undefined || otherHome === undefined) return 0;
  return home < otherHome ? -1 : 1;
}
