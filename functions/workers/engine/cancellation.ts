import { type CancellationReason, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type Fate, readFate, recordedFate } from '../../model/mark-keys.ts';
import { isTransient } from './persist.ts';

/** What to do after a transaction was not made. */
export interface Verdict {
  /** The chunk's, where its record was there already. */
  readonly fate?: Fate;
  /** Places of the actions, in the transaction, whose condition did not hold. */
  readonly refused: ReadonlySet<number>;
  /** Whether another transaction was in the way. */
  readonly conflict: boolean;
  readonly next:
    | 'rebuild' // at once, without what was refused
    | 'wait' // and then try again
    | 'split' // to find the one DynamoDB does not take
    | 'give back';
}

const conditionFailed = 'ConditionalCheckFailed';
const conflicting = 'TransactionConflict';
const invalid: ReadonlySet<string> = new Set(['ValidationError', 'ItemCollectionSizeLimitExceeded']);
const invalidRequest: ReadonlySet<string> = new Set([
  'ValidationException',
  'ItemCollectionSizeLimitExceededException',
]);

/**
 * Reads why a transaction was not made. Its first action is the chunk's record, refused where there is one.
 * A transaction whose answer was lost may have been made: then the next attempt meets its own record.
 */
export function verdictOn(error: unknown): Verdict {
  if (error instanceof TransactionCanceledException) return verdictOnReasons(error.CancellationReasons ?? []);
  const conflict = error instanceof Error && error.name === `${conflicting}Exception`;
  return { refused: new Set(), conflict, next: nextAfter(error) };
}

function verdictOnReasons(reasons: readonly CancellationReason[]): Verdict {
  const codes = reasons.map((reason) => reason.Code ?? 'None');
  const fate = readFate(reasons[0]?.Item?.[recordedFate]?.S);
  return {
    ...(fate && { fate }),
    refused: new Set(codes.flatMap((code, place) => (code === conditionFailed ? [place] : []))),
    conflict: codes.includes(conflicting),
    next: nextAfterCodes(codes),
  };
}

function nextAfterCodes(codes: readonly string[]): Verdict['next'] {
  if (codes.some((code) => invalid.has(code))) return 'split';
  const wasOnlyRefused = codes.every((code) => code === 'None' || code === conditionFailed);
  return wasOnlyRefused ? 'rebuild' : 'wait';
}

function nextAfter(error: unknown): Verdict['next'] {
  if (error instanceof Error && invalidRequest.has(error.name)) return 'split';
  return isTransient(error) ? 'wait' : 'give back';
}
