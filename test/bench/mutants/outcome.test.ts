import { describe, expect, test } from 'vitest';
import { accountOf } from '../../../bench/mutants/account.ts';
import { isInSample, mutantAt } from '../../../bench/mutants/mutant.ts';
import { outcomesOf, type StrykerReport } from '../../../bench/mutants/outcome.ts';
import { percentKilled, scoresOf } from '../../../bench/mutants/score.ts';

const all = { sample: 100, seed: 1 };
const settings = { ...all, project: '/', tests: [] };
const source = [
  'export function tell(age: number) {',
  "  if (age > 9) throw new OldError('too old');",
  '  return age > 0;',
  '}',
].join('\n');

/** A report of Stryker's on mutants of `age > 0`, of so many of each status. */
function reportOf(statuses: readonly string[], file = 'functions/model/age.ts'): StrykerReport {
  const location = { start: { line: 3, column: 10 }, end: { line: 3, column: 17 } };
  const mutants = statuses.map((status, place) => ({
    status,
    location,
    replacement: `age > ${place + 1}`,
    ...(status === 'Killed' && { killedBy: ['7'] }),
  }));
  return {
    files: { [file]: { source, mutants } },
    testFiles: { 'age.test.ts': { tests: [{ id: '7', name: 'who is old is told so' }] } },
  };
}

describe('a mutant', () => {
  test('is known by its place, by what stood there and by what stands there now', () => {
    const place = { start: { line: 3, column: 10 }, end: { line: 3, column: 17 } };
    expect(mutantAt('age.ts', source, place, 'true')).toEqual({
      file: 'age.ts',
      line: 3,
      column: 10,
      lineText: 'return age > 0;',
      original: 'age > 0',
      replacement: 'true',
      isWording: false,
    });
  });

  test('that empties the text of an error, and nothing else, is one of wording', () => {
    const text = { start: { line: 2, column: 35 }, end: { line: 2, column: 44 } };
    expect(mutantAt('age.ts', source, text, '""')).toMatchObject({ original: "'too old'", isWording: true });
    const block = { start: { line: 2, column: 16 }, end: { line: 2, column: 46 } };
    expect(mutantAt('age.ts', source, block, '').isWording).toBe(false);
  });

  test('that empties words in one of the languages is one of wording, too', () => {
    const words = "const title = { en: 'Opened', zh: '打开' };";
    const at = (from: number, to: number, replacement: string) => {
      const place = { start: { line: 1, column: from }, end: { line: 1, column: to } };
      return mutantAt('words.ts', words, place, replacement);
    };
    expect(at(21, 29, '""')).toMatchObject({ original: "'Opened'", isWording: true });
    expect(at(15, words.length, '{}')).toMatchObject({ isWording: true });
    expect(at(15, words.length, 'x')).toMatchObject({ isWording: false });
  });

  test('is in a sample of its seed each time, and in a larger one too', () => {
    const mutants = Array.from({ length: 1000 }, (_none, n) =>
      mutantAt('age.ts', source, { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } }, `${n}`),
    );
    const sampled = (sample: number, seed: number) =>
      mutants.filter((mutant) => isInSample(mutant, { sample, seed }));
    expect(sampled(100, 1)).toHaveLength(1000);
    expect(sampled(20, 1)).toEqual(sampled(20, 1));
    expect(sampled(40, 1)).toEqual(expect.arrayContaining(sampled(20, 1)));
    expect(sampled(20, 2)).not.toEqual(sampled(20, 1));
    expect(Math.abs(sampled(20, 1).length - 200)).toBeLessThan(60);
  });
});

describe('of mutants', () => {
  test('those that never end or break the process count as killed, those no test reaches do not', () => {
    const outcomes = outcomesOf(
      reportOf(['Killed', 'Timeout', 'RuntimeError', 'Survived', 'NoCoverage']),
      settings,
    );
    const [folder, file] = scoresOf(outcomes, ['functions/model']);
    expect(folder).toEqual({
      name: 'functions/model',
      numbers: { killed: 2, timedOut: 1, survived: 1, uncovered: 1, equivalent: 0 },
    });
    expect(file).toEqual({ ...folder, name: 'functions/model/age.ts' });
    expect(folder && percentKilled(folder.numbers)).toBe(60);
  });

  test('one at which a test’s file cannot be loaded is killed', () => {
    const report = reportOf(['Survived']);
    const [file] = Object.values(report.files);
    const [mutant] = file?.mutants ?? [];
    Object.assign(mutant ?? {}, { coveredBy: ['7', '8'], testsCompleted: 1 });
    expect(outcomesOf(report, settings)).toMatchObject([{ fate: 'killed' }]);
    Object.assign(mutant ?? {}, { testsCompleted: 2 });
    expect(outcomesOf(report, settings)).toMatchObject([{ fate: 'survived' }]);
    Object.assign(mutant ?? {}, { static: true, testsCompleted: 0 });
    expect(outcomesOf(report, settings)).toMatchObject([{ fate: 'killed' }]);
  });

  test('those outside the sample are not counted', () => {
    const report = reportOf(Array.from({ length: 400 }, () => 'NoCoverage'));
    const counted = outcomesOf(report, { ...settings, sample: 10 }).length;
    expect(counted).toBeGreaterThan(0);
    expect(counted).toBeLessThan(80);
  });

  test('nothing is said that Stryker did not say', () => {
    expect(() => outcomesOf(reportOf(['Pending']), settings)).toThrow('age.ts:3: Stryker says Pending');
  });
});

describe('what is told of a run', () => {
  const report = reportOf(['Killed', 'Survived', 'Timeout']);
  const outcomes = outcomesOf(report, settings);
  const scores = scoresOf(outcomes, ['functions/model']);

  test('is each change nobody noticed or that never ended, and a table by folder and file', () => {
    expect(accountOf(outcomes, scores, { killed: false })).toBe(
      `functions/model/age.ts:3:10 survived
  - age > 0
  + age > 2
functions/model/age.ts:3:10 timed out
  - age > 0
  + age > 3
                        mutants  killed  timed out  survived  uncovered  equivalent     %
functions/model               3       1          1         1          0           0  66.7
functions/model/age.ts        3       1          1         1          0           0  66.7
`,
    );
  });

  test('is also who noticed the others, where it is asked for', () => {
    expect(accountOf(outcomes, scores, { killed: true })).toContain(
      'functions/model/age.ts:3:10 killed by “who is old is told so”\n  - age > 0\n  + age > 1',
    );
  });
});
