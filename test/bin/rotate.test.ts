import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { npmScript } from '../support/npm-script.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

// No stack can be read with these: the command ends before it could change one.
const nobody = {
  AWS_ACCESS_KEY_ID: 'nobody',
  AWS_SECRET_ACCESS_KEY: 'nothing',
  AWS_REGION: 'us-east-1',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
  AWS_MAX_ATTEMPTS: '1',
};

const throughNpm = { program: 'npm', args: ['run', '--silent', 'rotate', '--'] };
const withoutNpm = npmScript('rotate');

function runRotate({ program, args }: typeof withoutNpm, ...options: readonly string[]) {
  const command = [...args, ...options];
  const env = { ...process.env, ...nobody };
  return new Promise<{ exitCode: number | null; output: string; errors: string }>((resolve) => {
    const child = execFile(program, command, { cwd: root, env }, (_error, output, errors) =>
      resolve({ exitCode: child.exitCode, output, errors }),
    );
  });
}

test('npm run rotate -- --help says what it does', async () => {
  const ended = await runRotate(throughNpm, '--help');
  expect(ended.exitCode).toBe(0);
  expect(ended.output).toContain('Usage: npm run rotate -- [options] <secret>');
});

test('rotate, for a stack that cannot be read, says so and ends with exit code 1', async () => {
  const ended = await runRotate(withoutNpm, 'token', '--stack', 'WeixinProductEvents-shop');
  expect(ended).toMatchObject({ exitCode: 1, output: '' });
  expect(ended.errors).toContain('The stack WeixinProductEvents-shop cannot be read');
});

test('rotate, used wrongly, says so and ends with exit code 2', async () => {
  const ended = await runRotate(withoutNpm, 'password');
  expect(ended).toMatchObject({ exitCode: 2, output: '' });
  expect(ended.errors).toContain("'password' is invalid");
});
