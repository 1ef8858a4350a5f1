import { consoleCommand } from '../lib/commands/console.ts';
import { findTarget } from '../lib/commands/find-target.ts';
import { runInProcess } from '../lib/commands/in-process.ts';
import { stopSignal } from '../lib/commands/stop-signal.ts';

await runInProcess(consoleCommand, ({ failed }) => ({
  findTarget,
  signal: AbortSignal.any([stopSignal(), failed]),
}));
