/** What a row of measurements comes to. */
export interface Summary {
  readonly median: number;
  /** Between the first and the last tenth of the measurements. */
  readonly low: number;
  readonly high: number;
}

export function summarize(values: readonly number[]): Summary {
  const sorted = values.toSorted((one, other) => one - other);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.1), high: quantile(sorted, 0.9) };
}

function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN];
  return below + (above - below) * (place - Math.floor(place));
}

/** A piece of work to be timed; called with the number of the repetition. */
export type Work = (repetition: number) => unknown;

export interface Rounds {
  readonly rounds: number;
  /** How long each work is repeated in a round, in milliseconds of processor time. */
  readonly slice: number;
}

/**
 * Times works in turns: in every round each of them runs for a slice, in another order than before, so
 * that what disturbs the machine disturbs all. Gives, by name, microseconds of processor time a repetition
 * for each round: of the wall clock's, others on the machine have a share.
 */
export async function timeInTurns<Name extends string>(
  works: ReadonlyMap<Name, Work>,
  { rounds, slice }: Rounds,
): Promise<ReadonlyMap<Name, readonly number[]>> {
  const times = new Map<Name, number[]>([...works.keys()].map((name) => [name, []]));
  const entries = [...works];
  // Not counted: V8 compiles what it finds to be hot.
  for (const [, work] of entries) await timeOne(work, slice * 4);
  for (let round = 0; round < rounds; round++) {
    const start = round % entries.length;
    for (const [name, work] of [...entries.slice(start), ...entries.slice(0, start)]) {
      times.get(name)?.push(await timeOne(work, slice));
    }
  }
  return times;
}

const repetitionsBetweenLooks = 16;

async function timeOne(work: Work, slice: number): Promise<number> {
  const startedAt = processorTime();
  let repetitions = 0;
  let elapsed = 0;
  while (elapsed < slice * 1000) {
    for (let count = 0; count < repetitionsBetweenLooks; count++) {
      const result = work(repetitions++);
      if (result instanceof Promise) await result;
    }
    elapsed = processorTime() - startedAt;
  }
  return elapsed / repetitions;
}

/** Microseconds this process has had of a processor, its collector of garbage included. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Each round's measurement as a multiple of another one's in the same round. */
export function ratios(values: readonly number[], references: readonly number[]): readonly number[] {
  return values.map((value, round) => value / (references[round] ?? Number.NaN));
}
