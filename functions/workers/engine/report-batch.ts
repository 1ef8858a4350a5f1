import type { EventName } from '../../model/event-types.ts';
import { errorName, logger } from '../../runtime/telemetry.ts';
import type { BatchOutcome } from './process-batch.ts';
import type { Failure } from './task.ts';

/** Tells the operator of a batch, in one wide log line. */
export function reportBatch(event: EventName, outcome: BatchOutcome, milliseconds: number): void {
  const { failures, ...numbers } = outcome;
  const givenBack = failures.flatMap((failure) => failure.messageIds).length;
  logger[givenBack > 0 ? 'warn' : 'info']('batch', {
    event,
    ...numbers,
    givenBack,
    ...(givenBack > 0 && { errors: byError(failures) }),
    durationMs: Math.round(milliseconds * 10) / 10,
  });
}

/** Messages by the class of their error, with what the first one said. */
function byError(failures: readonly Failure[]) {
  const errors: Record<string, { message: string; messageIds: string[] }> = {};
  for (const { error, messageIds } of failures) {
    const said = error instanceof Error ? error.message : '';
    const told = errors[errorName(error)] ?? { message: said, messageIds: [] };
    told.messageIds.push(...messageIds);
    errors[errorName(error)] = told;
  }
  return errors;
}
