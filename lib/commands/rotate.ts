import { Argument, type Command, Option } from 'commander';
import type { RotatedSecret } from '../secrets/secret-rotation.ts';
import { isSecretValue, type SecretKind, secretKinds, weixinSecrets } from '../secrets/secret-values.ts';
import { outputs } from '../target/outputs.ts';
import type { Target } from '../target/target.ts';
import { TargetError } from '../target/target-error.ts';
import { inEach } from '../wording/language.ts';
import { rotateTexts } from '../wording/rotate.ts';
import { targetTexts } from '../wording/target.ts';
import { programOf } from './program.ts';
import { runCommand } from './run-command.ts';
import type { Surroundings } from './surroundings.ts';
import { type FindTarget, withTarget } from './with-target.ts';
import { WrongUseError } from './wrong-use.ts';

/** The receiver whose secret is rotated. */
export type RotateTarget = Pick<Target, 'secretsManager' | 'outputs' | 'timeZone' | 'note' | 'close'>;

/** What the command touches of the process it runs in. */
export interface RotateSurroundings extends Surroundings {
  readonly findTarget: FindTarget<RotateTarget>;
  /** Reads the first line of standard input, asking for it where somebody sits there. */
  readonly readLine: (question: string) => Promise<string>;
}

interface RotateOptions {
  readonly finish?: boolean;
  readonly force?: boolean;
  readonly fromStdin?: boolean;
  readonly stack?: string;
}

const secretOutputs = {
  token: outputs.tokenSecret,
  key: outputs.encodingAesKeySecret,
} as const satisfies Record<SecretKind, string>;

/**
 * Carries out `rotate` with the arguments behind its name and resolves to the exit code: 0 done,
 * 1 not done, 2 wrong use.
 */
export async function rotate(args: readonly string[], surroundings: RotateSurroundings): Promise<number> {
  return runCommand(rotateProgram(surroundings), args, surroundings);
}

function rotateProgram(surroundings: RotateSurroundings): Command {
  const text = rotateTexts[surroundings.language ?? 'en'];
  return programOf('npm run rotate --', text.about, surroundings)
    .addArgument(new Argument('<secret>', text.secret).choices(secretKinds))
    .option('--finish', text.finish)
    .option('--force', text.force)
    .addOption(new Option('--from-stdin', text.fromStdin).conflicts('finish'))
    .option('--stack <name>', text.stack)
    .allowExcessArguments(false)
    .action((kind: SecretKind, options: RotateOptions) => carryOut(kind, options, surroundings));
}

async function carryOut(
  kind: SecretKind,
  options: RotateOptions,
  surroundings: RotateSurroundings,
): Promise<void> {
  const { weixinName } = weixinSecrets[kind];
  const { write, language = 'en' } = surroundings;
  const text = rotateTexts[language];
  const sameStack = options.stack === undefined ? '' : ` --stack ${options.stack}`;
  const command = `npm run rotate -- ${kind}${sameStack} --finish`;
  const given = options.fromStdin ? await readGiven(kind, surroundings) : undefined;
  await withTarget(surroundings, options.stack, async (target) => {
    const { beginRotation, finishRotation } = await import('../secrets/secret-rotation.ts');
    const secret = secretOf(kind, target);
    const force = options.force ?? false;
    if (options.finish) {
      await finishRotation(secret, { atOnce: force, timeZone: target.timeZone, command });
      write(`${text.dropped(weixinName)}\n`);
    } else {
      const value = await beginRotation(secret, force, given);
      write(given === undefined ? text.next(weixinName, value, command) : text.taken(weixinName, command));
    }
  });
}

/**
 * A value of the merchant's own. From standard input: a command line is seen by every user of a machine.
 * @throws {WrongUseError} where Weixin would not take it; the sentence does not quote it
 */
async function readGiven(
  kind: SecretKind,
  { readLine, language = 'en' }: RotateSurroundings,
): Promise<string> {
  const value = (await readLine(rotateTexts[language].paste(weixinSecrets[kind].weixinName))).trim();
  if (isSecretValue(kind, value)) return value;
  throw new WrongUseError(inEach(rotateTexts, (text) => text.wrongForm[kind]));
}

function secretOf(kind: SecretKind, { secretsManager, outputs }: RotateTarget): RotatedSecret {
  const arn = outputs[secretOutputs[kind]];
  if (arn === undefined) {
    throw new TargetError(inEach(targetTexts, (text) => text.noOutput(secretOutputs[kind])));
  }
  return { kind, client: secretsManager, arn };
}
