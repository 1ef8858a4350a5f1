import type { Metafile } from 'esbuild';
import { bytes, table } from '../markdown.ts';
import { bytesByPackage } from './bytes-by-package.ts';

const packagesListed = 14;

/** What bundles are made of, the largest packages first. */
export function sizesTable(names: readonly string[], bundles: readonly Metafile[]): string {
  const sizes = bundles.map(bytesByPackage);
  const largest = (name: string) => Math.max(...sizes.map((each) => each.get(name) ?? 0));
  const packages = [...new Set(sizes.flatMap((each) => [...each.keys()]))];
  packages.sort((one, other) => largest(other) - largest(one));
  const listed = packages.slice(0, packagesListed);
  const rest = packages.slice(packagesListed);
  const sizesOf = (some: readonly string[]) =>
    sizes.map((each) => bytes(some.reduce((sum, name) => sum + (each.get(name) ?? 0), 0)));
  return table(
    ['bytes by package, minified', ...names],
    [
      ...listed.map((name) => [name, ...sizesOf([name])]),
      ['others', ...sizesOf(rest)],
      ['all', ...sizesOf(packages)],
    ],
  );
}
