/** The floor that also reads what is shared with Weixin while it loads, as every receiver has to. */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const secrets = new SecretsManagerClient({});
const { TOKEN_SECRET_ARN, ENCODING_AES_KEY_SECRET_ARN } = process.env;
await Promise.all(
  [TOKEN_SECRET_ARN, ENCODING_AES_KEY_SECRET_ARN].map((SecretId) =>
    secrets.send(new GetSecretValueCommand({ SecretId })),
  ),
);

export { handler } from './floor.ts';
