import { readFileSync } from 'node:fs';

const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);

/**
 * What `npm run NAME` starts. npm's own start takes as long as the command's: a test goes through npm where what npm
 * does is what it tests.
 */
export function npmScript(name: string): { readonly program: string; readonly args: readonly string[] } {
  const [program, ...args] = scripts[name]?.split(' ') ?? [];
  if (program !== 'node') throw new Error(`${name} is no script that Node.js runs by itself`);
  return { program: process.execPath, args };
}
