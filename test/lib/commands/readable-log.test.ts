import { expect, test } from 'vitest';
import { readableLine } from '../../../lib/commands/readable-log.ts';

const push = { level: 'INFO', message: 'push', account: 'gh_1', openid: 'oUse…xxxx', totalMs: 12.3 };
const event = { event: 'subscribe', keyStandard: 'ean13', keyStr: '0012345678905' };

test.each([
  [{ ...push, ...event, outcome: 'enqueued' }, 'subscribe ean13 0012345678905: enqueued, 12.3 ms', false],
  [{ ...push, event: 'text', outcome: 'notProductEvent' }, 'text: notProductEvent, 12.3 ms', false],
  [
    { ...push, event: 'text', outcome: 'notProductEvent', forward: 'answered', forwardMs: 5 },
    'text: notProductEvent, forwarded, 12.3 ms',
    false,
  ],
  [
    { ...push, event: 'text', outcome: 'notProductEvent', forward: 'failed', forwardError: 'tooSlow' },
    'text: notProductEvent, not forwarded (tooSlow), 12.3 ms',
    false,
  ],
  [
    { ...push, level: 'WARN', outcome: 'refused', reason: 'no signature' },
    'push: refused (no signature), 12.3 ms',
    true,
  ],
  [{ level: 'WARN', message: 'batch' }, 'Worker: batch', true],
  [
    {
      level: 'WARN',
      message: 'batch',
      event: 'subscribe',
      givenBack: 3,
      errors: {
        ValidationException: { message: 'no such table', messageIds: ['1', '2'] },
        UnreadableEventError: { message: 'no event', messageIds: ['3'] },
      },
    },
    'Worker: 3 of subscribe given back (ValidationException: no such table; UnreadableEventError: no event)',
    true,
  ],
  [
    { level: 'ERROR', message: 'claim failed', error: { name: 'Timeout', message: 'late' } },
    'Worker: claim failed (Timeout: late)',
    true,
  ],
])('%j is told as %j', (record, text, isProblem) => {
  expect(readableLine('Worker', JSON.stringify(record))).toEqual({ text, isProblem });
});

test('what is no structured line is told as it is, and ordinary ones are not told', () => {
  expect(readableLine('Worker', 'Segmentation fault')).toEqual({
    text: 'Worker: Segmentation fault',
    isProblem: true,
  });
  expect(readableLine('Worker', JSON.stringify({ level: 'INFO', message: 'batch' }))).toBeUndefined();
});
