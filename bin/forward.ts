import { findTarget } from '../lib/commands/find-target.ts';
import { forward } from '../lib/commands/forward.ts';
import { runInProcess } from '../lib/commands/in-process.ts';

await runInProcess(forward, () => ({
  findTarget,
  readLocalRun: async (url: string | undefined) =>
    (await import('../lib/target/pushable-run.ts')).readPushableRun(url),
}));
