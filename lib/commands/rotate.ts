import { SecretsManagerServiceException } from '@aws-sdk/client-secrets-manager';
import { Argument, Command, CommanderError, Option } from 'commander';
import {
  beginRotation,
  finishRotation,
  type RotatedSecret,
  RotationError,
} from '../secrets/secret-rotation.ts';
import { type SecretKind, secretKinds, weixinSecrets } from '../secrets/secret-values.ts';
import { outputs } from '../target/outputs.ts';
import { type Target, TargetError } from '../target/target.ts';

/** The receiver whose secret is rotated. */
export type RotateTarget = Pick<Target, 'secretsManager' | 'outputs' | 'close'>;

/** What the command touches of the process it runs in. */
export interface RotateSurroundings {
  /** Finds the stack of that name, or the running local one. */
  readonly findTarget: (stackName: string | undefined) => Promise<RotateTarget>;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
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
  const program = rotateProgram(surroundings).action((kind: SecretKind, options: RotateOptions) =>
    carryOut(kind, options, surroundings),
  );
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!isExplained(error)) throw error;
    surroundings.writeError(`${error.message}\n`);
    return 1;
  }
}

/** Whether an error's message is the sentence its user reads; any other is a fault of the command. */
function isExplained(error: unknown): error is Error {
  return [RotationError, TargetError, SecretsManagerServiceException].some((kind) => error instanceof kind);
}

function rotateProgram({ write, writeError }: RotateSurroundings): Command {
  return new Command('npm run rotate --')
    .description('Replaces the token or the EncodingAESKey shared with Weixin, refusing nothing meanwhile.')
    .addArgument(new Argument('<secret>', 'which of the two').choices(secretKinds))
    .option('--finish', 'drop the previous value: pushes signed with it are refused from then on')
    .addOption(
      new Option(
        '--force',
        'begin although the last rotation is unfinished, and drop the oldest value',
      ).conflicts('finish'),
    )
    .option('--stack <name>', 'the deployed stack (default: the running local one)')
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: writeError });
}

async function carryOut(kind: SecretKind, options: RotateOptions, surroundings: RotateSurroundings) {
  const { weixinName } = weixinSecrets[kind];
  const target = await surroundings.findTarget(options.stack);
  try {
    const secret = secretOf(kind, target);
    if (options.finish) {
      await finishRotation(secret);
      surroundings.write(`The previous ${weixinName} is dropped: within five minutes it is refused.\n`);
    } else {
      const value = await beginRotation(secret, options.force ?? false);
      const sameStack = options.stack === undefined ? '' : ` --stack ${options.stack}`;
      surroundings.write(nextSteps(weixinName, value, `npm run rotate -- ${kind}${sameStack} --finish`));
    }
  } finally {
    target.close();
  }
}

function secretOf(kind: SecretKind, { secretsManager, outputs }: RotateTarget): RotatedSecret {
  const arn = outputs[secretOutputs[kind]];
  if (arn === undefined) {
    throw new TargetError(`The stack has no output ${secretOutputs[kind]}: deploy this version first.`);
  }
  return { kind, client: secretsManager, arn };
}

function nextSteps(weixinName: string, value: string, finishCommand: string): string {
  return `The new ${weixinName} is current; the previous one is still accepted.

  ${value}

1. In a minute paste it into the Official Accounts Platform as ${weixinName} (基本配置 → 服务器配置 →
   修改配置) and submit. Not sooner: the callback looks for new values once a minute.
2. Ten minutes after that, when the pushes under way have arrived: ${finishCommand}
`;
}
