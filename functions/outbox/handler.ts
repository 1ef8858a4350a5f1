import type { Context } from 'aws-lambda';
import { closeConnections, patientCalls } from '../runtime/clients.ts';
import { deadlineIn } from '../runtime/deadline.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { logger, startInvocation } from '../runtime/telemetry.ts';
import { storeVariables } from '../stores/environment.ts';
import { openStores, type Stores } from '../stores/stores.ts';
import { drain } from './drain.ts';

/** Seconds a row may wait before the run that leaves it there counts as failed. */
const longestWait = 300;

/** SQS has not taken a row for so long that somebody has to know. */
export class OutboxStuckError extends Error {
  override readonly name = 'OutboxStuckError';
}

let stores: Stores | undefined;

/**
 * Runs once a minute and says how it left the outbox. It fails where the outbox cannot be listed, or a row has
 * waited too long: Lambda counts a function's errors for nothing, and an alarm looks at them.
 * @throws {OutboxStuckError} and what the AWS SDK throws
 */
export async function handler(
  _event: unknown,
  context: Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>,
): Promise<void> {
  startInvocation(context);
  stores ??= openStores(readEnvironment(storeVariables), patientCalls);
  try {
    const drained = await drain(stores, deadlineIn(context.getRemainingTimeInMillis()));
    logger[drained.errors.length > 0 ? 'warn' : 'info']('outbox', { ...drained });
    if (drained.oldestSeconds >= longestWait) {
      throw new OutboxStuckError(`a push has waited ${drained.oldestSeconds} seconds in the outbox`);
    }
  } finally {
    closeConnections(stores.events.client, stores.queues.client);
  }
}
