import { receiverMetrics } from '../model/metric-names.ts';
import { type PushFields, type PushStep, pushMessage } from '../model/push-line.ts';
import { count, type ReceiverMetric } from '../runtime/embedded-metrics.ts';
import { asError, errorName, isDenied, logger } from '../runtime/telemetry.ts';

/** How a step ended; one that failed does not end the push, for there is another way. */
export type Step<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: unknown };

/** Gathers what one push did, and writes it as one wide log line. */
export class PushLog {
  readonly #startedAt = performance.now();
  #fields: PushFields = {};

  set(fields: PushFields): void {
    this.#fields = { ...this.#fields, ...fields };
  }

  /**
   * Runs a step, notes how long it took and, where it fails, with what class of error.
   * @param metric what its failure is counted as
   */
  async step<Value>(
    name: PushStep,
    run: () => Promise<Value>,
    metric: ReceiverMetric = receiverMetrics.stepsFailed,
  ): Promise<Step<Value>> {
    const startedAt = performance.now();
    try {
      return { ok: true, value: await run() };
    } catch (error) {
      this.set({ [`${name}Error`]: errorName(error) });
      count(metric);
      if (isDenied(error)) logger.error(`AWS denied the ${name}`, asError(error));
      return { ok: false, error };
    } finally {
      this.set({ [`${name}Ms`]: elapsed(startedAt) });
    }
  }

  write(level: 'info' | 'warn' | 'error'): void {
    logger[level](pushMessage, { ...this.#fields, totalMs: elapsed(this.#startedAt) });
  }
}

function elapsed(since: number): number {
  return Math.round((performance.now() - since) * 10) / 10;
}
