import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { etagOf } from '../../../functions/web/etag.ts';
import { jsonAnswer } from '../../../functions/web/json-answer.ts';

const long = { products: Array.from({ length: 200 }, (_none, index) => ({ keyStr: `商品 ${index}` })) };

describe('an answer in JSON', () => {
  it('goes out compressed where that is worth it', () => {
    const { headers, body } = jsonAnswer(long, { 'accept-encoding': 'br' });
    expect(headers['content-encoding']).toBe('br');
    expect(JSON.parse(brotliDecompressSync(body).toString())).toEqual(long);
  });

  it.each([
    ['that one packet holds goes out as it is', 1399, undefined],
    ['of more is compressed', 1400, 'gzip'],
  ])('%s: %i bytes', (_case, bytes, encoding) => {
    // A text has two quotes.
    const { headers } = jsonAnswer('x'.repeat(bytes - 2), { 'accept-encoding': 'gzip' });
    expect(headers['content-encoding']).toBe(encoding);
  });

  it('says that it is JSON, whose encoding depends on who asks, and that nobody is to keep it', () => {
    const { status, headers, body } = jsonAnswer({ name: '商品' }, {});
    expect([status, Buffer.from(body).toString()]).toEqual([200, '{"name":"商品"}']);
    expect(headers).toEqual({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      vary: 'accept-encoding',
      etag: etagOf(body),
    });
  });

  it('is sent once, and again when something in it changed', () => {
    const { etag = '' } = jsonAnswer(long, {}).headers;
    const asking = { 'if-none-match': etag };
    expect(jsonAnswer(long, asking)).toMatchObject({ status: 304, body: new Uint8Array() });
    expect(jsonAnswer({ ...long, more: 1 }, asking).status).toBe(200);
  });
});
