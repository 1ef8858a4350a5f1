import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LocalRunError } from '../../../lib/local/local-run-error.ts';
import { type RunFile, readRunFile, removeRunFile, writeRunFile } from '../../../lib/target/run-file.ts';

const run: RunFile = {
  pid: process.pid,
  callbackUrl: 'http://127.0.0.1:3000/weixin',
  region: 'us-east-1',
  endpoints: {
    dynamodb: 'http://127.0.0.1:1',
    sqs: 'http://127.0.0.1:1',
    secretsManager: 'http://127.0.0.1:1',
  },
  credentials: { accessKeyId: 'administrator', secretAccessKey: 'local' },
  outputs: { EventsTable: 'Events' },
  weixin: { appId: 'wx1', token: 'token', encodingAesKey: 'key', encryption: 'required' },
};

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-file-'));
  path = join(folder, '.local', 'run.json');
});

afterEach(() => rm(folder, { recursive: true }));

test('what one process writes another reads, and only their owner', async () => {
  await writeRunFile(run, path);
  expect(await readRunFile(path)).toEqual(run);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('without a file, or with one that is broken, there is no local run', async () => {
  expect(await readRunFile(path)).toBeUndefined();
  await writeRunFile(run, path);
  await writeFile(path, '{"pid":');
  expect(await readRunFile(path)).toBeUndefined();
});

test('a file whose process has died is no local run', async () => {
  const ended = spawn(process.execPath, ['-e', '']);
  await once(ended, 'close');
  await writeRunFile({ ...run, pid: Number(ended.pid) }, path);
  expect(await readRunFile(path)).toBeUndefined();
});

test('a run that stops removes its own file and leaves another’s', async () => {
  await writeRunFile(run, path);
  await removeRunFile(run.pid + 1, path);
  expect(await readRunFile(path)).toEqual(run);
  await removeRunFile(run.pid, path);
  expect(await readRunFile(path)).toBeUndefined();
});

test('where it cannot be written, that is one sentence, and nothing with a secret in it stays behind', async () => {
  await mkdir(path, { recursive: true });
  await expect(writeRunFile(run, path)).rejects.toThrow(LocalRunError);
  expect(await readdir(join(folder, '.local'))).toEqual(['run.json']);
});
