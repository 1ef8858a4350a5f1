import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { recordOf } from '../../functions/model/record-of.ts';
import { compressWell, contentEncodings } from '../../functions/web/encoding.ts';
import { contentHash } from '../../functions/web/etag.ts';
import type { PageFile, PageFiles } from '../../functions/web/page-file.ts';

const folder = fileURLToPath(new URL('page/', import.meta.url));

/**
 * Builds the page: its files by their path below the page's address, all but the page itself named after
 * their content. Nothing is written to disk.
 */
export async function buildPage(): Promise<PageFiles> {
  const [html, icon, { js, css }] = await Promise.all([
    readFile(`${folder}index.html`, 'utf8'),
    readFile(`${folder}icon.svg`),
    bundle(),
  ]);
  const assets = [
    asset('page.js', 'text/javascript; charset=utf-8', js),
    asset('page.css', 'text/css; charset=utf-8', css),
    asset('icon.svg', 'image/svg+xml', icon),
  ];
  const page = assets.reduce((text, { plain, hashed }) => text.replace(`"${plain}"`, `"${hashed}"`), html);
  return new Map([
    ['', pageFile('text/html; charset=utf-8', Buffer.from(page), false)],
    ...assets.map(({ hashed, type, content }) => [hashed, pageFile(type, content, true)] as const),
  ]);
}

function asset(plain: string, type: string, content: Uint8Array) {
  return { plain, hashed: plain.replace('.', `-${contentHash(content)}.`), type, content };
}

function pageFile(type: string, content: Uint8Array, hashed: boolean): PageFile {
  const encoded = recordOf(contentEncodings, (encoding) => compressWell(content, encoding));
  return { type, content, encoded, hashed };
}

/** How esbuild makes the page's code and style. */
export const pageBuild = {
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
} satisfies BuildOptions & { readonly write: false };

async function bundle(): Promise<Record<'js' | 'css', Uint8Array>> {
  const { outputFiles } = await build<{ write: false }>(pageBuild);
  return recordOf(['js', 'css'], (extension) => {
    const file = outputFiles.find(({ path }) => path.endsWith(`.${extension}`));
    if (file === undefined) throw new Error(`esbuild made no ${extension}`);
    return file.contents;
  });
}
