import { isEquivalent } from './equivalents.ts';
import { isInSample, type Mutant, mutantAt, type Position } from './mutant.ts';
import type { RunSettings } from './run-settings.ts';

/** What may become of a mutant, in the order it is told; `uncovered` is one whose code no test runs. */
export const fateNames = ['killed', 'timedOut', 'survived', 'uncovered', 'equivalent'] as const;

export type Fate = (typeof fateNames)[number];

export interface Outcome {
  readonly mutant: Mutant;
  readonly fate: Fate;
  /** The test that turned red. */
  readonly killedBy?: string;
}

/** Stryker's report, as far as it is read: https://github.com/stryker-mutator/mutation-testing-elements. */
export interface StrykerReport {
  readonly files: Readonly<Record<string, ReportedFile>>;
  readonly testFiles?: Readonly<
    Record<string, { readonly tests: readonly { readonly id: string; readonly name: string }[] }>
  >;
}

interface ReportedFile {
  readonly source: string;
  readonly mutants: readonly ReportedMutant[];
}

interface ReportedMutant {
  readonly replacement?: string;
  readonly status: string;
  readonly location: { readonly start: Position; readonly end: Position };
  readonly killedBy?: readonly string[];
  readonly coveredBy?: readonly string[];
  /** Whether it is met while a file loads: then all tests are run, whichever reach it later. */
  readonly static?: boolean;
  readonly testsCompleted?: number;
}

/** At a mutant at which the process dies, something was noticed as well as where a test turned red. */
const fates: Readonly<Record<string, Fate>> = {
  Killed: 'killed',
  Timeout: 'timedOut',
  RuntimeError: 'killed',
  Survived: 'survived',
  NoCoverage: 'uncovered',
};

/** What became of the mutants of the sample. */
export function outcomesOf(report: StrykerReport, settings: RunSettings): readonly Outcome[] {
  const tests = Object.values(report.testFiles ?? {}).flatMap((file) => file.tests);
  const names = new Map(tests.map(({ id, name }) => [id, name]));
  return Object.entries(report.files).flatMap(([file, { source, mutants }]) =>
    mutants.flatMap((reported): Outcome[] => {
      const { location, replacement = '', killedBy: [killer = ''] = [] } = reported;
      const mutant = mutantAt(file, source, location, replacement);
      if (!isInSample(mutant, settings)) return [];
      const fate = isEquivalent(mutant) ? 'equivalent' : fateOf(reported, tests.length);
      if (fate === undefined) throw new Error(`${file}:${mutant.line}: Stryker says ${reported.status}`);
      const killedBy = names.get(killer);
      return [{ mutant, fate, ...(killedBy && { killedBy }) }];
    }),
  );
}

function fateOf(mutant: ReportedMutant, allTests: number): Fate | undefined {
  const { status, coveredBy = [], testsCompleted } = mutant;
  // Tests that were to run and did not are in a file that could not even be loaded, which Stryker takes for no failure.
  const expected = mutant.static ? allTests : coveredBy.length;
  const isUnloaded = testsCompleted !== undefined && testsCompleted < expected;
  return status === 'Survived' && isUnloaded ? 'killed' : fates[status];
}
