import type { Metafile } from 'esbuild';

/** Bytes of a bundle's code by the npm package it comes from; `this project` is our own. */
export function bytesByPackage({ outputs }: Metafile): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const name = packageOf(path);
      sizes.set(name, (sizes.get(name) ?? 0) + bytesInOutput);
    }
  }
  return sizes;
}

function packageOf(path: string): string {
  const inside = path.split('node_modules/').at(-1) ?? path;
  if (inside === path) return 'this project';
  const [scope = '', name] = inside.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}
