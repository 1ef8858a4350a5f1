import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { patientCalls } from '../runtime/clients.ts';

/** How long a secret is used before it is read again, in milliseconds. */
const lifetime = 5 * 60 * 1000;

interface Kept {
  readonly value: string;
  readonly readAt: number;
}

let client: SecretsManagerClient | undefined;
const kept = new Map<string, Kept>();

/** The variable that holds the ARN of a handler's secret, such as `CRM_KEY_SECRET_ARN`. */
export function secretVariable(name: string): string {
  return `${name}_SECRET_ARN`;
}

/**
 * Reads a secret by the name the handler's config gives it.
 * @throws {Error} where the config names none such; what the AWS SDK throws
 */
export async function readSecret(name: string): Promise<string> {
  const known = kept.get(name);
  if (known && Date.now() - known.readAt < lifetime) return known.value;
  const SecretId = process.env[secretVariable(name)];
  if (!SecretId) throw new Error(`the handler's config names no secret ${name}`);
  client ??= new SecretsManagerClient(patientCalls());
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId }));
  kept.set(name, { value: SecretString, readAt: Date.now() });
  return SecretString;
}
