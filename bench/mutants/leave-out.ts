import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { isEquivalent } from './equivalents.ts';
import { isInSample, mutantAt } from './mutant.ts';
import { readRunSettings } from './run-settings.ts';

/** A mutant as Stryker asks a checker about it; lines and columns from 0. */
interface Candidate {
  readonly id: string;
  readonly fileName: string;
  readonly replacement: string;
  readonly location: {
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
  };
}

/** Says which mutants no test is run against: those outside the sample, and those that change nothing. */
class LeaveOut {
  readonly #settings = readRunSettings();

  async init(): Promise<void> {}

  async check(candidates: readonly Candidate[]) {
    return Object.fromEntries(
      candidates.map((candidate) => [
        candidate.id,
        this.#isTried(candidate) ? { status: 'passed' } : { status: 'compileError', reason: 'left out' },
      ]),
    );
  }

  #isTried({ fileName, replacement, location: { start, end } }: Candidate): boolean {
    const file = relative(this.#settings.project, fileName).split(sep).join('/');
    const fromOne = ({ line, column }: typeof start) => ({ line: line + 1, column: column + 1 });
    const place = { start: fromOne(start), end: fromOne(end) };
    const mutant = mutantAt(file, readFileSync(fileName, 'utf8'), place, replacement);
    return isInSample(mutant, this.#settings) && !isEquivalent(mutant);
  }
}

/** What Stryker looks for in a plugin. */
export const strykerPlugins = [
  { kind: 'Checker', name: 'leave-out', factory: Object.assign(() => new LeaveOut(), { inject: [] }) },
];
