import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { portOf, type RunFile, readRunFiles, writeRunFile } from '../../lib/target/run-file.ts';
import { productsCounted } from '../support/counted.ts';
import { type LocalReceiver, startLocalReceiver } from '../support/local-receiver.ts';
import { npmScript } from '../support/npm-script.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const patience = { timeout: 550_000, interval: 50 };

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

let folder: string;
let runs: string;
/** That of the process, and all of them. */
let ofProcess: RunFile;
let ports: readonly string[];
let started: ChildProcess;
let beside: LocalReceiver;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-runs-'));
  runs = join(folder, 'runs');
  const args = ['--import', 'tsx', 'bin/start.ts'];
  started = spawn(process.execPath, args, { cwd: root, env: environment({ PORT: '0' }), stdio: 'ignore' });
  // Another whole start would take five seconds of processor time; to a command this one is no different.
  beside = await startLocalReceiver();
  await writeRunFile({ ...beside.runFile, pid: process.pid }, runs);
  await vi.waitFor(async () => expect(await readRunFiles(runs)).toHaveLength(2), patience);
  const found = await readRunFiles(runs);
  ports = found.map(portNumber);
  ofProcess = found.find(({ pid }) => pid === started.pid) ?? fail();
});

afterAll(async () => {
  const ended = once(started, 'close');
  started.kill('SIGTERM');
  await Promise.all([ended, beside?.stop()]);
  await rm(folder, { recursive: true });
});

function environment(variables: Readonly<Record<string, string>>) {
  return { ...process.env, LC_ALL: 'C.UTF-8', LOCAL_RUNS: runs, TMPDIR: folder, PORT: '', ...variables };
}

function portNumber(run: Pick<RunFile, 'callbackUrl'>): string {
  return String(portOf(run));
}

function fail(): never {
  throw new Error('the process has no run file');
}

type Variables = Readonly<Record<string, string>>;

function npmRun(args: readonly string[], variables: Variables) {
  return outcomeOf({ program: 'npm', args: ['run', '--silent', ...args] }, variables);
}

/** @param output a file's descriptor in place of a pipe */
function run([script = '', ...args]: readonly string[], variables: Variables, output?: number) {
  const { program, args: options } = npmScript(script);
  return outcomeOf({ program, args: [...options, ...args] }, variables, output);
}

async function outcomeOf(
  { program, args }: ReturnType<typeof npmScript>,
  variables: Variables,
  output: number | 'pipe' = 'pipe',
) {
  const child = spawn(program, args, {
    cwd: root,
    env: environment(variables),
    stdio: ['ignore', output, 'pipe'],
  });
  const printed = { output: '', errors: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed.output += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    printed.errors += text;
  });
  const [exitCode]: (number | null)[] = await once(child, 'close');
  return { exitCode, ...printed };
}

describe('two local runs of one checkout', () => {
  it('are told apart by PORT, and without it a command asks which one is meant', async () => {
    const [first, second] = [portNumber(ofProcess), portNumber(beside.runFile)];
    const pushed = await run(['push', 'user_scan_product'], { PORT: first });
    expect(pushed).toMatchObject({ exitCode: 0, errors: '' });
    expect(pushed.output).toContain('\nacknowledged, and on its queue to be counted\n');
    await productsCounted(ofProcess, 1);

    const { output } = await run(['report', 'products', '--json'], { PORT: first });
    expect(JSON.parse(output)).toMatchObject([{ totals: { opened: 1 } }]);
    expect((await run(['report', 'products', '--json'], { PORT: second })).output).toBe('[]\n');
    expect(await run(['report', 'products'], {})).toEqual({
      exitCode: 1,
      output: '',
      errors: `Local runs are going on at the ports ${ports.join(', ')}. Say which one is meant, such as PORT=${ports[0]}.\n`,
    });
  });

  it('leave each other alone where somebody starts a third at the port of one', async () => {
    const PORT = portNumber(ofProcess);
    const child = spawn(process.execPath, ['--import', 'tsx', 'bin/start.ts'], {
      cwd: root,
      env: environment({ PORT }),
    });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    const [exitCode] = await once(child, 'close');
    expect(exitCode).toBe(1);
    expect(errors).toMatch(`A local run of this checkout is going on at port ${PORT}: use that one`);
    expect((await readRunFiles(runs)).map(portNumber)).toEqual(ports);
  });
});

describe('a command in a process of its own', () => {
  it('that pushes what nobody can read ends with exit code 1 and the next step', async () => {
    const PORT = portNumber(ofProcess);
    const pushed = await run(['push', 'user_scan_product', '--KeyStr', ''], { PORT });
    expect(pushed.exitCode).toBe(1);
    expect(pushed.output).toContain('\nacknowledged, but not to be counted: it cannot be read (');
    expect(pushed.output).toMatch(/\nnext: npm run dlq -- peek quarantine\n$/);

    const redriven = await run(['dlq', 'redrive', 'quarantine'], { PORT });
    expect(redriven).toMatchObject({
      exitCode: 1,
      output: '1 message, 0 moved back\n1 cannot be read by this version\n',
    });
    const [, dropCommand = ''] = /give it up: npm run (dlq .*)\n$/.exec(redriven.errors) ?? [];
    const dropped = await npmRun([...dropCommand.split(' '), '--yes'], { PORT });
    expect(dropped).toEqual({ exitCode: 0, output: '1 dropped\n', errors: '' });
  });

  it('whose output goes to a full disk fails with a sentence', async () => {
    const PORT = portNumber(ofProcess);
    const full = openSync('/dev/full', 'w');
    const ended = await run(['report', 'pipeline'], { PORT }, full);
    closeSync(full);
    expect(ended.exitCode).toBe(1);
    expect(ended.errors).toMatch(/^Standard output cannot be written: ENOSPC/);
  });

  it('does nothing where npm kept an option for itself', async () => {
    const PORT = portNumber(ofProcess);
    const ended = await npmRun(['rotate', 'token', '--finish'], { PORT });
    expect(ended).toMatchObject({ exitCode: 2, output: '' });
    expect(ended.errors).toContain('npm run rotate -- … --finish');
  });

  it('speaks Chinese where LANG does, in as many columns as there are, without colours', async () => {
    const PORT = portNumber(ofProcess);
    const variables = { PORT, LC_ALL: 'zh_CN.UTF-8', COLUMNS: '60', FORCE_COLOR: '1' };
    const ended = await run(['report', 'pipeline'], variables);
    expect(ended).toMatchObject({ exitCode: 0, errors: '' });
    expect(ended.output).toMatch(/^队列 +等待 +处理中 +死信\n/);
    expect(ended.output).not.toContain('\u001b');
  });
});
