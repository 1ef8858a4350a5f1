import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, InvalidArgumentError } from 'commander';
import { installPackages } from '../../lib/commands/install-packages.ts';
import { NotDoneError } from '../../lib/commands/not-done.ts';
import { programOf } from '../../lib/commands/program.ts';
import { runCommand } from '../../lib/commands/run-command.ts';
import type { Surroundings } from '../../lib/commands/surroundings.ts';
import { WrongUseError } from '../../lib/commands/wrong-use.ts';
import { accountOf } from './account.ts';
import { outcomesOf } from './outcome.ts';
import { goal, percentKilled, scoresOf } from './score.ts';
import { runStryker, StrykerFailedError, strykerFolder } from './stryker.ts';
import { testsOf } from './tests-of.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));

interface MutantsOptions {
  readonly sample: number;
  readonly seed: number;
  readonly concurrency: number;
  readonly tests?: readonly string[];
  readonly changed?: boolean;
  readonly killed?: boolean;
}

/**
 * Carries out `mutants` with the arguments behind its name. Resolves to the exit code: 0 where tests turn red at
 * enough mutants of every folder, 1 where they do not, 2 wrong use.
 */
export function mutants(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const program = programOf('npm run mutants --', about, surroundings)
    .argument('[path...]', 'folders or files to change', ['functions'])
    .option('--sample <percent>', 'try so many percent of the mutants', percent, 100)
    .option('--seed <number>', 'which ones the sample has', wholeNumber, 1)
    .option('--changed', 'only files that are not as they are on main')
    .option('--tests <path...>', 'run these tests instead of those of the same place in test/')
    .option('--concurrency <number>', 'mutants tried at once', wholeNumber, 1)
    .option('--killed', 'name the tests that turned red, too');
  program.action((paths: string[]) => tryMutants(paths, program, surroundings));
  return runCommand(program, args, surroundings);
}

const about =
  'Changes the code in small ways, one at a time and in a copy, and runs its tests: each change should turn one ' +
  `red. Ends with 1 where in a folder less than ${goal} % of them do.`;

async function tryMutants(
  given: readonly string[],
  program: Command,
  { write }: Surroundings,
): Promise<void> {
  const { sample, seed, concurrency, tests, changed, killed = false } = program.opts<MutantsOptions>();
  const paths = given.map((path) => path.replace(/^\.\/|\/$/g, ''));
  for (const path of paths) {
    if (!existsSync(join(project, path))) throw new WrongUseError(inBoth(`There is no ${path}.`));
  }
  const files = changed === undefined ? sourcesIn(paths) : changedIn(paths);
  if (files.length === 0) return write('There is nothing to change.\n');
  await installPackages(strykerFolder);
  const settings = {
    project,
    sample,
    seed,
    tests: tests ?? [...new Set(paths.flatMap((path) => testsOf(path, project)))],
  };
  const outcomes = outcomesOf(await stryker(files, settings, concurrency), settings);
  const scores = scoresOf(outcomes, paths);
  write(accountOf(outcomes, scores, { killed }));
  const missed = scores.filter(({ name, numbers }) => paths.includes(name) && percentKilled(numbers) < goal);
  if (missed.length > 0) {
    throw new NotDoneError(inBoth(`Less than ${goal} %: ${missed.map(({ name }) => name).join(', ')}`));
  }
}

async function stryker(...run: Parameters<typeof runStryker>): ReturnType<typeof runStryker> {
  try {
    return await runStryker(...run);
  } catch (error) {
    if (error instanceof StrykerFailedError) throw new NotDoneError(inBoth(error.message));
    throw error;
  }
}

function sourcesIn(paths: readonly string[]): readonly string[] {
  return git('ls-files', '--cached', '--others', '--exclude-standard', '--', ...paths);
}

function changedIn(paths: readonly string[]): readonly string[] {
  const present = new Set(sourcesIn(paths));
  return git('diff', '--name-only', '--relative', 'main', '--', ...paths).filter((file) => present.has(file));
}

/** Names of files that git gives, of those that hold code. */
function git(...args: readonly string[]): readonly string[] {
  const names = execFileSync('git', args, { cwd: project, encoding: 'utf8' }).split('\n');
  return names.filter((name) => name.endsWith('.ts') && existsSync(join(project, name)));
}

function percent(text: string): number {
  const number = Number(text.replace(/%$/, ''));
  if (!(number > 0 && number <= 100)) throw new InvalidArgumentError('A number above 0, up to 100.');
  return number;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('A whole number from 1.');
  return Number(text);
}

/** What is said to whoever works on the code, which is English. */
function inBoth(text: string) {
  return { en: text, zh: text };
}
