import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import type { Deadline } from '../../runtime/deadline.ts';

/** How often a call is made that meets another, is throttled or gets no answer. */
export const mostAttempts = 10;

const firstPause = 20;
const longestPause = 800;

/** Errors that DynamoDB calls the caller's, and that pass. */
const passing: ReadonlySet<string> = new Set([
  'TransactionConflictException',
  'TransactionInProgressException',
  'ReplicatedWriteConflictException',
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
]);

/** Whether the same call may succeed later. Where no answer came it may have succeeded already. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof DynamoDBServiceException)) return true;
  return error.$fault === 'server' || passing.has(error.name);
}

/** Pauses before an attempt after the first: full jitter, so that those who met do not meet again. */
export async function backOff(attempt: number, deadline: Deadline): Promise<void> {
  const longest = Math.min(longestPause, firstPause * 2 ** attempt);
  await pause(Math.random() * longest, undefined, { signal: deadline.signal });
}

/**
 * Makes a call that does no harm when made twice until it succeeds.
 * @throws {OutOfTimeError} where there is no time to make it
 * @throws the error of the call, where it does not pass
 */
export async function persist<Answer>(
  deadline: Deadline,
  call: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    deadline.check();
    try {
      return await call(deadline.signal);
    } catch (error) {
      if (attempt === mostAttempts || !isTransient(error)) throw error;
      await backOff(attempt, deadline);
    }
  }
}
