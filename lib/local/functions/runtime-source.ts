import { readFile } from 'node:fs/promises';
import { transform } from 'esbuild';

let source: Promise<URL> | undefined;

/** The runtime as a URL a worker thread can start from: Node.js knows no TypeScript there. */
export function runtimeSource(): Promise<URL> {
  source ??= compile();
  return source;
}

async function compile(): Promise<URL> {
  const typescript = await readFile(new URL('runtime.ts', import.meta.url), 'utf8');
  const { code } = await transform(typescript, { loader: 'ts', format: 'esm' });
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}
