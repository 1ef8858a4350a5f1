import { vi } from 'vitest';
import { readProducts } from '../../functions/insights/products.ts';
import { type ReadableRun, targetOfRun } from '../../lib/target/target.ts';
import { patience } from './patience.ts';

/** Waits until a local run has counted an event of so many products, without a command in a process of its own. */
export async function productsCounted(run: ReadableRun, products: number): Promise<void> {
  const target = targetOfRun(run);
  const areCounted = async () => {
    const counted = (await readProducts(target)).length;
    if (counted !== products) throw new Error(`${counted} products counted`);
  };
  await vi.waitFor(areCounted, patience).finally(() => target.close());
}
