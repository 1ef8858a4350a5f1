import { findTarget } from '../lib/commands/find-target.ts';
import { runInProcess } from '../lib/commands/in-process.ts';
import { readLine } from '../lib/commands/read-line.ts';
import { rotate } from '../lib/commands/rotate.ts';

await runInProcess(rotate, () => ({ findTarget, readLine }));
