import { confirm } from '../lib/commands/confirm.ts';
import { dlq } from '../lib/commands/dlq.ts';
import { findTarget } from '../lib/commands/find-target.ts';
import { runInProcess } from '../lib/commands/in-process.ts';

await runInProcess(dlq, () => ({ findTarget, confirm: process.stdin.isTTY ? confirm : undefined }));
