import type { ForwardingFigures } from '../../functions/insights/answers.ts';
import type { PushFields } from '../../functions/model/push-line.ts';

/** Of so many answers the time is kept. */
const kept = 1000;

/** How forwarding has gone since a local run began, from the lines its callback function printed. */
export class ForwardingTotals {
  #forwarded = 0;
  #failed = 0;
  #times: readonly number[] = [];

  add({ forward, forwardMs }: PushFields): void {
    if (forward === undefined || forward === 'loop') return;
    this.#forwarded += 1;
    if (forward !== 'answered') this.#failed += 1;
    else if (forwardMs !== undefined) this.#times = [forwardMs, ...this.#times].slice(0, kept);
  }

  /** Undefined where nothing was to be forwarded. */
  get figures(): ForwardingFigures | undefined {
    if (this.#forwarded === 0) return undefined;
    const sorted = this.#times.toSorted((one, other) => one - other);
    const p99Milliseconds = sorted[Math.ceil(sorted.length * 0.99) - 1] ?? null;
    return { forwarded: this.#forwarded, failed: this.#failed, p99Milliseconds };
  }
}
