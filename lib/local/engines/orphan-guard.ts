import { type ChildProcess, spawn } from 'node:child_process';

// The end of standard input is the one sign of a parent's death that no operating system withholds.
const guard = `process.stdin.resume().on('end', () => {
  try { process.kill(Number(process.argv[1]), 'SIGKILL'); } catch {}
})`;

/**
 * Makes a process end with this one, however this one ends, SIGKILL included.
 * @returns what to call once the process has ended by itself
 */
export function killWithParent(child: ChildProcess): () => void {
  if (child.pid === undefined) return () => {};
  const guarding = spawn(process.execPath, ['-e', guard, String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
    detached: true,
    env: {},
  });
  return () => guarding.kill('SIGKILL');
}
