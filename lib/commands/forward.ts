import { type Command, Option } from 'commander';
import {
  type Target as ForwardTarget,
  type Reach,
  readTarget,
  TargetUrlError,
} from '../../functions/callback/forward/target.ts';
import { outputs } from '../target/outputs.ts';
import { readSecrets } from '../target/read-secrets.ts';
import type { Target } from '../target/target.ts';
import { TargetError } from '../target/target-error.ts';
import type { WeixinAccount } from '../weixin/account.ts';
import { checkTarget, type Finding } from '../weixin/check-target.ts';
import { type Encryption, encryptionModes, type Mode } from '../weixin/signed-push.ts';
import { forwardTexts } from '../wording/forward.ts';
import { inEach } from '../wording/language.ts';
import { programOf } from './program.ts';
import { accountVariables, type PushableRun, pushTarget } from './push-target.ts';
import { exitCodes, runCommand } from './run-command.ts';
import type { Surroundings } from './surroundings.ts';
import { type FindTarget, withTarget } from './with-target.ts';
import { WrongUseError } from './wrong-use.ts';

/** What the command touches of the process it runs in. */
export interface ForwardSurroundings extends Surroundings {
  readonly findTarget: FindTarget<Pick<Target, 'secretsManager' | 'outputs' | 'note' | 'close'>>;
  /** Finds the local run behind a URL of this machine. */
  readonly readLocalRun: (url: string | undefined) => Promise<PushableRun | undefined>;
}

interface CheckOptions {
  readonly stack?: string;
  readonly url?: string;
  readonly encryption?: Encryption;
}

/** The server that is checked, and as whom. */
interface Checked {
  readonly target: ForwardTarget;
  readonly account: WeixinAccount;
  readonly mode: Mode;
}

/**
 * Carries out `forward` with the arguments behind its name and resolves to the exit code: 0 all is well,
 * 1 something is wrong with the server, or there is none, 2 wrong use.
 */
export async function forward(args: readonly string[], surroundings: ForwardSurroundings): Promise<number> {
  let outcome: number = exitCodes.done;
  const program = forwardProgram(surroundings, async (options) => {
    outcome = await check(options, surroundings);
  });
  return (await runCommand(program, args, surroundings)) || outcome;
}

function forwardProgram(
  surroundings: ForwardSurroundings,
  action: (options: CheckOptions) => Promise<void>,
): Command {
  const text = forwardTexts[surroundings.language ?? 'en'];
  const program = programOf('npm run forward --', text.about, surroundings);
  program
    .command('check')
    .description(text.check)
    .addOption(new Option('--stack <name>', text.stack).conflicts('url'))
    .option('--url <url>', text.url)
    .addOption(new Option('--encryption <setting>', text.encryption).choices(Object.keys(encryptionModes)))
    .allowExcessArguments(false)
    .addHelpText('after', `\n${text.account(Object.values(accountVariables).join(', '))}`)
    .action(action);
  return program;
}

async function check(options: CheckOptions, surroundings: ForwardSurroundings): Promise<number> {
  const { write, language = 'en' } = surroundings;
  const text = forwardTexts[language];
  const { target, account, mode } =
    options.url === undefined
      ? await deployed(options.stack, surroundings)
      : await given(options.url, options, surroundings);
  write(`${text.notAsked(target.url.href, mode)}\n`);
  const findings = await checkTarget(target, account, mode);
  for (const finding of findings) write(`${describe(finding, text)}\n`);
  const isRight = findings.every(({ problem }) => problem === undefined);
  if (isRight) write(`${text.allRight}\n`);
  return isRight ? exitCodes.done : exitCodes.notDone;
}

/** The server that a stack or the local run forwards to. */
function deployed(stack: string | undefined, surroundings: ForwardSurroundings): Promise<Checked> {
  return withTarget(surroundings, stack, async ({ secretsManager, outputs: found }) => {
    const url = found[outputs.forwardUrl];
    if (url === undefined) throw new TargetError(inEach(forwardTexts, (text) => text.nothingForwarded));
    const { token, encodingAesKey } = await readSecrets(secretsManager, found);
    return {
      target: asTarget(url, { loopback: stack === undefined }),
      account: { appId: found[outputs.appId] ?? '', token, encodingAesKey },
      mode: found[outputs.encryption] === 'off' ? encryptionModes.off : encryptionModes.required,
    };
  });
}

/** A server before anything forwards to it; a local run could forward to one of this machine. */
async function given(
  url: string,
  options: CheckOptions,
  surroundings: ForwardSurroundings,
): Promise<Checked> {
  const target = asTarget(url, { loopback: true });
  const { variables = {}, readLocalRun } = surroundings;
  const { account, mode } = await pushTarget(options, variables, readLocalRun);
  return { target, account, mode };
}

function asTarget(url: string, reach: Reach): ForwardTarget {
  try {
    return readTarget(url, reach);
  } catch (error) {
    if (!(error instanceof TargetUrlError)) throw error;
    throw new WrongUseError(
      inEach(forwardTexts, (text) => text.notAUrl(error.message)),
      { cause: error },
    );
  }
}

function describe(finding: Finding, text: (typeof forwardTexts)['en']): string {
  const { step, milliseconds, problem, reply } = finding;
  const what = text.steps[step];
  if (problem !== undefined) {
    return `${text.wrong(what, milliseconds)}\n  ${text.problems[problem](finding)}`;
  }
  if (step === 'verification') return text.right(what, milliseconds);
  const seen = reply ? text.reply(JSON.stringify(reply.fields.get('Content') ?? reply.xml)) : text.noReply;
  return `${text.right(what, milliseconds)}\n  ${seen}`;
}
