import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Credentials } from '../local/account.ts';
import { LocalRunError } from '../local/local-run-error.ts';

/** What a local run that is going on tells the commands. */
export interface RunFile {
  readonly pid: number;
  readonly callbackUrl: string;
  readonly region: string;
  readonly endpoints: {
    readonly dynamodb: string;
    readonly sqs: string;
    readonly secretsManager: string;
    readonly lambda: string;
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

// Another folder keeps runs apart that are not one person's, such as a test's.
const defaultFolder = process.env.LOCAL_RUNS || fileURLToPath(new URL('../../.local/runs/', import.meta.url));

/** The port by which a run is told from others. */
export function portOf({ callbackUrl }: Pick<RunFile, 'callbackUrl'>): number {
  return Number(new URL(callbackUrl).port);
}

/**
 * Writes the file, readable by its owner only: it holds token and key. One port has one run, so that no run
 * overwrites another's file unless that one has died.
 * @throws {LocalRunError} where that is not possible
 */
export async function writeRunFile(run: RunFile, folder = defaultFolder): Promise<void> {
  const path = pathOf(run, folder);
  const unfinished = `${path}.${run.pid}`;
  try {
    await mkdir(folder, { recursive: true });
    // Renamed into place, so that nobody reads half of it.
    await writeFile(unfinished, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
    await rename(unfinished, path);
  } catch (cause) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new LocalRunError((text) => text.runFile(reason), { cause });
  }
}

/** Removes the file of a run that ends. */
export async function removeRunFile(run: RunFile, folder = defaultFolder): Promise<void> {
  const path = pathOf(run, folder);
  if ((await parse(path))?.pid === run.pid) await rm(path, { force: true });
}

/** The local runs that are going on, by their ports. */
export async function readRunFiles(folder = defaultFolder): Promise<readonly RunFile[]> {
  const names = await readdir(folder).catch(() => []);
  const runs = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map((name) => parse(join(folder, name))),
  );
  return runs
    .flatMap((run) => (run !== undefined && isAlive(run.pid) ? [run] : []))
    .sort((one, other) => portOf(one) - portOf(other));
}

function pathOf(run: RunFile, folder: string): string {
  return join(folder, `${portOf(run)}.json`);
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
