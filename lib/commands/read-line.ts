import { createInterface } from 'node:readline';

/**
 * The first line of standard input, without its end; empty where there is none.
 * @param question asked on standard error where a terminal is at the other end
 */
export async function readLine(question: string): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write(`${question}\n`);
  const lines = createInterface({ input: process.stdin, terminal: false });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
  }
}
