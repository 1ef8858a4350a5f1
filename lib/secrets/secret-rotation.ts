import {
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
  type SecretVersionsListEntry,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { inEach } from '../wording/language.ts';
import { secondOf } from '../wording/moment.ts';
import { rotateTexts } from '../wording/rotate.ts';
import { RotationError } from './rotation-error.ts';
import { newSecretValue, type SecretKind } from './secret-values.ts';

export interface RotatedSecret {
  readonly kind: SecretKind;
  readonly client: SecretsManagerClient;
  readonly arn: string;
}

/** How a rotation is finished, for the sentence that says when it can be. */
export interface FinishOptions {
  /** Also before pushes under way have arrived. */
  readonly atOnce: boolean;
  /** The IANA time zone of moments in the sentence. */
  readonly timeZone: string;
  /** The command that finishes it. */
  readonly command: string;
}

/**
 * How long after its beginning a rotation may be finished, in milliseconds. By then Weixin has the new value,
 * and what it had signed with the previous one has arrived or is stale.
 */
export const settlingMilliseconds = 10 * 60 * 1000;

const current = 'AWSCURRENT';
const previous = 'AWSPREVIOUS';

/**
 * Makes a new value current; Secrets Manager itself makes the old one previous, and the callback function
 * accepts both. Resolves to the new value.
 * @param dropOlder also where a rotation is unfinished; the value before the current one is refused then
 * @param given the new value, of the form Weixin takes. @default a random one
 * @throws {RotationError} where a rotation is unfinished, or the value is the current one already
 */
export async function beginRotation(
  secret: RotatedSecret,
  dropOlder: boolean,
  given?: string,
): Promise<string> {
  if (!dropOlder && (await versionAt(secret, previous)) !== undefined) {
    throw new RotationError(inEach(rotateTexts, (text) => text.unfinished));
  }
  if (given !== undefined && given === (await currentValue(secret))) {
    throw new RotationError(inEach(rotateTexts, (text) => text.unchanged));
  }
  const value = given ?? newSecretValue(secret.kind);
  await secret.client.send(new PutSecretValueCommand({ SecretId: secret.arn, SecretString: value }));
  return value;
}

/**
 * Drops the previous value.
 * @throws {RotationError} where there is none, or pushes signed with it may still be under way
 */
export async function finishRotation(secret: RotatedSecret, options: FinishOptions): Promise<void> {
  const version = await versionAt(secret, previous);
  if (version === undefined) throw new RotationError(inEach(rotateTexts, (text) => text.notUnderWay));
  if (!options.atOnce) await requireSettled(secret, options);
  await secret.client.send(
    new UpdateSecretVersionStageCommand({
      SecretId: secret.arn,
      VersionStage: previous,
      RemoveFromVersionId: version.VersionId,
    }),
  );
}

/** A rotation begins when the value that is current is made: Secrets Manager keeps that moment. */
async function requireSettled(secret: RotatedSecret, { timeZone, command }: FinishOptions): Promise<void> {
  const begun = (await versionAt(secret, current))?.CreatedDate;
  if (begun === undefined) return;
  const until = new Date(begun.getTime() + settlingMilliseconds);
  if (Date.now() >= until.getTime()) return;
  const [from, to] = [begun, until].map((moment) => secondOf(moment.toISOString(), timeZone));
  throw new RotationError(inEach(rotateTexts, (text) => text.tooSoon(from ?? '', to ?? '', command)));
}

async function currentValue({ client, arn }: RotatedSecret): Promise<string | undefined> {
  return (await client.send(new GetSecretValueCommand({ SecretId: arn }))).SecretString;
}

async function versionAt(
  { client, arn }: RotatedSecret,
  stage: string,
): Promise<SecretVersionsListEntry | undefined> {
  const { Versions = [] } = await client.send(new ListSecretVersionIdsCommand({ SecretId: arn }));
  return Versions.find(({ VersionStages = [] }) => VersionStages.includes(stage));
}
