import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { jsonAnswer } from '../../../functions/web/json-answer.ts';

const long = { products: Array.from({ length: 200 }, (_none, index) => ({ keyStr: `商品 ${index}` })) };

describe('an answer in JSON', () => {
  it('goes out compressed where that is worth it', () => {
    const { headers, body } = jsonAnswer(long, { 'accept-encoding': 'br' });
    expect(headers['content-encoding']).toBe('br');
    expect(JSON.parse(brotliDecompressSync(body).toString())).toEqual(long);
    expect(jsonAnswer({ a: 1 }, { 'accept-encoding': 'br' }).headers['content-encoding']).toBeUndefined();
  });

  it('is sent once, and again when something in it changed', () => {
    const { etag = '' } = jsonAnswer(long, {}).headers;
    const asking = { 'if-none-match': etag };
    expect(jsonAnswer(long, asking)).toMatchObject({ status: 304, body: new Uint8Array() });
    expect(jsonAnswer({ ...long, more: 1 }, asking).status).toBe(200);
  });

  it('is never kept by the browser', () => {
    expect(jsonAnswer(long, {}).headers['cache-control']).toBe('no-store');
  });
});
