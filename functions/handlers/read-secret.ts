import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { quickCalls, unlogged } from '../runtime/clients.ts';

/** How long a secret is used before it is read again, in milliseconds. */
const lifetime = 5 * 60 * 1000;

interface Reading {
  readonly value: Promise<string>;
  readonly startedAt: number;
}

let client: SecretsManagerClient | undefined;
const readings = new Map<string, Reading>();

/** The variable that holds the ARN of a handler's secret, such as `CRM_KEY_SECRET_ARN`. */
export function secretVariable(name: string): string {
  return `${name}_SECRET_ARN`;
}

/**
 * Reads a secret by the name the handler's config gives it, once for all the events of a batch that ask for it.
 * @throws {Error} where the config names none such, or it is no text; what the AWS SDK throws
 */
export function readSecret(name: string): Promise<string> {
  const known = readings.get(name);
  if (known && Date.now() - known.startedAt < lifetime) return known.value;
  const value = readNow(name);
  readings.set(name, { value, startedAt: Date.now() });
  // One that failed is tried again by whoever asks next.
  value.catch(() => readings.delete(name));
  return value;
}

async function readNow(name: string): Promise<string> {
  const SecretId = process.env[secretVariable(name)];
  if (!SecretId) throw new Error(`the handler's config names no secret ${name}`);
  client ??= unlogged(new SecretsManagerClient(quickCalls()));
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
  if (SecretString === undefined) throw new Error(`the secret ${name} holds bytes, where a text is expected`);
  return SecretString;
}
