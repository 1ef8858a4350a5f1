import { dirname } from 'node:path/posix';
import { recordOf } from '../../functions/model/record-of.ts';
import { type Fate, fateNames, type Outcome } from './outcome.ts';

/** Percent of the mutants of each folder that some test has to turn red at. */
export const goal = 90;

export interface Score {
  /** A file, or a folder with all that is below it. */
  readonly name: string;
  readonly numbers: Readonly<Record<Fate, number>>;
}

/** How each mutated folder stands, followed by its files. */
export function scoresOf(outcomes: readonly Outcome[], folders: readonly string[]): readonly Score[] {
  return folders.flatMap((folder) => {
    const inside = outcomes.filter(({ mutant }) => mutant.file === folder || isBelow(mutant.file, folder));
    const files = [...new Set(inside.map(({ mutant }) => mutant.file))].sort();
    const ofFile = (name: string) => inside.filter(({ mutant }) => mutant.file === name);
    return [
      { name: folder, numbers: numbersOf(inside) },
      ...files.filter((name) => name !== folder).map((name) => ({ name, numbers: numbersOf(ofFile(name)) })),
    ];
  });
}

/** Percent noticed, also by never ending, of those that change something; 100 where there are none. */
export function percentKilled({ killed, timedOut, survived, uncovered }: Score['numbers']): number {
  const noticed = killed + timedOut;
  const all = noticed + survived + uncovered;
  return all === 0 ? 100 : (100 * noticed) / all;
}

function isBelow(file: string, folder: string): boolean {
  return dirname(file) === folder || file.startsWith(`${folder}/`);
}

function numbersOf(outcomes: readonly Outcome[]): Score['numbers'] {
  const numbers = recordOf(fateNames, () => 0);
  for (const { fate } of outcomes) numbers[fate] += 1;
  return numbers;
}
