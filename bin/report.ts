import { findTarget } from '../lib/commands/find-target.ts';
import { runInProcess } from '../lib/commands/in-process.ts';
import { report } from '../lib/commands/report.ts';

await runInProcess(report, () => ({ findTarget }));
