import { expect, test } from 'vitest';
import { pushFieldNames, readPushLine } from '../../../functions/model/push-line.ts';

test('a push’s line is read by its names, each value of its type, and nothing else', () => {
  const line = {
    message: 'push',
    level: 'INFO',
    event: 'user_scan_product',
    outcome: 'enqueued',
    totalMs: 12.5,
    claimMs: '3',
    openid: 7,
    sendError: 'TimeoutError',
  };
  expect(readPushLine(line)).toEqual({
    event: 'user_scan_product',
    outcome: 'enqueued',
    totalMs: 12.5,
    sendError: 'TimeoutError',
  });
});

test('another line is none', () => {
  expect(readPushLine({ message: 'batch', event: 'user_scan_product' })).toBeUndefined();
});

test('each step has a time and an error', () => {
  const names = ['claimMs', 'claimError', 'sendMs', 'confirmMs', 'outboxError', 'forwardMs', 'totalMs'];
  expect(pushFieldNames).toEqual(expect.arrayContaining(names));
  expect(new Set(pushFieldNames).size).toBe(pushFieldNames.length);
});
