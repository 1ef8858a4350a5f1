import { describe, expect, it, test } from 'vitest';
import { plainAnswer, resultOf } from '../../../functions/reader/answer.ts';
import { BadRequestError } from '../../../functions/reads/bad-request-error.ts';
import { securityHeaders } from '../../../functions/web/security-headers.ts';

const plainHeaders = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };

test('every answer carries the page’s policy, and asks search engines to forget it', () => {
  expect(resultOf(plainAnswer(403))).toEqual({
    statusCode: 403,
    headers: { ...securityHeaders, 'x-robots-tag': 'noindex, nofollow', ...plainHeaders },
    body: '',
    isBase64Encoded: true,
  });
});

test('a sentence is sent as text that nobody keeps', () => {
  const { statusCode, headers, body = '' } = resultOf(plainAnswer(400, '没有'));
  expect([statusCode, Buffer.from(body, 'base64').toString()]).toEqual([400, '没有']);
  expect(headers).toMatchObject(plainHeaders);
});

test('an answer’s cookie is set', () => {
  expect(resultOf({ ...plainAnswer(204), cookie: 'a=1' })).toMatchObject({ cookies: ['a=1'] });
});

describe('the largest body there may be', () => {
  const largest = 6_291_556;
  const longest = 4_669_440;
  const json = { 'content-type': 'application/json; charset=utf-8', vary: 'accept-encoding', etag: '"x"' };
  const answer = (bytes: number, encoded = {}) =>
    resultOf({ status: 200, headers: { ...json, ...encoded }, body: Buffer.alloc(bytes) });

  it('fits into what Lambda takes, with its headers', () => {
    const { length } = JSON.stringify(answer(longest));
    expect(length).toBeLessThan(largest);
    expect(length).toBeGreaterThan(largest - 70_000);
  });

  it.each([
    ['as it is', {}, 'ask with Accept-Encoding: br or gzip, for fewer days'],
    ['compressed', { 'content-encoding': 'br' }, 'ask for fewer days'],
  ])('is all there may be: a byte more is refused with what to do instead, %s', (_how, encoded, advice) => {
    expect(() => answer(longest + 1, encoded)).toThrow(
      new BadRequestError(
        `The answer has 4669441 bytes, and 4669440 at most can be sent: ${advice}, or for fewer products (limit, skip).`,
      ),
    );
  });
});
