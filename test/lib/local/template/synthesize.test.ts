import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { templateFunctions } from '../../../../lib/local/functions/function-definition.ts';
import { templateResolver } from '../../../../lib/local/template/resolve.ts';
import { reasonIn, synthesize } from '../../../../lib/local/template/synthesize.ts';
import { sharedAssembly } from '../../../support/engines.ts';
import { patience } from '../../../support/patience.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synthesize-'));
  await mkdir(folder, { recursive: true });
  vi.stubEnv('TMPDIR', folder);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test('every function of the template has its bundle in the cloud assembly', async () => {
  const assembly = await sharedAssembly();
  const resolver = templateResolver(assembly.template, {
    stackName: assembly.stackName,
    sqsEndpoint: 'http://127.0.0.1:1',
  });
  const functions = templateFunctions(assembly, resolver);
  expect(functions.length).toBeGreaterThan(0);
  for (const { handler } of functions) expect(existsSync(handler.file)).toBe(true);
});

test('settings the app refuses are told in its own words, and leave no folder behind', async () => {
  await expect(synthesize({ appId: 'nobody' })).rejects.toMatchObject({
    name: 'LocalRunError',
    message: expect.stringMatching(/^The stack could not be synthesized: Wrong settings:\n {2}-c appId=/),
  });
  // What tsx keeps there is its cache.
  expect((await readdir(folder)).filter((name) => !name.startsWith('tsx-'))).toEqual([]);
});

test('a synthesis that is interrupted leaves no folder behind', async () => {
  const interrupting = new AbortController();
  const synthesis = synthesize({ appId: 'wx5823bf96d3bd56c7' }, { signal: interrupting.signal });
  const interrupted = expect(synthesis).rejects.toMatchObject({ name: 'AbortError' });
  await vi.waitFor(async () => expect(await readdir(folder)).not.toEqual([]), patience);
  interrupting.abort();
  await interrupted;
  // What tsx keeps there is its cache.
  expect((await readdir(folder)).filter((name) => !name.startsWith('tsx-'))).toEqual([]);
});

test.each([
  [
    'an error nobody caught',
    'file:///a.ts:1\nthrow\n^\n\nTypeError: no such thing\n    at f (a.ts:1:1)\n',
    'no such thing',
  ],
  [
    'a bundle that fails',
    'Bundling …\n✘ [ERROR] Could not resolve "x"\n\nError: Failed to bundle\n    at g\n',
    'Could not resolve "x"',
  ],
  ['a plain message', 'Wrong settings:\n  one\n', 'Wrong settings:\n  one'],
  ['nothing', '', 'the CDK app said nothing'],
])('of %s the reason is taken', (_case, printed, reason) => {
  expect(reasonIn(printed)).toBe(reason);
});
