import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { isTransient } from './persist.ts';

/** What to do after a transaction was not made. */
export interface Verdict {
  /** Places, in the transaction, of markers that exist: their events were counted before. */
  readonly counted: ReadonlySet<number>;
  /** Whether another transaction was in the way. */
  readonly conflict: boolean;
  readonly next:
    | 'rebuild' // at once, without what was counted
    | 'wait' // and then try again
    | 'split' // to find the one DynamoDB does not take
    | 'give back';
}

const markerExists = 'ConditionalCheckFailed';
const conflicting = 'TransactionConflict';
const invalid: ReadonlySet<string> = new Set(['ValidationError', 'ItemCollectionSizeLimitExceeded']);
const invalidRequest: ReadonlySet<string> = new Set([
  'ValidationException',
  'ItemCollectionSizeLimitExceededException',
]);

/**
 * Reads why a transaction was not made. Its first actions are the markers, the only ones with a
 * condition. A transaction whose answer was lost may have been made: then the next attempt meets its own
 * markers, and rightly takes the events for counted.
 */
export function verdictOn(error: unknown): Verdict {
  if (error instanceof TransactionCanceledException) return verdictOnReasons(codesOf(error));
  const conflict = error instanceof Error && error.name === `${conflicting}Exception`;
  return { counted: new Set(), conflict, next: nextAfter(error) };
}

function verdictOnReasons(codes: readonly string[]): Verdict {
  const counted = new Set(codes.flatMap((code, place) => (code === markerExists ? [place] : [])));
  const conflict = codes.includes(conflicting);
  if (codes.some((code) => invalid.has(code))) {
    return { counted, conflict, next: counted.size > 0 ? 'rebuild' : 'split' };
  }
  const inTheWay = codes.some((code) => code !== 'None' && code !== markerExists);
  return { counted, conflict, next: counted.size > 0 && !inTheWay ? 'rebuild' : 'wait' };
}

function codesOf(error: TransactionCanceledException): readonly string[] {
  return (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
}

function nextAfter(error: unknown): Verdict['next'] {
  if (error instanceof Error && invalidRequest.has(error.name)) return 'split';
  return isTransient(error) ? 'wait' : 'give back';
}
