import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { serveOnLoopback } from '../../lib/local/loopback-server.ts';
import { readRunFiles } from '../../lib/target/run-file.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const throughNpm = ['npm', 'start', '--silent'];
const withoutNpm = [process.execPath, '--import', 'tsx', 'bin/start.ts'];
const patience = { timeout: 550_000, interval: 50 };

vi.setConfig({ testTimeout: 600_000 });

let folder: string;
let runs: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-'));
  runs = join(folder, 'runs');
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

/** Starts it on a free port with a run file of its own; gives what it has printed so far. */
function start(variables: Readonly<Record<string, string>>, command: readonly string[]) {
  const [file = '', ...args] = command;
  const env = { ...process.env, PORT: '0', LOCAL_RUNS: runs, TMPDIR: folder, ...variables };
  const child = spawn(file, args, { cwd: root, env });
  children.push(child);
  const printed = { output: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed.output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed.errors += text;
  });
  const exitCode = once(child, 'close').then(([code]: (number | null)[]) => code);
  /** Waits for what it does; where it ends instead, that fails with what it said. */
  const until = (check: () => void) =>
    Promise.race([
      vi.waitFor(check, patience),
      exitCode.then((code) => {
        throw new Error(`it ended with ${code}: ${printed.errors}`);
      }),
    ]);
  return { child, printed, exitCode, until };
}

/** The processes a process has started, and those they have, and so on. */
function descendants(pid: number): number[] {
  const parents = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const children = parents.filter(([, parent]) => parent === pid).map(([child = 0]) => child);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('it says once where pushes go, answers there, and SIGTERM leaves no process behind', async () => {
  const { child, printed, exitCode, until } = start({ WEIXIN_TOKEN: 'mytoken' }, withoutNpm);
  await until(() => expect(printed.output).toContain('ready: '));
  expect(printed.output.match(/^ready: .*$/gm)).toEqual([
    expect.stringMatching(/^ready: http:\/\/127\.0\.0\.1:\d+\/weixin$/),
  ]);
  const [run] = await readRunFiles(runs);
  expect(printed.output).toContain(`ready: ${run?.callbackUrl}\n`);
  expect(run?.weixin).toMatchObject({ token: 'mytoken', encryption: 'required' });
  const [file = ''] = readdirSync(runs);
  expect(statSync(join(runs, file)).mode & 0o777).toBe(0o600);

  const answer = await fetch(`${run?.callbackUrl}`, { method: 'POST', body: 'unsigned' });
  expect([answer.status, await answer.text()]).toEqual([403, '']);
  await until(() => expect(printed.errors).toContain('refused'));

  const started = descendants(Number(child.pid));
  const programs = execFileSync('ps', ['-o', 'args=', '-p', started.join()], { encoding: 'utf8' });
  expect(programs).toMatch(/dynoxide|DynamoDBLocal/);
  child.kill('SIGTERM');
  expect(await exitCode).toBe(0);
  await vi.waitFor(() => expect(started.filter(isAlive)).toEqual([]), patience);
  expect(readdirSync(runs)).toEqual([]);
});

test('a signal to npm while the stack starts ends everything as well', async () => {
  const { child, printed, exitCode, until } = start({}, throughNpm);
  await until(() => expect(printed.output).toContain('Synthesizing'));
  await until(() => expect(descendants(Number(child.pid)).length).toBeGreaterThan(3));
  const started = descendants(Number(child.pid));
  child.kill('SIGTERM');
  await exitCode;
  await vi.waitFor(() => expect(started.filter(isAlive)).toEqual([]), patience);
  expect(printed).toMatchObject({ errors: '', output: expect.not.stringContaining('ready') });
});

test.each([
  ['en_GB.UTF-8', (port: string) => `Port ${port} cannot be used (it is taken): set PORT to a free one.\n`],
  ['zh_CN.UTF-8', (port: string) => `端口 ${port} 不可用（已被占用）：请把 PORT 设为空闲端口。\n`],
])('a taken port is one sentence and exit code 1, in %s', async (LANG, sentence) => {
  const other = await serveOnLoopback(async () => {});
  const port = new URL(other.origin).port;
  const { printed, exitCode } = start({ PORT: port, LANG, LC_ALL: LANG }, withoutNpm);
  expect(await exitCode).toBe(1);
  expect(printed).toEqual({ output: '', errors: sentence(port) });
  await other.close();
});

test('DynamoDB Local without Java is one sentence that says what to install, and exit code 1', async () => {
  const { printed, exitCode } = start({ PATH: folder, DYNAMODB_ENGINE: 'dynamodb-local' }, withoutNpm);
  expect(await exitCode).toBe(1);
  expect(printed.output).toBe('');
  expect(printed.errors).toMatch(/^DynamoDB Local needs Java 17 or newer on the PATH: install .*\n$/);
});

test('everything wrong with the settings is said at once, without secrets', async () => {
  const wrong = {
    PORT: 'many',
    WEIXIN_TOKEN: 'se cret',
    WEIXIN_ENCODING_AES_KEY: 'short-secret',
    WEIXIN_APP_ID: 'nobody',
    WEIXIN_ENCRYPTION: 'perhaps',
    WEIXIN_MAX_AGE_SECONDS: '-1',
    STATS_TIME_ZONE: 'Moon/Crater',
    DYNAMODB_ENGINE: 'sqlite',
  };
  const { printed, exitCode } = start(wrong, withoutNpm);
  expect(await exitCode).toBe(2);
  const [heading, ...problems] = printed.errors.trimEnd().split('\n');
  expect(heading).toBe('Wrong settings:');
  expect(problems.map((problem) => problem.trim().split('=')[0])).toEqual([
    'PORT',
    'WEIXIN_TOKEN',
    'WEIXIN_ENCODING_AES_KEY',
    'DYNAMODB_ENGINE',
    'WEIXIN_APP_ID',
    'WEIXIN_ENCRYPTION',
    'WEIXIN_MAX_AGE_SECONDS',
    'STATS_TIME_ZONE',
  ]);
  expect(printed.errors).not.toMatch(/cret/);
});

test('--help lists every setting and its default', async () => {
  const { printed, exitCode } = start({}, [...throughNpm, '--', '--help']);
  expect(await exitCode).toBe(0);
  expect(printed.output).toContain(
    'WEIXIN_ENCRYPTION        required, or off for plaintext pushes (default: required)',
  );
});
