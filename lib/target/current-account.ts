import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { outputs } from './outputs.ts';
import type { RunFile } from './run-file.ts';

type Run = Pick<RunFile, 'weixin' | 'region' | 'credentials' | 'endpoints' | 'outputs'>;

/** The Official Account of a local run as it is now: its secrets may have been rotated since the start. */
export async function currentAccount(run: Run): Promise<RunFile['weixin']> {
  const { region, credentials, endpoints } = run;
  const client = new SecretsManagerClient({ region, credentials, endpoint: endpoints.secretsManager });
  const current = async (output: string, atStart: string) => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: run.outputs[output] }));
    return SecretString ?? atStart;
  };
  try {
    const [token, encodingAesKey] = await Promise.all([
      current(outputs.tokenSecret, run.weixin.token),
      current(outputs.encodingAesKeySecret, run.weixin.encodingAesKey),
    ]);
    return { ...run.weixin, token, encodingAesKey };
  } finally {
    client.destroy();
  }
}
