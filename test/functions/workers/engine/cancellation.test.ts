import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { recordedFate } from '../../../../functions/model/mark-keys.ts';
import { type Verdict, verdictOn } from '../../../../functions/workers/engine/cancellation.ts';
import { refusal } from '../../../support/refusal.ts';

/** The error of a transaction whose actions had these reasons; the first is the chunk's record. */
function cancelled(...codes: readonly (string | undefined)[]): TransactionCanceledException {
  const CancellationReasons = codes.map((Code) => (Code === undefined ? {} : { Code }));
  return new TransactionCanceledException({ message: '', $metadata: {}, CancellationReasons });
}

describe('a transaction that was cancelled', () => {
  test.each<[string, (string | undefined)[], Partial<Verdict>]>([
    [
      'since an item knows something newer is built anew without that',
      ['None', 'None', 'ConditionalCheckFailed'],
      { next: 'rebuild', refused: new Set([2]), conflict: false },
    ],
    [
      'since an item knows something newer is built anew, also where nothing is said of the others',
      [undefined, 'ConditionalCheckFailed'],
      { next: 'rebuild', refused: new Set([1]), conflict: false },
    ],
    [
      'since it met another waits',
      ['None', 'TransactionConflict'],
      { next: 'wait', refused: new Set(), conflict: true },
    ],
    [
      'since it met another, while an item also knows something newer, waits',
      [undefined, 'ConditionalCheckFailed', 'TransactionConflict'],
      { next: 'wait', refused: new Set([1]), conflict: true },
    ],
    ['since it is throttled waits', ['None', 'ThrottlingError'], { next: 'wait', conflict: false }],
    [
      'since DynamoDB does not take one of its actions is split',
      ['None', 'ValidationError', 'TransactionConflict'],
      { next: 'split' },
    ],
    [
      'since a collection is too large is split',
      ['None', 'ItemCollectionSizeLimitExceeded'],
      { next: 'split' },
    ],
  ])('%s', (_why, codes, verdict) => expect(verdictOn(cancelled(...codes))).toMatchObject(verdict));

  test.each(['committed', 'aborted'] as const)('since its chunk is %s has that fate', (fate) => {
    const error = cancelled('ConditionalCheckFailed', 'None');
    const reasons = [{ ...error.CancellationReasons?.[0], Item: { [recordedFate]: { S: fate } } }];
    const found = new TransactionCanceledException({
      message: '',
      $metadata: {},
      CancellationReasons: reasons,
    });
    expect(verdictOn(found)).toMatchObject({ fate });
  });

  test('without a record that says so has no fate', () => {
    expect(verdictOn(cancelled('None', 'TransactionConflict'))).not.toHaveProperty('fate');
  });
});

describe('a transaction that failed', () => {
  test.each<[string, unknown, Verdict['next'], boolean]>([
    ['as invalid is split', refusal('ValidationException'), 'split', false],
    [
      'since a collection is too large is split',
      refusal('ItemCollectionSizeLimitExceededException'),
      'split',
      false,
    ],
    ['since it met another waits', refusal('TransactionConflictException'), 'wait', true],
    ['at DynamoDB waits', refusal('InternalServerError', 'server'), 'wait', false],
    ['without an answer waits', new Error('socket hang up'), 'wait', false],
    ['for want of a permission is given back', refusal('AccessDeniedException'), 'give back', false],
    ['at what is no error waits', 'thrown', 'wait', false],
  ])('%s', (_how, error, next, conflict) => {
    expect(verdictOn(error)).toEqual({ next, conflict, refused: new Set() });
  });
});
