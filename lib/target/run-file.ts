import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Credentials } from '../local/account.ts';
import { LocalRunError } from '../local/local-run-error.ts';

/** What a running local run tells the commands push and report. */
export interface RunFile {
  readonly pid: number;
  readonly callbackUrl: string;
  readonly region: string;
  readonly endpoints: {
    readonly dynamodb: string;
    readonly sqs: string;
    readonly secretsManager: string;
  };
  /** May do everything: commands act as an administrator of the account, not as a function. */
  readonly credentials: Credentials;
  /** The stack's outputs under the names of lib/outputs.ts. */
  readonly outputs: Readonly<Record<string, string>>;
  /** The simulated Official Account as the run was started: what Weixin's side knows. */
  readonly weixin: {
    readonly appId: string;
    readonly token: string;
    readonly encodingAesKey: string;
    readonly encryption: 'required' | 'off';
  };
}

// Another file lets a second local run go on beside the first, such as another account's or a test's.
const defaultPath =
  process.env.LOCAL_RUN_FILE || fileURLToPath(new URL('../../.local/run.json', import.meta.url));

/**
 * Writes the file, readable by its owner only: it holds token and key.
 * @throws {LocalRunError} where that is not possible
 */
export async function writeRunFile(run: RunFile, path = defaultPath): Promise<void> {
  const unfinished = `${path}.${run.pid}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    // Renamed into place, so that nobody reads half of it.
    await writeFile(unfinished, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
    await rename(unfinished, path);
  } catch (cause) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new LocalRunError(
      `The run file, by which other commands find the run, cannot be written: ${reason}`,
      {
        cause,
      },
    );
  }
}

/** Removes the file unless another local run has written its own meanwhile. */
export async function removeRunFile(pid: number, path = defaultPath): Promise<void> {
  if ((await parse(path))?.pid === pid) await rm(path, { force: true });
}

/** The local run that is going on, undefined where there is none. */
export async function readRunFile(path = defaultPath): Promise<RunFile | undefined> {
  const run = await parse(path);
  return run !== undefined && isAlive(run.pid) ? run : undefined;
}

async function parse(path: string): Promise<RunFile | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    // Signal 0 only asks whether the process is there.
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
