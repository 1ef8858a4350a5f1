import { performance } from 'node:perf_hooks';

/** What a piece of work took. */
export interface Stretch {
  readonly seconds: number;
  /** Seconds of processor time of this process, all its threads. */
  readonly processorSeconds: number;
}

/** Gives what says how much was taken since. */
export function startStretch(): () => Stretch {
  const startedAt = performance.now();
  const processorBefore = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(processorBefore);
    return { seconds: (performance.now() - startedAt) / 1000, processorSeconds: (user + system) / 1e6 };
  };
}
