import { fork } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import type { Start } from './start.ts';

export interface Started {
  /** The bundle of start.ts. */
  readonly starter: string;
  /** The bundle to be started. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly event: unknown;
}

/**
 * Starts a function in a fresh process and waits for its first answer.
 * @throws where it does not answer 200
 */
export async function startOnce({ starter, file, environment, event }: Started): Promise<Start> {
  const child = fork(starter, [pathToFileURL(file).href, JSON.stringify(event)], {
    env: { ...environment },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const start: Start | undefined = await Promise.race([
    once(child, 'message').then(([message]) => message),
    exited.then(() => undefined),
  ]);
  await exited;
  if (start?.status !== 200) throw new Error(`${file} answered ${start?.status ?? 'nothing'}`);
  return start;
}
