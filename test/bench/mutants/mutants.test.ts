import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { equivalents } from '../../../bench/mutants/equivalents.ts';
import { mutants } from '../../../bench/mutants/mutants.ts';
import { testsOf } from '../../../bench/mutants/tests-of.ts';
import { root } from '../../support/page-sections.ts';

async function run(...args: readonly string[]) {
  const said = { output: '', error: '' };
  const exitCode = await mutants(args, {
    write: (text) => {
      said.output += text;
    },
    writeError: (text) => {
      said.error += text;
    },
  });
  return { exitCode, ...said };
}

describe('npm run mutants', () => {
  test('says how it is used', async () => {
    const { exitCode, output } = await run('--help');
    expect(exitCode).toBe(0);
    expect(output).toContain('--sample <percent>');
  });

  test.each([
    ['of a folder that is not there', ['functions/nowhere'], 'There is no functions/nowhere.'],
    ['of a sample that is no share', ['--sample', '0'], 'A number above 0, up to 100.'],
    ['of a seed that is no number', ['--seed', 'x'], 'A whole number from 1.'],
  ])('tells wrong use %s', async (_of, args, sentence) => {
    const { exitCode, error } = await run(...args);
    expect(exitCode).toBe(2);
    expect(error).toContain(sentence);
  });

  test('has nothing to change where there is no code', async () => {
    expect(await run('LICENSE')).toMatchObject({ exitCode: 0, output: 'There is nothing to change.\n' });
  });
});

describe('the tests of a mutated', () => {
  test.each([
    ['folder', 'functions/outbox', 'test/functions/outbox'],
    ['file with tests of its own', 'functions/model/day.ts', 'test/functions/model/day.test.ts'],
    ['file without', 'functions/outbox/lease-length.ts', 'test/functions/outbox'],
  ])('%s are those of the same place', (_what, path, tests) => {
    expect(testsOf(path, root)[0]).toBe(tests);
  });

  test('folder are all there', () => {
    const folders = ['model', 'stores', 'runtime', 'web', 'reads', 'shares', 'insights'];
    const tests = folders.flatMap((folder) => testsOf(`functions/${folder}`, root));
    expect(tests.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

test('every mutant that is said to change nothing is one of the code as it is, stands once, and has a reason', () => {
  const gone = equivalents.filter(({ file, lineText, original, because }) => {
    const lines = readFileSync(join(root, file), 'utf8')
      .split('\n')
      .map((line) => line.trim());
    return !lines.includes(lineText) || !lineText.includes(original.split('\n')[0] ?? '') || because === '';
  });
  expect(gone).toEqual([]);
  const names = equivalents.map(({ because, ...mutant }) => JSON.stringify(mutant));
  expect(names).toEqual([...new Set(names)]);
});
