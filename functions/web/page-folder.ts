import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordOf } from '../model/record-of.ts';
import { contentEncodings } from './encoding.ts';
import type { PageFile, PageFiles } from './page-file.ts';

/** What is known of a file beside its content. */
interface Entry extends Pick<PageFile, 'type' | 'hashed'> {
  /** Below the page's own address; empty for the page itself. */
  readonly path: string;
  /** In the folder; what is compressed has the encoding behind it. */
  readonly file: string;
}

const listName = 'files.json';

/** Writes the page's files into a folder of a function's bundle. */
export async function writePage(files: PageFiles, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const entries: Entry[] = [];
  for (const [path, { type, hashed, content, encoded }] of files) {
    const file = path === '' ? 'index.html' : path;
    entries.push({ path, file, type, hashed });
    await writeFile(join(folder, file), content);
    for (const encoding of contentEncodings) {
      await writeFile(join(folder, `${file}.${encoding}`), encoded[encoding]);
    }
  }
  await writeFile(join(folder, listName), JSON.stringify(entries));
}

/** Reads them back, all at once: they are few, and asked for one right after the other. */
export function readPage(folder: string): PageFiles {
  const entries: readonly Entry[] = JSON.parse(readFileSync(join(folder, listName), 'utf8'));
  const read = (file: string) => readFileSync(join(folder, file));
  return new Map(
    entries.map(({ path, file, type, hashed }) => {
      const encoded = recordOf(contentEncodings, (encoding) => read(`${file}.${encoding}`));
      return [path, { type, hashed, content: read(file), encoded }];
    }),
  );
}
