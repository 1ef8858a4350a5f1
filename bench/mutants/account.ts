import { table } from '../../lib/report/table.ts';
import { type Fate, fateNames, type Outcome } from './outcome.ts';
import { percentKilled, type Score } from './score.ts';

/** A file's name is of use as a whole alone: a terminal may break the line. */
const uncut = Number.MAX_SAFE_INTEGER;

/**
 * The table of a run, and what stands in the code where nothing was noticed, or where nothing ended: on a busy
 * machine that may be the machine's doing.
 */
export function accountOf(
  outcomes: readonly Outcome[],
  scores: readonly Score[],
  { killed }: { readonly killed: boolean },
): string {
  const number = { align: 'right' } as const;
  const header = ['', 'mutants', ...fateNames.map(wordOf), '%'];
  const rows = scores.map(({ name, numbers }) => [
    name,
    ...[total(numbers), ...fateNames.map((fate) => numbers[fate])].map(String),
    percentKilled(numbers).toFixed(1),
  ]);
  const told = outcomes
    .filter(({ fate }) => fate !== 'equivalent' && (killed || fate !== 'killed'))
    .map(changeOf);
  const head = header.map((text, place) => ({ header: text, ...(place > 0 && number) }));
  return [...told, table(head, rows, { columns: uncut, language: 'en', timeZone: 'UTC' })].join('\n');
}

function wordOf(fate: Fate): string {
  return fate === 'timedOut' ? 'timed out' : fate;
}

function total(numbers: Score['numbers']): number {
  return Object.values(numbers).reduce((sum, each) => sum + each, 0);
}

/** A mutant as a change of its line. */
function changeOf({ mutant, fate, killedBy }: Outcome): string {
  const { file, line, column, original, replacement } = mutant;
  const shown = (text: string) =>
    text
      .split('\n')
      .map((each) => each.trim())
      .join(' ⏎ ')
      .slice(0, 200);
  const by = killedBy === undefined ? '' : ` by “${killedBy}”`;
  return `${file}:${line}:${column} ${wordOf(fate)}${by}\n  - ${shown(original)}\n  + ${shown(replacement)}`;
}
