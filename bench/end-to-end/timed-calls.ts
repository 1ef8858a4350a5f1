import { performance } from 'node:perf_hooks';
import type { Intercept } from '../../lib/local/aws/gate.ts';

/** Milliseconds of every call, by operation. */
export type CallTimes = ReadonlyMap<string, readonly number[]>;

/** Times AWS calls where they pass to their engines; waiting for messages is no work. */
export function timedCalls() {
  const times = new Map<string, number[]>();
  const intercept: Intercept = async ({ operation }, forward) => {
    if (operation === 'ReceiveMessage') return forward();
    const startedAt = performance.now();
    const answer = await forward();
    const list = times.get(operation) ?? [];
    list.push(performance.now() - startedAt);
    times.set(operation, list);
    return answer;
  };
  return { intercept, reset: () => times.clear(), times: (): CallTimes => times };
}
