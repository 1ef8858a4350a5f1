import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { outputs } from './outputs.ts';

/** What a receiver shares with Weixin, as it is now. */
export interface SharedSecrets {
  readonly token: string;
  readonly encodingAesKey: string;
}

/** Reads the current values of the two secrets, which the stack's outputs name. */
export async function readSecrets(
  client: SecretsManagerClient,
  found: Readonly<Record<string, string>>,
): Promise<SharedSecrets> {
  const read = async (output: string) => {
    const command = new GetSecretValueCommand({ SecretId: found[output] });
    return (await client.send(command)).SecretString ?? '';
  };
  const [token, encodingAesKey] = await Promise.all([
    read(outputs.tokenSecret),
    read(outputs.encodingAesKeySecret),
  ]);
  return { token, encodingAesKey };
}
