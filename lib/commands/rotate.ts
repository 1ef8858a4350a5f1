import { Argument, type Command } from 'commander';
import type { RotatedSecret } from '../secrets/secret-rotation.ts';
import { type SecretKind, secretKinds, weixinSecrets } from '../secrets/secret-values.ts';
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

/** The receiver whose secret is rotated. */
export type RotateTarget = Pick<Target, 'secretsManager' | 'outputs' | 'timeZone' | 'note' | 'close'>;

/** What the command touches of the process it runs in. */
export interface RotateSurroundings extends Surroundings {
  readonly findTarget: FindTarget<RotateTarget>;
}

interface RotateOptions {
  readonly finish?: boolean;
  readonly force?: boolean;
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
  await withTarget(surroundings, options.stack, async (target) => {
    const { beginRotation, finishRotation } = await import('../secrets/secret-rotation.ts');
    const secret = secretOf(kind, target);
    const force = options.force ?? false;
    if (options.finish) {
      await finishRotation(secret, { atOnce: force, timeZone: target.timeZone, command });
      write(`${text.dropped(weixinName)}\n`);
    } else {
      write(text.next(weixinName, await beginRotation(secret, force), command));
    }
  });
}

function secretOf(kind: SecretKind, { secretsManager, outputs }: RotateTarget): RotatedSecret {
  const arn = outputs[secretOutputs[kind]];
  if (arn === undefined) {
    throw new TargetError(inEach(targetTexts, (text) => text.noOutput(secretOutputs[kind])));
  }
  return { kind, client: secretsManager, arn };
}
