import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface PageFile {
  readonly type: string;
  readonly content: Uint8Array;
}

const folder = fileURLToPath(new URL('page/', import.meta.url));

/** Builds the page: its files by the path they are served under. Nothing is written to disk. */
export async function buildPage(): Promise<ReadonlyMap<string, PageFile>> {
  const [html, icon, { outputFiles }] = await Promise.all([
    readFile(`${folder}index.html`),
    readFile(`${folder}icon.svg`),
    build({
      entryPoints: [
        { in: `${folder}main.tsx`, out: 'page' },
        { in: `${folder}page.css`, out: 'page' },
      ],
      outdir: folder,
      write: false,
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      legalComments: 'none',
      logLevel: 'error',
    }),
  ]);
  const built = (extension: string) => {
    const file = outputFiles.find(({ path }) => path.endsWith(extension));
    if (file === undefined) throw new Error(`esbuild made no ${extension}`);
    return file.contents;
  };
  return new Map([
    ['/', { type: 'text/html; charset=utf-8', content: html }],
    ['/icon.svg', { type: 'image/svg+xml', content: icon }],
    ['/page.js', { type: 'text/javascript; charset=utf-8', content: built('.js') }],
    ['/page.css', { type: 'text/css; charset=utf-8', content: built('.css') }],
  ]);
}
