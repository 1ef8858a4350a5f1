import type { Context } from 'aws-lambda';
import { receiverMetrics } from '../model/metric-names.ts';
import { patientCalls } from '../runtime/clients.ts';
import { deadlineIn } from '../runtime/deadline.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { errorName, logger, record, recordDenied } from '../runtime/telemetry.ts';
import { storeVariables } from '../stores/environment.ts';
import { openStores, type Stores } from '../stores/stores.ts';
import { drain } from './drain.ts';

let stores: Stores | undefined;

/**
 * Runs once a minute and says how it left the outbox. A run that cannot list it fails, for an alarm to see,
 * and says nothing of its depth.
 */
export async function handler(
  _event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<void> {
  stores ??= openStores(readEnvironment(storeVariables), patientCalls);
  const drained = await drain(stores, deadlineIn(context.getRemainingTimeInMillis())).catch(
    (error: unknown) => {
      recordDenied([errorName(error)]);
      throw error;
    },
  );
  record(receiverMetrics.outboxDepth, drained.left);
  record(receiverMetrics.outboxAge, drained.oldestSeconds, 'Seconds');
  recordDenied(drained.errors);
  logger[drained.errors.length > 0 ? 'warn' : 'info']('outbox', { ...drained });
}
