import { TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Deadline, OutOfTimeError } from '../../../../functions/runtime/deadline.ts';
import { isTransient, mostAttempts, persist } from '../../../../functions/workers/engine/persist.ts';
import { refusal } from '../../../support/refusal.ts';

const { signal } = new AbortController();
const noEnd: Deadline = { signal, check() {} };

const throttled = refusal('ThrottlingException');

beforeEach(() => vi.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => vi.restoreAllMocks());

describe('an error', () => {
  test.each([
    ['of an answer that never came', new Error('socket hang up')],
    ['that DynamoDB calls its own', refusal('InternalServerError', 'server')],
    ['of two transactions that met', new TransactionConflictException({ message: '', $metadata: {} })],
    ['of a transaction that is still being made', refusal('TransactionInProgressException')],
    ['of a write that met its replica', refusal('ReplicatedWriteConflictException')],
    ['of too many calls', throttled],
    ['of too much traffic', refusal('ProvisionedThroughputExceededException')],
    ['of too many requests', refusal('RequestLimitExceeded')],
  ])('%s passes', (_of, error) => expect(isTransient(error)).toBe(true));

  test.each([
    ['of a permission that is missing', refusal('AccessDeniedException')],
    ['of a condition', refusal('ConditionalCheckFailedException')],
  ])('%s stays', (_of, error) => expect(isTransient(error)).toBe(false));
});

describe('a call', () => {
  test('that fails for a time is made until it succeeds', async () => {
    const call = vi
      .fn()
      .mockRejectedValueOnce(throttled)
      .mockRejectedValueOnce(throttled)
      .mockResolvedValue(7);
    expect(await persist(noEnd, call)).toBe(7);
    expect(call).toHaveBeenCalledTimes(3);
  });

  test('that never succeeds is made ten times, and ends with its error', async () => {
    const call = vi.fn().mockRejectedValue(throttled);
    await expect(persist(noEnd, call)).rejects.toBe(throttled);
    expect(call).toHaveBeenCalledTimes(mostAttempts);
    expect(mostAttempts).toBe(10);
  });

  test('that cannot succeed is made once', async () => {
    const denied = refusal('AccessDeniedException');
    const call = vi.fn().mockRejectedValue(denied);
    await expect(persist(noEnd, call)).rejects.toBe(denied);
    expect(call).toHaveBeenCalledTimes(1);
  });

  test('is not made again once time is up, and ends with the function', async () => {
    const check = vi.fn().mockImplementationOnce(() => {});
    check.mockImplementation(() => {
      throw new OutOfTimeError('out of time');
    });
    const call = vi.fn().mockRejectedValue(throttled);
    await expect(persist({ signal, check }, call)).rejects.toThrow(OutOfTimeError);
    expect(call.mock.calls).toEqual([[signal]]);
  });
});

describe('a pause', () => {
  // No fake clock reaches the timers of node:timers/promises; how long they were to be can be asked of a stand-in.
  const timers = { setTimeout: vi.fn() };
  let backOff: typeof import('../../../../functions/workers/engine/persist.ts').backOff;
  beforeAll(async () => {
    vi.resetModules();
    vi.doMock('node:timers/promises', () => timers);
    ({ backOff } = await import('../../../../functions/workers/engine/persist.ts'));
  });
  afterAll(() => {
    vi.doUnmock('node:timers/promises');
    vi.resetModules();
  });

  test.each([
    { attempt: 1, longest: 40 },
    { attempt: 2, longest: 80 },
    { attempt: 5, longest: 640 },
    { attempt: 6, longest: 800 },
    { attempt: 10, longest: 800 },
  ])(
    'after attempt $attempt takes up to $longest ms, at random, and ends with the function',
    async (pause) => {
      vi.spyOn(Math, 'random').mockReturnValue(0.5);
      await backOff(pause.attempt, noEnd);
      expect(timers.setTimeout).toHaveBeenLastCalledWith(pause.longest / 2, undefined, { signal });
    },
  );
});
