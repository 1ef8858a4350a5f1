import { confirm } from '../lib/commands/confirm.ts';
import { findTarget } from '../lib/commands/find-target.ts';
import { forget } from '../lib/commands/forget.ts';
import { runInProcess } from '../lib/commands/in-process.ts';

await runInProcess(forget, () => ({ findTarget, confirm: process.stdin.isTTY ? confirm : undefined }));
