import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { localAwsAccount } from '../../../lib/local/account.ts';
import { StoredSecret } from '../../../lib/local/engines/secret-store.ts';
import { startSecretsManager } from '../../../lib/local/engines/secrets-manager.ts';
import { type LoopbackServer, serveOnLoopback } from '../../../lib/local/loopback-server.ts';

const arn = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:crm-abc123';

let stored: StoredSecret;
let server: LoopbackServer;
let readSecret: typeof import('../../../functions/handlers/read-secret.ts').readSecret;

beforeEach(async () => {
  stored = new StoredSecret(arn, 'first');
  server = await startSecretsManager([stored]);
  vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', server.origin);
  vi.stubEnv('AWS_REGION', localAwsAccount.region);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'handler');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'handler');
  vi.stubEnv('CRM_KEY_SECRET_ARN', arn);
  // The module keeps what it read.
  vi.resetModules();
  ({ readSecret } = await import('../../../functions/handlers/read-secret.ts'));
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await server.close();
});

describe('a handler’s secret', () => {
  it('is found by the name the config gives it', async () => {
    expect(await readSecret('CRM_KEY')).toBe('first');
  });

  it('is read again after five minutes, so that a rotated one is used then', async () => {
    const readAt = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: readAt });
    expect(await readSecret('CRM_KEY')).toBe('first');
    stored.put('second');

    vi.setSystemTime(readAt + 5 * 60 * 1000 - 1);
    expect(await readSecret('CRM_KEY')).toBe('first');
    vi.setSystemTime(readAt + 5 * 60 * 1000);
    expect(await readSecret('CRM_KEY')).toBe('second');
  });

  it('is read once for all the events of a batch', async () => {
    const get = vi.spyOn(stored, 'get');
    expect(await Promise.all([readSecret('CRM_KEY'), readSecret('CRM_KEY')])).toEqual(['first', 'first']);
    expect(get).toHaveBeenCalledTimes(1);
  });

  it('that could not be read is read when it is asked for again', async () => {
    const get = vi.spyOn(stored, 'get').mockImplementation(() => {
      throw new Error('Secrets Manager is down');
    });
    await expect(readSecret('CRM_KEY')).rejects.toThrow();
    get.mockRestore();
    expect(await readSecret('CRM_KEY')).toBe('first');
  });

  it('that holds bytes is an error that says so, and not an empty text', async () => {
    const ofBytes = await serveOnLoopback(async (_request, response) => {
      response.end(JSON.stringify({ ARN: arn, SecretBinary: Buffer.from('key').toString('base64') }));
    });
    vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', ofBytes.origin);
    await expect(readSecret('CRM_KEY')).rejects.toThrow('the secret CRM_KEY holds bytes');
    await ofBytes.close();
  });

  it('that the config does not name is an error that says so', async () => {
    await expect(readSecret('CRM')).rejects.toThrow("the handler's config names no secret CRM");
  });
});
