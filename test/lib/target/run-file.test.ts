import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LocalRunError } from '../../../lib/local/local-run-error.ts';
import { type RunFile, readRunFiles, removeRunFile, writeRunFile } from '../../../lib/target/run-file.ts';

const run: RunFile = {
  pid: process.pid,
  callbackUrl: 'http://127.0.0.1:3000/weixin',
  region: 'us-east-1',
  endpoints: {
    dynamodb: 'http://127.0.0.1:1',
    sqs: 'http://127.0.0.1:1',
    lambda: 'http://127.0.0.1:1',
    secretsManager: 'http://127.0.0.1:1',
  },
  credentials: { accessKeyId: 'administrator', secretAccessKey: 'local' },
  outputs: { EventsTable: 'Events' },
  weixin: { appId: 'wx1', token: 'token', encodingAesKey: 'key', encryption: 'required' },
};

const another: RunFile = { ...run, callbackUrl: 'http://127.0.0.1:3001/weixin' };

let folder: string;
let runs: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-file-'));
  runs = join(folder, '.local', 'runs');
  path = join(runs, '3000.json');
});

afterEach(() => rm(folder, { recursive: true }));

test('what one process writes another reads, and only their owner', async () => {
  await writeRunFile(run, runs);
  expect(await readRunFiles(runs)).toEqual([run]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('runs at several ports are beside each other, and one that ends leaves the others', async () => {
  await writeRunFile(another, runs);
  await writeRunFile(run, runs);
  expect(await readRunFiles(runs)).toEqual([run, another]);
  await removeRunFile(another, runs);
  expect(await readRunFiles(runs)).toEqual([run]);
});

test('without a file, or with one that is broken, there is no local run', async () => {
  expect(await readRunFiles(runs)).toEqual([]);
  await writeRunFile(run, runs);
  await writeFile(path, '{"pid":');
  expect(await readRunFiles(runs)).toEqual([]);
});

test('a file whose process has died is no local run', async () => {
  const ended = spawn(process.execPath, ['-e', '']);
  await once(ended, 'close');
  await writeRunFile({ ...run, pid: Number(ended.pid) }, runs);
  expect(await readRunFiles(runs)).toEqual([]);
});

test('a run that ends leaves the file of the next one at its port', async () => {
  await writeRunFile(run, runs);
  await removeRunFile({ ...run, pid: run.pid + 1 }, runs);
  expect(await readRunFiles(runs)).toEqual([run]);
});

test('where it cannot be written, that is one sentence, and nothing with a secret in it stays behind', async () => {
  await mkdir(path, { recursive: true });
  await expect(writeRunFile(run, runs)).rejects.toThrow(LocalRunError);
  expect(await readdir(runs)).toEqual(['3000.json']);
});
