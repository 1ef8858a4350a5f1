import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { type PageFile, type PageFiles, pageFileAnswer } from '../../../functions/web/page-file.ts';
import { buildPage } from '../../../lib/console/page-files.ts';

let files: PageFiles;
let script: PageFile;

beforeAll(async () => {
  files = await buildPage();
  script = fileNamed(/^page-.*\.js$/);
});

function fileNamed(pattern: RegExp): PageFile {
  const [, file] = [...files].find(([name]) => pattern.test(name)) ?? [];
  if (file === undefined) throw new Error(`no file is named like ${pattern}`);
  return file;
}

const textOf = (content: Uint8Array) => Buffer.from(content).toString();

describe('the page’s files', () => {
  it('are asked for by the page under names of their own, below whatever address it has', () => {
    const html = textOf(files.get('')?.content ?? new Uint8Array());
    const asked = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name]) => name);
    expect(asked).toHaveLength(3);
    expect(asked.sort()).toEqual([...files.keys()].filter((name) => name !== '').sort());
  });

  it('are kept for good by the browser, all but the page that names them', () => {
    const kept = [...files].map(([name, file]) => [name === '', cacheControlOf(file)]);
    const forGood = 'public, max-age=31536000, immutable';
    expect(new Map(kept.map(([isPage, control]) => [isPage, control]))).toEqual(
      new Map([
        [true, 'no-cache'],
        [false, forGood],
      ]),
    );
  });

  it('weigh at most 250 KB on their way', () => {
    const { body } = pageFileAnswer(script, { 'accept-encoding': 'gzip, deflate' });
    expect(body.length).toBeLessThanOrEqual(250 * 1024);
  });

  it.each([
    ['br', 'gzip, deflate, br, zstd', brotliDecompressSync],
    ['gzip', 'gzip, deflate', gunzipSync],
    ['gzip', 'gzip;q=0.5, br;q=0', gunzipSync],
    [undefined, 'identity', (content: Uint8Array) => content],
    [undefined, '', (content: Uint8Array) => content],
  ])('go out as %s to who accepts "%s"', (encoding, accepted, decode) => {
    const { headers, body } = pageFileAnswer(script, { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers.vary).toBe('accept-encoding');
    expect(textOf(decode(body))).toBe(textOf(script.content));
  });

  it.each([
    ['as it is', (etag: string) => etag],
    ['among others', (etag: string) => `"other", ${etag}`],
    ['weakened on the way', (etag: string) => `W/${etag}`],
  ])('are not sent again to who has them: the tag %s', (_how, sent) => {
    const { etag = '' } = pageFileAnswer(script, {}).headers;
    const again = pageFileAnswer(script, { 'if-none-match': sent(etag) });
    expect(again).toMatchObject({ status: 304, body: new Uint8Array() });
    expect(again.headers['cache-control']).toContain('immutable');
  });
});

function cacheControlOf(file: PageFile): string | undefined {
  return pageFileAnswer(file, {}).headers['cache-control'];
}
