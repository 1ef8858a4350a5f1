import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('./', import.meta.url));

/** The package whose dependencies the peers are. */
export const peersPackage = `${folder}package.json`;

/** Names and exact versions of the peers. */
export function peerVersions(): Readonly<Record<string, string>> {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(peersPackage, 'utf8'),
  );
  return dependencies;
}

/**
 * Installs the peers as their lockfile says, unless that was done before.
 * @throws where npm fails
 */
export async function installPeers(): Promise<void> {
  if ((await modifiedAt('node_modules/.package-lock.json')) >= (await modifiedAt('package-lock.json')))
    return;
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const [exitCode] = await once(npm, 'close');
  if (exitCode !== 0) throw new Error(`npm ci in ${folder} ended with ${exitCode}`);
}

async function modifiedAt(file: string): Promise<number> {
  try {
    return (await stat(`${folder}${file}`)).mtimeMs;
  } catch {
    return 0;
  }
}
