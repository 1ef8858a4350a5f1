import { consoleCommand } from '../lib/commands/console.ts';
import { findTarget } from '../lib/target.ts';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

process.exitCode = await consoleCommand(process.argv.slice(2), {
  findTarget,
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  signal: stopping.signal,
});
