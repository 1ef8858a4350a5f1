import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));
const sources = execFileSync('git', ['ls-files', '*.ts', '*.tsx'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && !file.startsWith('test/'));

/** Every relative import, as the two files it connects. */
const imports = sources.flatMap((file) => {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g)].map(([, specifier = '']) => ({
    from: file,
    to: normalize(join(dirname(file), specifier)),
  }));
});

const folders = new Set(['.', ...sources.flatMap(foldersAbove)]);

describe('imports go one way', () => {
  it.each([...folders].sort())('in %s, each subfolder taken as one', (folder) => {
    expect(circle(arrowsWithin(folder))).toBeUndefined();
  });

  it('sees a circle where there is one', () => {
    const arrows = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c'])],
      ['c', new Set(['a', 'd'])],
    ]);

    expect(circle(arrows)).toEqual(['a', 'b', 'c', 'a']);
  });
});

function foldersAbove(file: string): string[] {
  const parts = dirname(file).split('/');
  return parts.map((_part, place) => parts.slice(0, place + 1).join('/'));
}

/** Who imports whom among a folder's own files and its subfolders, whatever is deeper inside. */
function arrowsWithin(folder: string): ReadonlyMap<string, ReadonlySet<string>> {
  const arrows = new Map<string, Set<string>>();
  for (const { from, to } of imports) {
    const [one, other] = [childOf(folder, from), childOf(folder, to)];
    if (one === undefined || other === undefined || one === other) continue;
    arrows.set(one, (arrows.get(one) ?? new Set()).add(other));
  }
  return arrows;
}

function childOf(folder: string, file: string): string | undefined {
  const inside =
    folder === '.' ? file : file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : undefined;
  return inside?.split('/')[0];
}

/** The first circle found, as the names along it; undefined where there is none. */
function circle(arrows: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | undefined {
  const done = new Set<string>();
  const follow = (name: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const next of arrows.get(name) ?? []) {
      const found = follow(next, [...path, name]);
      if (found) return found;
    }
    done.add(name);
    return undefined;
  };
  for (const name of arrows.keys()) {
    const found = follow(name, []);
    if (found) return found;
  }
  return undefined;
}
