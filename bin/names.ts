import { findTarget } from '../lib/commands/find-target.ts';
import { runInProcess } from '../lib/commands/in-process.ts';
import { names } from '../lib/commands/names.ts';

await runInProcess(names, () => ({ findTarget }));
