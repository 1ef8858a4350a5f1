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
