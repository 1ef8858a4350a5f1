import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PushLog } from '../../../functions/callback/push-log.ts';
import { logger } from '../../../functions/runtime/telemetry.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('a step that fails gives its error, and the push’s line its class', async () => {
  const info = vi.spyOn(logger, 'info').mockReturnValue(undefined);
  const denied = vi.spyOn(logger, 'error').mockReturnValue(undefined);
  const [slow, refused] = ['TimeoutError', 'AccessDeniedException'].map((name) =>
    Object.assign(new Error('no'), { name }),
  );
  const log = new PushLog();

  expect(await log.step('claim', () => Promise.reject(slow))).toEqual({ ok: false, error: slow });
  expect(denied).not.toHaveBeenCalled();
  expect(await log.step('send', () => Promise.reject(refused))).toEqual({ ok: false, error: refused });
  expect(denied).toHaveBeenCalledWith('AWS denied the send', refused);

  log.write('info');
  expect(info.mock.calls[0]?.[1]).toMatchObject({
    claimError: 'TimeoutError',
    sendError: 'AccessDeniedException',
  });
});

test('a step takes the milliseconds from its own beginning, the push those from its, to a tenth', async () => {
  const info = vi.spyOn(logger, 'info').mockReturnValue(undefined);
  vi.advanceTimersByTime(1000);
  const log = new PushLog();
  vi.advanceTimersByTime(20);

  const step = await log.step('claim', async () => {
    vi.advanceTimersByTime(12.34);
    return 'mine';
  });
  log.write('info');

  expect(step).toEqual({ ok: true, value: 'mine' });
  expect(info).toHaveBeenCalledWith('push', { claimMs: 12.3, totalMs: 32.3 });
});
