import { createInterface } from 'node:readline/promises';

/** Asks the person at the terminal, who has to say yes. */
export async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^(y(es)?|是)$/i.test(answer.trim());
}
