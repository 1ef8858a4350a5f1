import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WeixinKeyring } from '../../../../functions/callback/verify/weixin-keys.ts';
import { logger } from '../../../../functions/runtime/telemetry.ts';
import { localAwsAccount, localCredentials } from '../../../../lib/local/account.ts';
import { StoredSecret } from '../../../../lib/local/engines/secret-store.ts';
import { startSecretsManager } from '../../../../lib/local/engines/secrets-manager.ts';
import type { LoopbackServer } from '../../../../lib/local/loopback-server.ts';

const arnOf = (name: string) => `arn:aws:secretsmanager:us-east-1:000000000000:secret:${name}-abc123`;
const minutes = (count: number) => count * 60_000;

let token: StoredSecret;
let encodingAesKey: StoredSecret;
let server: LoopbackServer;
let client: SecretsManagerClient;
let now: number;
let calls: number;
let weixinSecrets: WeixinKeyring;

beforeEach(async () => {
  token = new StoredSecret(arnOf('token'), 'token-1');
  encodingAesKey = new StoredSecret(arnOf('key'), 'key-1');
  server = await startSecretsManager([token, encodingAesKey]);
  client = new SecretsManagerClient({
    endpoint: server.origin,
    region: localAwsAccount.region,
    credentials: localCredentials('test'),
    maxAttempts: 1,
  });
  now = Date.parse('2024-01-01');
  calls = 0;
  client.middlewareStack.add(
    (next) => (call) => {
      calls += 1;
      return next(call);
    },
    { step: 'initialize' },
  );
  weixinSecrets = new WeixinKeyring({
    client,
    tokenSecretArn: token.arn,
    encodingAesKeySecretArn: encodingAesKey.arn,
    now: () => now,
  });
  // What is printed while Secrets Manager is down is not under test.
  vi.spyOn(logger, 'warn').mockReturnValue();
});

afterEach(async () => {
  vi.restoreAllMocks();
  client.destroy();
  await server.close();
});

const inTime = () => AbortSignal.timeout(50_000);
const keys = () => weixinSecrets.keys(inTime());
const refreshed = () => weixinSecrets.refreshed(inTime());

const first = { tokens: ['token-1'], encodingAesKeys: ['key-1'] };
const rotated = { tokens: ['token-2', 'token-1'], encodingAesKeys: ['key-2', 'key-1'] };

function rotate(): void {
  token.put('token-2');
  encodingAesKey.put('key-2');
}

describe('keys', () => {
  test('are read at first use, in two calls, and kept', async () => {
    expect(await keys()).toEqual(first);
    expect(await keys()).toEqual(first);
    expect(calls).toBe(2);
  });

  test('of which a current one is deleted are not there at all: only a previous one may be missing', async () => {
    weixinSecrets = new WeixinKeyring({
      client,
      tokenSecretArn: arnOf('deleted'),
      encodingAesKeySecretArn: encodingAesKey.arn,
    });
    await expect(keys()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('are not waited for beyond the time that a push has', async () => {
    await expect(weixinSecrets.keys(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('are kept for five minutes, then read again', async () => {
    await keys();
    rotate();
    now += minutes(5) - 1;
    expect(await keys()).toEqual(first);
    now += 1;
    expect(await keys()).toEqual({ tokens: ['token-2'], encodingAesKeys: ['key-2'] });
  });

  test('of a rotation that was noticed stay two, current first', async () => {
    await keys();
    rotate();
    expect(await refreshed()).toEqual(rotated);
    now += minutes(5);
    expect(await keys()).toEqual(rotated);
  });

  test.each([
    ['token', () => token.put('token-2'), { ...first, tokens: rotated.tokens }],
    ['key', () => encodingAesKey.put('key-2'), { ...first, encodingAesKeys: rotated.encodingAesKeys }],
  ])('of which the %s alone was rotated are two and one, and stay so', async (_which, put, two) => {
    await keys();
    put();
    expect(await refreshed()).toEqual(two);
    now += minutes(5);
    expect(await keys()).toEqual(two);
  });
});

describe('a wrong signature', () => {
  test('has them read again at most once a minute', async () => {
    await keys();
    expect(await refreshed()).toEqual(first);
    rotate();
    now += minutes(1) - 1;
    expect(await refreshed()).toBeUndefined();
    expect(calls).toBe(6);
    now += 1;
    expect(await refreshed()).toEqual(rotated);
  });

  test('of many at once has them read again once', async () => {
    await keys();
    const answers = await Promise.all(Array.from({ length: 20 }, refreshed));
    expect(answers.filter((answer) => answer !== undefined)).toHaveLength(1);
    expect(calls).toBe(6);
  });
});

describe('while Secrets Manager is down', () => {
  test('there are no keys at the start', async () => {
    await server.close();
    await expect(keys()).rejects.toThrow();
  });

  test('the known keys serve on, and it is asked once a minute', async () => {
    await keys();
    await server.close();
    now += minutes(5);
    expect(await keys()).toEqual(first);
    const asked = calls;
    now += minutes(1) - 1;
    expect(await keys()).toEqual(first);
    expect(calls).toBe(asked);
    now += 1;
    expect(await keys()).toEqual(first);
    expect(calls).toBeGreaterThan(asked);
  });

  test('a wrong signature is judged by the known keys', async () => {
    await keys();
    await server.close();
    expect(await refreshed()).toEqual(first);
  });

  test('a wrong signature has it asked again within the second of Weixin’s retries, not only after a minute', async () => {
    await keys();
    await server.close();
    await refreshed();
    const asked = calls;
    now += 249;
    expect(await refreshed()).toBeUndefined();
    now += 1;
    expect(await refreshed()).toEqual(first);
    expect(calls).toBeGreaterThan(asked);
  });
});
