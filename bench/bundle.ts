import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { functionBuild } from '../lib/stack/parts/function-build.ts';
import { unusedCredentialProviders } from '../lib/stack/parts/unused-credential-providers.ts';

export const projectFolder = fileURLToPath(new URL('../', import.meta.url));
/** Out of reach of version control, and below the project, so that a bundle finds its packages. */
const outputFolder = join(projectFolder, '.local', 'bench');

export interface Bundle {
  readonly file: string;
  readonly metafile: Metafile;
}

/**
 * Bundles as the deployed functions are (lib/stack/parts/function-build.ts). What is measured then runs without the
 * TypeScript loader, which would slow down our own code alone.
 * @param entry a file below the project
 * @param external packages left out
 */
export async function bundle(entry: string, external = unusedCredentialProviders): Promise<Bundle> {
  await mkdir(outputFolder, { recursive: true });
  const name = `${entry.replaceAll('/', '-').replace(/\.ts$/, '')}-${external.length}`;
  const outfile = join(outputFolder, `${name}.mjs`);
  const { metafile } = await build({
    absWorkingDir: projectFolder,
    entryPoints: [entry],
    outfile,
    ...functionBuild,
    external: [...external],
    metafile: true,
    logLevel: 'silent',
  });
  return { file: outfile, metafile };
}

/** The version of a package this project depends on. */
export function versionOf(name: string): string {
  const { version }: { version: string } = createRequire(import.meta.url)(
    join(projectFolder, 'node_modules', name, 'package.json'),
  );
  return version;
}
