import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Installs the packages of a folder that only some need, as its lockfile says, unless that was done before.
 * @throws where npm fails
 */
export async function installPackages(folder: string): Promise<void> {
  const installed = await modifiedAt(join(folder, 'node_modules/.package-lock.json'));
  if (installed >= (await modifiedAt(join(folder, 'package-lock.json')))) return;
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], {
    cwd: folder,
    // What the command itself prints is not npm's.
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  });
  const [exitCode] = await once(npm, 'close');
  if (exitCode !== 0) throw new Error(`npm ci in ${folder} ended with ${exitCode}`);
}

async function modifiedAt(file: string): Promise<number> {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    return 0;
  }
}
