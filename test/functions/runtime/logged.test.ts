import { expect, test } from 'vitest';
import { shortOpenid } from '../../../functions/runtime/short-openid.ts';
import { asError, errorName, isDenied } from '../../../functions/runtime/telemetry.ts';

test.each([
  ['okkeXs1nI-xU4ql8-5BXkv1f0gDo', 'okke…0gDo'],
  ['ninechars', 'nine…hars'],
  ['eight888', '…'],
  ['', '…'],
])('the openid "%s" is logged as %s', (openid, logged) => {
  expect(shortOpenid(openid)).toBe(logged);
});

test.each([
  ['DynamoDB, SQS and Lambda', 'AccessDeniedException', true],
  ['S3', 'AccessDenied', true],
  ['SNS', 'AuthorizationError', true],
  ['a service that is slow', 'TimeoutError', false],
])('an error of %s says by its class, %s, whether AWS denied the call: %s', (_whose, name, is) => {
  expect(isDenied(Object.assign(new Error(''), { name }))).toBe(is);
});

test('what is thrown and is no error is logged as one, and by its type', () => {
  const error = new RangeError('far');
  expect(asError(error)).toBe(error);
  expect(asError('thrown')).toEqual(new Error('thrown'));
  expect([error, 'thrown', undefined].map(errorName)).toEqual(['RangeError', 'string', 'undefined']);
});
