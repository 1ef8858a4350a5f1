import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { acceptedEncoding, compressFast, compressWell } from '../../../functions/web/encoding.ts';

test.each([
  ['br, gzip', 'br'],
  ['gzip, br', 'br'],
  ['gzip;q=1, br;q=0.1', 'br'],
  ['GZIP', 'gzip'],
  ['identity , gzip ; q=0.5', 'gzip'],
  ['gzip;level=9;q=0.5', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0.000', undefined],
  ['br;level=9;q=0', undefined],
  ['br;q=much', undefined],
  ['deflate, zstd', undefined],
  ['', undefined],
  [undefined, undefined],
])('who accepts "%s" gets %s', (accepted, encoding) => {
  expect(acceptedEncoding(accepted)).toBe(encoding);
});

const content = Buffer.from(Array.from({ length: 1000 }, (_none, n) => `${n * n} 商品 ${n % 17}`).join('\n'));

describe.each([
  ['br' as const, brotliDecompressSync, brotliCompressSync],
  ['gzip' as const, gunzipSync, gzipSync],
])('what is compressed as %s', (encoding, decode, usual) => {
  const [well, fast] = [compressWell(content, encoding), compressFast(content, encoding)];

  it('is what it was', () => {
    expect([decode(well), decode(fast)].map((each) => content.equals(each))).toEqual([true, true]);
  });

  it('takes less time where somebody waits for it, and so more bytes than zlib would make of it', () => {
    expect(fast.length).toBeGreaterThan(usual(content).length);
  });

  it('is smaller where it is sent often', () => {
    expect(well.length).toBeLessThan(fast.length);
  });
});

test('what is sent often is as small as gzip makes it, but not as small as brotli would, which takes seconds', () => {
  expect(compressWell(content, 'gzip')).toEqual(gzipSync(content, { level: 9 }));
  expect(compressWell(content, 'br').length).toBeGreaterThan(brotliCompressSync(content).length);
});
