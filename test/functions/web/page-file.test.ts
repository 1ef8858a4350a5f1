import { describe, expect, it } from 'vitest';
import { etagOf } from '../../../functions/web/etag.ts';
import { type PageFile, pageFileAnswer } from '../../../functions/web/page-file.ts';

const script: PageFile = {
  type: 'text/javascript; charset=utf-8',
  hashed: true,
  content: Buffer.from('let'),
  encoded: { br: Buffer.from('br of it'), gzip: Buffer.from('gzip of it') },
};
const etag = etagOf(script.content);

describe('a file of the page', () => {
  it.each([
    ['br', 'gzip, deflate, br, zstd', script.encoded.br],
    ['gzip', 'gzip, deflate', script.encoded.gzip],
    [undefined, 'identity', script.content],
    [undefined, undefined, script.content],
  ])('goes out as %s to who accepts "%s"', (encoding, accepted, body) => {
    expect(pageFileAnswer(script, accepted === undefined ? {} : { 'accept-encoding': accepted })).toEqual({
      status: 200,
      headers: {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
        etag,
        ...(encoding !== undefined && { 'content-encoding': encoding }),
      },
      body,
    });
  });

  it('is asked for again each time where its name does not say its content', () => {
    expect(pageFileAnswer({ ...script, hashed: false }, {}).headers['cache-control']).toBe('no-cache');
  });

  it('is not sent again to who has it, whichever encoding they accept', () => {
    const again = pageFileAnswer(script, { 'if-none-match': etag, 'accept-encoding': 'br' });
    expect(again).toMatchObject({ status: 304, body: new Uint8Array(), headers: { etag } });
    expect(again.headers['cache-control']).toContain('immutable');
    expect(again.headers['content-encoding']).toBeUndefined();
  });
});
