import { type Command, InvalidArgumentError } from 'commander';
import { dayOf } from '../../functions/model/day.ts';
import { printable } from '../../functions/model/plain-text.ts';
import type { Share } from '../../functions/model/shares.ts';
import { createShare, listShares, revokeShare } from '../../functions/shares/shares.ts';
import { table } from '../report/table.ts';
import { outputs } from '../target/outputs.ts';
import type { Target } from '../target/target.ts';
import { TargetError } from '../target/target-error.ts';
import { inEach, type Language } from '../wording/language.ts';
import { shareTexts } from '../wording/share.ts';
import { NotDoneError } from './not-done.ts';
import { programOf } from './program.ts';
import { runCommand } from './run-command.ts';
import type { Surroundings } from './surroundings.ts';
import { type FindTarget, withTarget } from './with-target.ts';

/** The receiver whose console is shared. */
export type ShareTarget = Pick<
  Target,
  'dynamodb' | 'insightsTable' | 'timeZone' | 'outputs' | 'note' | 'close'
>;

/** What the command touches of the process it runs in. */
export interface ShareSurroundings extends Surroundings {
  readonly findTarget: FindTarget<ShareTarget>;
}

interface StackOption {
  readonly stack?: string;
}

interface CreateOptions extends StackOption {
  readonly name: string;
  readonly days: number;
  readonly people?: boolean;
}

const longestName = 100;
const [usualDays, mostDays] = [90, 400];
const usualColumns = 100;
const millisecondsADay = 24 * 60 * 60 * 1000;

/**
 * Carries out `share` with the arguments behind its name and resolves to the exit code: 0 done,
 * 1 not done, 2 wrong use.
 */
export async function share(args: readonly string[], surroundings: ShareSurroundings): Promise<number> {
  return runCommand(shareProgram(surroundings), args, surroundings);
}

function shareProgram(surroundings: ShareSurroundings): Command {
  const { language = 'en', columns = usualColumns, write } = surroundings;
  const text = shareTexts[language];
  const program = programOf('npm run share --', text.about, surroundings);
  const subcommand = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .allowExcessArguments(false)
      .option('--stack <name>', text.stack);
  const onTarget = ({ stack }: StackOption, work: (target: ShareTarget) => Promise<string>) =>
    withTarget(surroundings, stack, async (target) => write(await work(target)));

  subcommand('create', text.create)
    .option('--name <name>', text.name, (name) => readName(name, language), '')
    .option('--days <days>', text.days(mostDays), (days) => readDays(days, language), usualDays)
    .option('--people', text.people)
    .action((options: CreateOptions) => onTarget(options, (target) => create(target, options, language)));
  subcommand('list', text.list).action((options: StackOption) =>
    onTarget(options, (target) => list(target, language, columns)),
  );
  subcommand('revoke', text.revoke)
    .argument('<id>', text.id)
    .action((id: string, options: StackOption) =>
      onTarget(options, (target) => revoke(target, id, options, language)),
    );
  return program;
}

async function create(
  target: ShareTarget,
  { name, days, people, stack }: CreateOptions,
  language: Language,
): Promise<string> {
  const consoleUrl = target.outputs[outputs.consoleUrl];
  if (consoleUrl === undefined) {
    throw new TargetError(
      inEach(shareTexts, (text) => (stack === undefined ? text.noLocalReader : text.noReader)),
    );
  }
  const made = await createShare(target, {
    name,
    scope: people ? 'people' : 'numbers',
    validUntil: new Date(Date.now() + days * millisecondsADay),
  });
  const { id, validUntil, scope } = made.share;
  const text = shareTexts[language].created(
    shown(scope, language),
    printable(name),
    dayIn(target, validUntil),
    `npm run share -- revoke ${id}${stackOption(stack)}`,
  );
  return `${consoleUrl}#${made.token}\n\n${text}\n`;
}

async function list(target: ShareTarget, language: Language, columns: number): Promise<string> {
  const text = shareTexts[language];
  const shares = await listShares(target);
  if (shares.length === 0) return `${text.none}\n`;
  const now = new Date().toISOString();
  return table(
    // An id is copied: half of one is none.
    text.columns.map((header, place) => (place === 0 ? { header, least: 16 } : { header })),
    shares.map(({ id, name, scope, createdAt, validUntil, lastUsedOn }) => [
      id,
      name,
      shown(scope, language),
      dayIn(target, createdAt),
      validUntil > now ? dayIn(target, validUntil) : text.over(dayIn(target, validUntil)),
      lastUsedOn ?? text.never,
    ]),
    { language, columns, timeZone: target.timeZone },
  );
}

async function revoke(
  target: ShareTarget,
  id: string,
  { stack }: StackOption,
  language: Language,
): Promise<string> {
  if (await revokeShare(target, id)) return `${shareTexts[language].revoked(id)}\n`;
  const listCommand = `npm run share -- list${stackOption(stack)}`;
  throw new NotDoneError(inEach(shareTexts, (text) => text.noSuch(printable(id), listCommand)));
}

function shown(scope: Share['scope'], language: Language): string {
  const text = shareTexts[language];
  return scope === 'people' ? text.numbersAndPeople : text.numbers;
}

function dayIn({ timeZone }: ShareTarget, moment: string): string {
  return dayOf(Date.parse(moment) / 1000, timeZone);
}

function stackOption(stack: string | undefined): string {
  return stack === undefined ? '' : ` --stack ${stack}`;
}

function readName(name: string, language: Language): string {
  if (name.length > longestName) throw new InvalidArgumentError(shareTexts[language].longName(longestName));
  return name;
}

function readDays(days: string, language: Language): number {
  if (!/^\d{1,3}$/.test(days) || Number(days) < 1 || Number(days) > mostDays) {
    throw new InvalidArgumentError(shareTexts[language].wrongDays(mostDays));
  }
  return Number(days);
}
