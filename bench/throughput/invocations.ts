import type { RecordedCall } from './recorded-calls.ts';

/** The calls of one run of a function, in the order they came in. */
export type Invocation = readonly RecordedCall[];

/** Groups calls by the invocation they were made in; those made in none are left out. */
export function invocationsOf(calls: readonly RecordedCall[]): readonly Invocation[] {
  const all = new Map<string, RecordedCall[]>();
  for (const call of calls) {
    if (call.traceId === undefined) continue;
    const invocation = all.get(call.traceId) ?? [];
    invocation.push(call);
    all.set(call.traceId, invocation);
  }
  return [...all.values()];
}

/** How many invocations had calls to make at the same time. */
export function mostAtOnce(invocations: readonly Invocation[]): number {
  const changes = invocations.flatMap((invocation) => [
    { at: Math.min(...invocation.map(({ startedAt }) => startedAt)), by: 1 },
    { at: Math.max(...invocation.map(({ endedAt }) => endedAt)), by: -1 },
  ]);
  let current = 0;
  let most = 0;
  for (const { by } of changes.toSorted((one, other) => one.at - other.at)) {
    current += by;
    most = Math.max(most, current);
  }
  return most;
}

/** Makes the calls of an invocation again, each once those have ended that had ended before it began. */
export async function repeat(
  invocation: Invocation,
  perform: (call: RecordedCall) => Promise<void>,
): Promise<void> {
  const performed = new Map<RecordedCall, Promise<void>>();
  const unended = invocation.toSorted((one, other) => one.endedAt - other.endedAt).values();
  let next = unended.next();
  let earlier: Promise<unknown> = Promise.resolve();
  for (const call of invocation) {
    while (!next.done && next.value.endedAt <= call.startedAt) {
      earlier = Promise.all([earlier, performed.get(next.value)]);
      next = unended.next();
    }
    performed.set(
      call,
      earlier.then(() => perform(call)),
    );
  }
  await Promise.all(performed.values());
}
