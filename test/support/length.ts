/**
 * How long a test may take. `npm test` has two and a half minutes for all of them and comes out the same
 * each time; `npm run test:long` takes its time, and adds what is new each time.
 */
import { randomInt } from 'node:crypto';

const { TEST_LENGTH, SEEDS } = process.env;
const isLong = TEST_LENGTH === 'long';

/** So many in `npm test`, so many in `npm run test:long`: repetitions, products, sizes. */
export function runs(short: number, long: number): number {
  return isLong ? long : short;
}

/** These cases in `npm test`, and the others as well in `npm run test:long`. */
export function cases<Case>(short: readonly Case[], others: readonly Case[]): readonly Case[] {
  return isLong ? [...short, ...others] : short;
}

/**
 * Seeds of a random test: from 1 to `short`, in `npm run test:long` from 1 to `long` and some nobody has
 * tried before. A test's name says its seed; SEEDS=1,2 tries just these again.
 */
export function seeds(short: number, long: number): readonly number[] {
  if (SEEDS) return SEEDS.split(',').map(Number);
  const known = Array.from({ length: runs(short, long) }, (_none, place) => place + 1);
  return cases(
    known,
    Array.from({ length: isLong ? short : 0 }, () => randomInt(2 ** 31)),
  );
}

/**
 * How often fast-check tries a property. In `npm test` the same tries each time; in `npm run test:long`
 * others, whose seed fast-check says where one fails.
 */
export function tries(short = 100, long = 10_000): { readonly numRuns: number; readonly seed?: number } {
  return isLong ? { numRuns: long } : { numRuns: short, seed: 1 };
}
