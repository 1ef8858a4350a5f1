import { afterEach, expect, test, vi } from 'vitest';
import { deadlineIn, noDeadline } from '../../../functions/runtime/deadline.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('nothing is started in the last five seconds of a function', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const deadline = deadlineIn(30_000);
  vi.advanceTimersByTime(24_999);
  deadline.check();
  vi.advanceTimersByTime(1);
  expect(() => deadline.check()).toThrow(expect.objectContaining({ name: 'OutOfTimeError' }));
});

test.each([
  ['a second and a half before the function is stopped', 10_000, 8500],
  ['at once where it has less time than that', 1000, 0],
])('calls under way are ended %s', (_when, remaining, after) => {
  const timeout = vi.spyOn(AbortSignal, 'timeout');
  const { signal } = deadlineIn(remaining);
  expect(timeout.mock.calls).toEqual([[after]]);
  expect(timeout.mock.results).toMatchObject([{ value: signal }]);
});

test('that of a command never comes', () => {
  const { signal, check } = noDeadline();
  check();
  expect(signal.aborted).toBe(false);
});
