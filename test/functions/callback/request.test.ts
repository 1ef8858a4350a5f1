import { describe, expect, test } from 'vitest';
import { readRequest } from '../../../functions/callback/request.ts';
import { type Delivery, gatewayEvent } from './gateway-event.ts';
import { callbackUrl } from './understand.ts';

function read(body: string | Buffer, delivery?: Delivery, query = '') {
  return readRequest(
    gatewayEvent({ url: `${callbackUrl}${query}`, headers: {}, body: Buffer.from(body) }, delivery),
  );
}

describe('a request', () => {
  test('without a body has an empty one', () => {
    expect(read('', { method: 'GET' })).toMatchObject({
      method: 'GET',
      body: Buffer.alloc(0),
      sent: Buffer.alloc(0),
      contentType: undefined,
      isForwarded: false,
    });
  });

  test('says of which media type it is, and whether another receiver sent it on', () => {
    const headers = { 'content-type': 'text/xml', 'x-weixin-forwarded': '1' };
    expect(read('x', { headers })).toMatchObject({ contentType: 'text/xml', isForwarded: true });
  });

  test('in base64 has the very bytes', () => {
    const bytes = Buffer.from([0xff, 0x00, 0xef, 0xbf, 0xbd]);
    expect(read(bytes, { isBase64Encoded: true })).toMatchObject({ body: bytes, sent: bytes });
  });

  test('whose bytes were lost on the way is sent on as it came, and is no UTF-8 for whoever reads it', () => {
    expect(read('\uFFFDa\uFFFD\uFFFD中')).toMatchObject({
      sent: Buffer.from('\uFFFDa\uFFFD\uFFFD中'),
      body: Buffer.concat([Buffer.of(0xff, 0x61, 0xff, 0xff), Buffer.from('中')]),
    });
  });

  test('has Weixin’s parameters, and the query to the letter', () => {
    const query = '?nonce=%61+b&own=1&own=2&signature[0]=x';
    const { query: parameters, rawQuery } = read('', {}, query);
    expect(Object.fromEntries(parameters)).toEqual({ nonce: 'a b', signature: '' });
    expect(rawQuery).toBe(query.slice(1));
  });

  test('of exactly 64 KB is read', () => {
    expect(read('x'.repeat(64 * 1024)).body).toHaveLength(65_536);
  });

  test.each([
    ['a parameter twice', '', '?nonce=1&nonce=2', 'RefusedError', 'repeated query parameter'],
    ['64 KB and a byte', 'x'.repeat(64 * 1024 + 1), '', 'BodyTooLargeError', '65537 bytes'],
  ])('with %s is not read', (_what, body, query, name, message) => {
    expect(() => read(body, {}, query)).toThrow(expect.objectContaining({ name, message }));
  });
});
