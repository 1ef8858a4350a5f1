/** Gives numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 up to `end`, without it. */
export function below(end: number, random: Random): number {
  return Math.floor(random() * end);
}

export function pick<Value>(values: readonly [Value, ...Value[]], random: Random): Value {
  return values[below(values.length, random)] ?? values[0];
}
