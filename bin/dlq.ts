import { createInterface } from 'node:readline/promises';
import { dlq } from '../lib/commands/dlq.ts';
import { standardOutput } from '../lib/commands/standard-output.ts';
import { quietSdk } from '../lib/local/quiet-sdk.ts';
import { findTarget } from '../lib/target/target.ts';

Object.assign(process.env, quietSdk);
process.exitCode = await dlq(process.argv.slice(2), {
  findTarget,
  write: standardOutput(),
  writeError: (text) => process.stderr.write(text),
  confirm: process.stdin.isTTY ? confirm : undefined,
});

async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}
