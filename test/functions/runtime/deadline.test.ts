import { once } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { deadlineIn, OutOfTimeError } from '../../../functions/runtime/deadline.ts';

afterEach(() => vi.useRealTimers());

test('nothing is started in the last five seconds of a function', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const deadline = deadlineIn(30_000);
  vi.advanceTimersByTime(24_999);
  deadline.check();
  vi.advanceTimersByTime(1);
  expect(() => deadline.check()).toThrow(OutOfTimeError);
});

test('calls under way are ended a second and a half before the function is stopped, and not before', async () => {
  const ended = deadlineIn(1510).signal;
  const notYet = deadlineIn(60_000).signal;
  await once(ended, 'abort');
  expect(notYet.aborted).toBe(false);
});

test('calls of a function that has less time than that are ended at once', async () => {
  await once(deadlineIn(0).signal, 'abort');
});
