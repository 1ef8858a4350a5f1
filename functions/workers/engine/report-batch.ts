import type { EventName } from '../../model/event-types.ts';
import { eventMetrics } from '../../model/metric-names.ts';
import { countEvent, errorName, logger, recordDenied } from '../../runtime/telemetry.ts';
import type { BatchOutcome } from './process-batch.ts';
import type { Failure } from './task.ts';

/** Tells the operator of a batch: its metrics, and one wide log line. */
export function reportBatch(event: EventName, outcome: BatchOutcome, milliseconds: number): void {
  const { failures, ...numbers } = outcome;
  const givenBack = failures.flatMap((failure) => failure.messageIds).length;
  countSome(eventMetrics.counted, event, numbers.counted);
  countSome(eventMetrics.alreadyCounted, event, numbers.alreadyCounted);
  countSome(eventMetrics.conflicts, event, numbers.conflicts);
  countSome(eventMetrics.givenBack, event, givenBack);
  recordDenied(failures.map(({ error }) => errorName(error)));
  logger[givenBack > 0 ? 'warn' : 'info']('batch', {
    event,
    ...numbers,
    givenBack,
    ...(givenBack > 0 && { errors: byError(failures) }),
    durationMs: Math.round(milliseconds * 10) / 10,
  });
}

function countSome(name: Parameters<typeof countEvent>[0], event: EventName, count: number): void {
  if (count > 0) countEvent(name, event, count);
}

/** Messages by the class of their error, with what the first one said. */
function byError(failures: readonly Failure[]) {
  const errors: Record<string, { message: string; messageIds: string[] }> = {};
  for (const { error, messageIds } of failures) {
    const said = error instanceof Error ? error.message : '';
    errors[errorName(error)] ??= { message: said, messageIds: [] };
    errors[errorName(error)]?.messageIds.push(...messageIds);
  }
  return errors;
}
