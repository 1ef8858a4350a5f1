import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PageFiles } from '../../../functions/web/page-file.ts';
import { buildPage } from '../../../lib/console/page-files.ts';

let files: PageFiles;
beforeAll(async () => {
  files = await buildPage();
});

const textOf = (content: Uint8Array = new Uint8Array()) => Buffer.from(content).toString();

describe('the page’s files', () => {
  it('are asked for by the page under names of their own, below whatever address it has', () => {
    const html = textOf(files.get('')?.content);
    const asked = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name]) => name);
    expect(asked).toHaveLength(3);
    expect(asked.sort()).toEqual([...files.keys()].filter((name) => name !== '').sort());
  });

  it('have names that say their content, all but the page that names them', () => {
    const hashed = [...files].map(([name, file]) => [name.replace(/-[\w-]{16}\./, '.'), file.hashed]);
    expect(Object.fromEntries(hashed)).toEqual({
      '': false,
      'page.js': true,
      'page.css': true,
      'icon.svg': true,
    });
  });

  it('weigh at most 250 KB on their way', () => {
    const weights = [...files.values()].map(({ encoded }) => encoded.gzip.length);
    expect(weights.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(250 * 1024);
  });

  it('are there in every encoding', () => {
    for (const { content, encoded } of files.values()) {
      expect(textOf(brotliDecompressSync(encoded.br))).toBe(textOf(content));
      expect(textOf(gunzipSync(encoded.gzip))).toBe(textOf(content));
    }
  });
});
