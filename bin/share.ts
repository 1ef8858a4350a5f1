import { findTarget } from '../lib/commands/find-target.ts';
import { runInProcess } from '../lib/commands/in-process.ts';
import { share } from '../lib/commands/share.ts';

await runInProcess(share, () => ({ findTarget }));
