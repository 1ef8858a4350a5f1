import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { LocalRunError } from '../local-run-error.ts';
import { loopback } from '../loopback-server.ts';
import { freePort } from './free-port.ts';
import { killWithParent } from './orphan-guard.ts';

/** How an engine's program is called. */
export interface EngineProgram {
  /** As a reader knows it. */
  readonly name: string;
  readonly file: string;
  argumentsAt(port: number): readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface EngineProcess {
  readonly endpoint: string;
  /** Ends the process and waits until it is gone. */
  stop(): Promise<void>;
}

const attempts = 3;

/**
 * Starts an engine on a free port and waits until it answers. It ends with this process at the latest.
 * @throws {LocalRunError} with what the program printed
 */
export async function startEngineProcess(program: EngineProgram): Promise<EngineProcess> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const running = await launch(program, port);
    if (!(running instanceof LocalRunError)) return running;
    // Between the question and the start somebody else may have taken the port.
    if (attempt === attempts) throw running;
  }
}

async function launch(program: EngineProgram, port: number): Promise<EngineProcess | LocalRunError> {
  const child = spawn(program.file, program.argumentsAt(port), {
    env: { ...process.env, ...program.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    // Out of the terminal's process group: Ctrl-C is for us, who stop it after the functions.
    detached: true,
  });
  const printed = tail(child);
  const ending = new AbortController();
  const ended = new Promise<void>((resolve) => {
    ending.signal.addEventListener('abort', () => resolve());
    child.once('close', () => ending.abort()).once('error', () => ending.abort());
  });
  const release = killWithParent(child);
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
    release();
  };
  const endpoint = `http://${loopback}:${port}`;
  if (await answers(endpoint, ending.signal)) return { endpoint, stop };
  await stop();
  return new LocalRunError((text) => text.engineEnded(program.name, printed()));
}

async function answers(endpoint: string, ending: AbortSignal): Promise<boolean> {
  while (!ending.aborted) {
    try {
      await fetch(endpoint, { signal: ending });
      return true;
    } catch {
      await wait(10);
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
