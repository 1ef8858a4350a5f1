import { type ChildProcess, spawn } from 'node:child_process';

// The end of standard input is the one sign of a parent's death that no operating system withholds.
const guard = `
const pids = new Set();
require('node:readline').createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [verb, pid] = line.split(' ');
    if (verb === 'guard') pids.add(pid);
    else pids.delete(pid);
  })
  .on('close', () => {
    for (const pid of pids) try { process.kill(Number(pid), 'SIGKILL'); } catch {}
  });`;

let running: ((line: string) => void) | undefined;

/**
 * Makes a process end with this one, however this one ends, SIGKILL included.
 * @returns what to call once the process has ended by itself
 */
export function killWithParent({ pid }: ChildProcess): () => void {
  if (pid === undefined) return () => {};
  running ??= startGuard();
  running(`guard ${pid}`);
  return () => running?.(`release ${pid}`);
}

/** One for all processes of this one; it ends by itself when this one does, and keeps it from nothing. */
function startGuard(): (line: string) => void {
  const guarding = spawn(process.execPath, ['-e', guard], {
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
    detached: true,
    env: {},
  });
  guarding.unref();
  const { stdin } = guarding;
  if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
  // Somebody ended it: the next process gets a new one.
  stdin.on('error', () => {
    running = undefined;
  });
  return (line) => stdin.write(`${line}\n`);
}
