import { createInterface } from 'node:readline/promises';
import { dlq } from '../lib/commands/dlq.ts';
import { findTarget } from '../lib/commands/find-target.ts';
import { runInProcess } from '../lib/commands/in-process.ts';

await runInProcess(dlq, () => ({ findTarget, confirm: process.stdin.isTTY ? confirm : undefined }));

async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^(y(es)?|是)$/i.test(answer.trim());
}
