import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { noDeadline } from '../../functions/runtime/deadline.ts';
import type { Target } from '../target/target.ts';
import { forgetTexts } from '../wording/forget.ts';
import { inEach } from '../wording/language.ts';
import { NotDoneError } from './not-done.ts';
import { programOf } from './program.ts';
import { runCommand } from './run-command.ts';
import type { Surroundings } from './surroundings.ts';
import { type FindTarget, withTarget } from './with-target.ts';

/** The receiver that forgets. */
export type ForgetTarget = Pick<Target, 'dynamodb' | 'eventsTable' | 'insightsTable' | 'note' | 'close'>;

/** What the command touches of the process it runs in. */
export interface ForgetSurroundings extends Surroundings {
  readonly findTarget: FindTarget<ForgetTarget>;
  /** Asks the person at the terminal; undefined where there is none. */
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
}

interface ForgetOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly stack?: string;
}

/**
 * Carries out `forget` with the arguments behind its name and resolves to the exit code: 0 done, 1 not done,
 * 2 wrong use.
 */
export function forget(args: readonly string[], surroundings: ForgetSurroundings): Promise<number> {
  return runCommand(forgetProgram(surroundings), args, surroundings);
}

function forgetProgram(surroundings: ForgetSurroundings): Command {
  const text = forgetTexts[surroundings.language ?? 'en'];
  return programOf('npm run forget --', text.about, surroundings)
    .argument('<openid>', text.openid, (openid) => {
      if (/^\S{1,512}$/.test(openid)) return openid;
      throw new InvalidArgumentError(text.noOpenid);
    })
    .option('--dry-run', text.dryRun)
    .option('--yes', text.yes)
    .option('--stack <name>', text.stack)
    .allowExcessArguments(false)
    .action((openid: string, options: ForgetOptions) =>
      withTarget(surroundings, options.stack, (target) => carryOut(openid, options, target, surroundings)),
    );
}

async function carryOut(
  openid: string,
  { dryRun = false, yes = false }: ForgetOptions,
  target: ForgetTarget,
  { write, confirm, language = 'en' }: ForgetSurroundings,
): Promise<void> {
  const text = forgetTexts[language];
  // AWS's client is loaded only where there is something to do.
  const { forgetPerson } = await import('../../functions/forgetting/forget-person.ts');
  const now = Math.floor(Date.now() / 1000);
  const found = await forgetPerson(target, openid, now, noDeadline(), true);
  write(`${text.would(found.profile, found.emptied + found.waiting)}\n`);
  if (dryRun) return write(`${text.stays}\n`);
  if (!yes && confirm === undefined) throw new NotDoneError(inEach(forgetTexts, (each) => each.askFirst));
  if (!yes && !(await confirm?.(text.ask))) throw new NotDoneError(inEach(forgetTexts, (each) => each.kept));

  const { profile, emptied, waiting } = await forgetPerson(target, openid, now, noDeadline());
  const isKnown = profile || emptied > 0;
  write(`${isKnown ? text.removed(profile, emptied) : text.unknown}\n`);
  if (waiting > 0) write(`${text.waiting(waiting)}\n`);
  write(`${text.stays}\n`);
}
