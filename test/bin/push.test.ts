import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { answering, startReceiver } from '../lib/weixin/receiver.ts';
import { npmScript } from '../support/npm-script.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const account = {
  WEIXIN_TOKEN: 'token',
  WEIXIN_ENCODING_AES_KEY: 'A'.repeat(43),
  WEIXIN_APP_ID: 'wx0123456789abcdef',
};

const throughNpm = { program: 'npm', args: ['run', '--silent', 'push', '--'] };
const withoutNpm = npmScript('push');

function runPush({ program, args }: typeof withoutNpm, ...options: readonly string[]) {
  const command = [...args, ...options];
  const env = { ...process.env, ...account };
  return new Promise<{ exitCode: number | null; output: string; errors: string }>((resolve) => {
    const child = execFile(program, command, { cwd: root, env }, (_error, output, errors) =>
      resolve({ exitCode: child.exitCode, output, errors }),
    );
  });
}

test.each([
  [200, 0, 'acknowledged'],
  [503, 1, 'not acknowledged'],
])('push, answered %i, ends with exit code %i', async (status, exitCode, outcome) => {
  const { url, received } = await startReceiver(answering(status));
  const ended = await runPush(withoutNpm, 'user_scan_product', '--KeyStr', '0012345678905', '--url', url);
  expect(ended.output).toContain(`\n${outcome}\n`);
  expect(ended.exitCode).toBe(exitCode);
  expect(received).toHaveLength(1);
});

test('npm run push, used wrongly, says so on standard error and ends with exit code 2', async () => {
  const ended = await runPush(throughNpm, 'scan');
  expect(ended).toMatchObject({ exitCode: 2, output: '' });
  expect(ended.errors).toContain('"scan" is no event');
});
