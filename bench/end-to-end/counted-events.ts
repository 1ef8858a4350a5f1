import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

const longestWait = 120_000;

/** Adds up what the workers' wide log lines say of their batches. */
export class CountedEvents {
  #total = 0;

  get total(): number {
    return this.#total;
  }

  /** Takes each line a function prints. */
  read(line: string): void {
    if (!line.includes('"message":"batch"')) return;
    const { counted }: { counted: number } = JSON.parse(line);
    this.#total += counted;
  }

  /** @throws where they are not counted in time */
  async until(events: number): Promise<void> {
    const endAt = performance.now() + longestWait;
    while (this.#total < events) {
      if (performance.now() > endAt) throw new Error(`${this.#total} of ${events} events are counted`);
      await pause(20);
    }
  }
}
