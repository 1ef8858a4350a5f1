import { expect, test } from 'vitest';
import { securityHeaders } from '../../../functions/web/security-headers.ts';

const { 'content-security-policy': policy = '', ...others } = securityHeaders;

test('the page runs, shows and asks for what its own origin has, and nothing else', () => {
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
});

test('no type is guessed, nothing is framed, and no other site learns where its reader was or holds its window', () => {
  expect(others).toEqual({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
});
