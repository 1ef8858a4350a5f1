import { runInProcess } from '../lib/commands/in-process.ts';
import { start } from '../lib/commands/start.ts';
import { stopSignal } from '../lib/commands/stop-signal.ts';

await runInProcess(start, ({ failed }) => ({
  variables: process.env,
  signal: AbortSignal.any([stopSignal(), failed]),
}));
