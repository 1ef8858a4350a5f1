import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PageFile, PageFiles } from '../../../functions/web/page-file.ts';
import { readPage, writePage } from '../../../functions/web/page-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'page-')), 'not', 'there');
});
afterEach(() => rm(join(folder, '../..'), { recursive: true }));

const file = (text: string, type: string, hashed: boolean): PageFile => ({
  type,
  hashed,
  content: Buffer.from(text),
  encoded: { br: Buffer.from(`${text}, smallest`), gzip: Buffer.from(`${text}, small`) },
});
const page: PageFiles = new Map([
  ['', file('the page', 'text/html; charset=utf-8', false)],
  ['page-abc.js', file('its script', 'text/javascript; charset=utf-8', true)],
]);

test('the page is read from a folder as it was written into it, the folder made where there was none', async () => {
  await writePage(page, folder);
  expect(readPage(folder)).toEqual(page);
});

test('each file is there under a name that says what it is', async () => {
  await writePage(page, folder);
  expect((await readdir(folder)).sort()).toEqual([
    'files.json',
    'index.html',
    'index.html.br',
    'index.html.gzip',
    'page-abc.js',
    'page-abc.js.br',
    'page-abc.js.gzip',
  ]);
});
