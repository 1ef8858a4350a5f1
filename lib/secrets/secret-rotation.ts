import {
  DescribeSecretCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { newSecretValue, type SecretKind } from './secret-values.ts';

/** The rotation asked for does not fit what is under way. */
export class RotationError extends Error {
  override readonly name = 'RotationError';
}

export interface RotatedSecret {
  readonly kind: SecretKind;
  readonly client: SecretsManagerClient;
  readonly arn: string;
}

const previous = 'AWSPREVIOUS';

/**
 * Makes a new value current; Secrets Manager itself makes the old one previous, and the callback function
 * accepts both. Resolves to the new value.
 * @param dropOlder also where a rotation is unfinished; the value before the current one is refused then
 * @throws {RotationError} where a rotation is unfinished
 */
export async function beginRotation(secret: RotatedSecret, dropOlder: boolean): Promise<string> {
  if (!dropOlder && (await previousVersion(secret)) !== undefined) {
    throw new RotationError(
      'The last rotation is unfinished: its previous value is still accepted. Drop that with --finish first.',
    );
  }
  const value = newSecretValue(secret.kind);
  await secret.client.send(new PutSecretValueCommand({ SecretId: secret.arn, SecretString: value }));
  return value;
}

/**
 * Drops the previous value.
 * @throws {RotationError} where there is none
 */
export async function finishRotation(secret: RotatedSecret): Promise<void> {
  const version = await previousVersion(secret);
  if (version === undefined)
    throw new RotationError('No rotation is under way: there is no previous value to drop.');
  await secret.client.send(
    new UpdateSecretVersionStageCommand({
      SecretId: secret.arn,
      VersionStage: previous,
      RemoveFromVersionId: version,
    }),
  );
}

async function previousVersion({ client, arn }: RotatedSecret): Promise<string | undefined> {
  const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId: arn }));
  return Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes(previous))?.[0];
}
