import { runInProcess } from '../lib/commands/in-process.ts';
import { push } from '../lib/commands/push.ts';

await runInProcess(push, () => ({
  variables: process.env,
  // AWS's client is loaded only where there is a local run to ask.
  readLocalRun: async (url: string | undefined) =>
    (await import('../lib/target/pushable-run.ts')).readPushableRun(url),
}));
