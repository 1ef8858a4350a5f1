import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { readListing } from '../../functions/insights/listing.ts';
import { forEachAtMost } from '../../functions/runtime/for-each-at-most.ts';
import { nameColumns, readNames } from '../names/read-names.ts';
import { removeName, writeName } from '../names/write-name.ts';
import { csv } from '../report/csv.ts';
import { table } from '../report/table.ts';
import type { Target } from '../target/target.ts';
import { inEach } from '../wording/language.ts';
import { namesTexts } from '../wording/names.ts';
import { reportTexts } from '../wording/report.ts';
import { NotDoneError } from './not-done.ts';
import { programOf } from './program.ts';
import { runCommand } from './run-command.ts';
import type { Surroundings } from './surroundings.ts';
import { type FindTarget, withTarget } from './with-target.ts';
import { WrongUseError } from './wrong-use.ts';

/** What the command touches of the process it runs in. */
export interface NamesSurroundings extends Surroundings {
  readonly findTarget: FindTarget<Target>;
}

interface NamesOptions {
  readonly stack?: string;
  readonly partial?: boolean;
  readonly csv?: boolean;
}

const writesAtOnce = 8;
const usualColumns = 100;

/**
 * Carries out `names` with the arguments behind its name and resolves to the exit code: 0 done, 1 not done,
 * 2 wrong use.
 */
export function names(args: readonly string[], surroundings: NamesSurroundings): Promise<number> {
  return runCommand(namesProgram(surroundings), args, surroundings);
}

function namesProgram(surroundings: NamesSurroundings): Command {
  const { language = 'en' } = surroundings;
  const [text, reported] = [namesTexts[language], reportTexts[language]];
  const program = programOf('npm run names --', text.about, surroundings);
  const subcommand = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .allowExcessArguments(false)
      .option('--stack <name>', reported.stack);
  subcommand('import', text.import(nameColumns.join(',')))
    .argument('<file>', text.file)
    .option('--partial', text.partial)
    .action((file: string, options: NamesOptions) => importNames(file, options, surroundings));
  subcommand('list', text.list)
    .option('--csv', text.csv)
    .action((options: NamesOptions) => listNames(options, surroundings));
  subcommand('remove', text.remove)
    .argument('<KeyStandard>', reported.keyStandard)
    .argument('<KeyStr>', reported.keyStr)
    .action((KeyStandard: string, KeyStr: string, { stack }: NamesOptions) =>
      withTarget(surroundings, stack, async (target) => {
        if (!(await removeName(target, { KeyStandard, KeyStr }))) {
          throw new NotDoneError(inEach(namesTexts, ({ nameless }) => nameless(`${KeyStandard} ${KeyStr}`)));
        }
        surroundings.write(`${text.removed}\n`);
      }),
    );
  return program;
}

/** Takes all names of a file or, unless told to take a part, none. */
async function importNames(
  file: string,
  { partial, stack }: NamesOptions,
  surroundings: NamesSurroundings,
): Promise<void> {
  const { language = 'en', write, writeError } = surroundings;
  const text = namesTexts[language];
  const { names: lines, objections } = readNames(await contentOf(file));
  for (const { line, why } of objections) writeError(`${text.wrongLine(file, line, why[language])}\n`);
  if (objections.length > 0 && (!partial || lines.length === 0)) {
    const says = lines.length > 0 ? 'unchangedButCould' : 'unchanged';
    throw new WrongUseError(inEach(namesTexts, (texts) => texts[says]));
  }
  await withTarget(surroundings, stack, async (target) => {
    await forEachAtMost(writesAtOnce, lines, ({ product, name }) => writeName(target, product, name));
    write(`${text.taken(lines.length)}\n`);
  });
}

async function listNames(options: NamesOptions, surroundings: NamesSurroundings): Promise<void> {
  const { language = 'en', columns = usualColumns, write } = surroundings;
  await withTarget(surroundings, options.stack, async (target) => {
    const named = (await readListing(target)).flatMap(({ product: { keyStandard, keyStr, name } }) =>
      name === null ? [] : [{ keyStandard, keyStr, name }],
    );
    named.sort((one, other) => (one.keyStr < other.keyStr ? -1 : 1));
    if (options.csv) {
      const rows = named.map(({ keyStandard, keyStr, name }) => [keyStandard, { code: keyStr }, name]);
      return write(csv([nameColumns, ...rows]));
    }
    if (named.length === 0) return write(`${namesTexts[language].none}\n`);
    const rows = named.map(({ keyStandard, keyStr, name }) => [keyStandard, keyStr, name]);
    const headers = [{ header: 'KeyStandard' }, { header: 'KeyStr' }, { header: reportTexts[language].name }];
    write(table(headers, rows, { language, columns, timeZone: target.timeZone }));
  });
}

/** @throws {WrongUseError} where there is no such file */
async function contentOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    const { message } = cause instanceof Error ? cause : new Error(String(cause));
    throw new WrongUseError(
      inEach(namesTexts, ({ unreadable }) => unreadable(message)),
      { cause },
    );
  }
}
