import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RotateTarget, rotate } from '../../../lib/commands/rotate.ts';
import { localAwsAccount, localCredentials } from '../../../lib/local/account.ts';
import { StoredSecret } from '../../../lib/local/engines/secret-store.ts';
import { startSecretsManager } from '../../../lib/local/engines/secrets-manager.ts';
import type { LoopbackServer } from '../../../lib/local/loopback-server.ts';
import { outputs } from '../../../lib/target/outputs.ts';

let token: StoredSecret;
let key: StoredSecret;
let server: LoopbackServer;
let target: RotateTarget;
/** What comes by standard input. */
let typed: string;

const tenMinutes = 10 * 60 * 1000;

beforeEach(async () => {
  typed = '';
  vi.useFakeTimers({ toFake: ['Date'] });
  token = new StoredSecret('arn:aws:secretsmanager:us-east-1:000000000000:secret:token-abc123', 'oldtoken');
  key = new StoredSecret('arn:aws:secretsmanager:us-east-1:000000000000:secret:key-abc123', 'oldkey');
  server = await startSecretsManager([token, key]);
  const secretsManager = new SecretsManagerClient({
    endpoint: server.origin,
    region: localAwsAccount.region,
    credentials: localCredentials('test'),
  });
  target = {
    secretsManager,
    timeZone: 'Asia/Shanghai',
    close: () => secretsManager.destroy(),
    outputs: { [outputs.tokenSecret]: token.arn, [outputs.encodingAesKeySecret]: key.arn },
  };
});

afterEach(async () => {
  vi.useRealTimers();
  target.close();
  await server.close();
});

async function run(...args: string[]) {
  const asked: (string | undefined)[] = [];
  let printed = '';
  let complained = '';
  const exitCode = await rotate(args, {
    findTarget: async (stackName) => {
      asked.push(stackName);
      return target;
    },
    readLine: async () => typed,
    write: (text) => {
      printed += text;
    },
    writeError: (text) => {
      complained += text;
    },
  });
  return { exitCode, printed, complained, asked };
}

/** The values of a secret that are accepted: the current and, if there is one, the previous. */
function accepted(secret: StoredSecret): Record<string, string> {
  return Object.fromEntries(
    secret.versions.flatMap(({ stages, value }) => [...stages].map((stage) => [stage, value])),
  );
}

describe('a rotation', () => {
  it.each([
    {
      secret: 'token',
      stored: () => token,
      old: 'oldtoken',
      shape: /^ {2}([A-Za-z0-9]{32})$/m,
      name: 'Token',
    },
    {
      secret: 'key',
      stored: () => key,
      old: 'oldkey',
      shape: /^ {2}([A-Za-z0-9]{43})$/m,
      name: 'EncodingAESKey',
    },
  ])(
    'of the $secret accepts old and new, and prints what to paste',
    async ({ secret, stored, old, shape, name }) => {
      const { exitCode, printed } = await run(secret);
      expect(exitCode).toBe(0);
      expect(accepted(stored())).toEqual({ AWSCURRENT: shape.exec(printed)?.[1], AWSPREVIOUS: old });
      expect(printed).toContain(`as ${name} (基本配置`);
    },
  );

  it('leaves the other secret alone', async () => {
    await run('token');
    expect(accepted(key)).toEqual({ AWSCURRENT: 'oldkey' });
  });

  it('makes another value each time', async () => {
    const printed = [(await run('token')).printed, (await run('token', '--force')).printed];
    expect(printed[0]).not.toBe(printed[1]);
  });

  it('names the command that finishes it, for the same stack', async () => {
    const { printed, asked } = await run('key', '--stack', 'WeixinProductEvents-shop');
    expect(printed).toContain('npm run rotate -- key --stack WeixinProductEvents-shop --finish\n');
    expect(asked).toEqual(['WeixinProductEvents-shop']);
  });

  it('drops the old value when it is finished', async () => {
    await run('token');
    const { AWSCURRENT } = accepted(token);
    vi.setSystemTime(Date.now() + tenMinutes);
    expect(await run('token', '--finish')).toMatchObject({ exitCode: 0, complained: '' });
    expect(accepted(token)).toEqual({ AWSCURRENT });
  });

  it('is not finished within ten minutes, while every push may still be signed with the old value', async () => {
    vi.setSystemTime('2026-11-26T08:00:00.500Z');
    await run('token');
    const before = accepted(token);
    vi.setSystemTime('2026-11-26T08:09:59.500Z');

    const { exitCode, printed, complained } = await run('token', '--finish', '--stack', 'Shop');

    expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: '' });
    expect(complained).toMatch(/^The rotation began at 2026-11-26 16:00:00: /);
    expect(complained).toContain(
      'From 2026-11-26 16:10:00 on: npm run rotate -- token --stack Shop --finish.',
    );
    expect(accepted(token)).toEqual(before);
  });

  it('is finished at once with --force, where a stranger knows the old value', async () => {
    await run('token');
    const { AWSCURRENT } = accepted(token);
    expect(await run('token', '--finish', '--force')).toMatchObject({ exitCode: 0, complained: '' });
    expect(accepted(token)).toEqual({ AWSCURRENT });
  });

  it('is not begun while the last one is unfinished: Weixin may still use the old value', async () => {
    await run('token');
    const before = accepted(token);
    const { exitCode, printed, complained } = await run('token');
    expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: '' });
    expect(complained).toMatch(/^The last rotation is unfinished.*--finish/);
    expect(accepted(token)).toEqual(before);
  });

  it('is begun all the same with --force, and drops the oldest value', async () => {
    await run('token');
    const { AWSCURRENT: second } = accepted(token);
    expect((await run('token', '--force')).exitCode).toBe(0);
    expect(accepted(token).AWSPREVIOUS).toBe(second);
    expect(Object.values(accepted(token))).not.toContain('oldtoken');
  });

  it('is not finished where none is under way', async () => {
    const { exitCode, complained } = await run('key', '--finish');
    expect(exitCode).toBe(1);
    expect(complained).toBe('No rotation is under way: there is no previous value to drop.\n');
  });
});

describe('a value of the merchant’s own', () => {
  it.each([
    { secret: 'token', stored: () => token, old: 'oldtoken', value: 'MyToken123' },
    { secret: 'key', stored: () => key, old: 'oldkey', value: 'A'.repeat(43) },
  ])('as $secret becomes the current one, and is not printed', async ({ secret, stored, old, value }) => {
    typed = `${value}\r`;
    const { exitCode, printed, complained } = await run(secret, '--from-stdin');
    expect({ exitCode, complained }).toEqual({ exitCode: 0, complained: '' });
    expect(accepted(stored())).toEqual({ AWSCURRENT: value, AWSPREVIOUS: old });
    expect(printed).toContain(`npm run rotate -- ${secret} --finish`);
    expect(printed).not.toContain(value);
  });

  it.each([
    ['token', ''],
    ['token', 'ab'],
    ['token', 'a'.repeat(33)],
    ['token', 'my secret'],
    ['key', 'MyToken123'],
    ['key', 'A'.repeat(44)],
  ])('as %s is not %j: nothing is changed, and nothing of it quoted', async (secret, value) => {
    typed = value;
    const { exitCode, printed, complained, asked } = await run(secret, '--from-stdin');
    expect({ exitCode, printed, asked }).toEqual({ exitCode: 2, printed: '', asked: [] });
    expect(complained).toMatch(/Nothing was changed\.\n$/);
    if (value) expect(complained).not.toContain(value);
  });

  it('is not the one that is current: the previous one would be dropped for nothing', async () => {
    typed = 'oldtoken';
    expect(await run('token', '--from-stdin')).toMatchObject({ exitCode: 1, printed: '' });
    expect(accepted(token)).toEqual({ AWSCURRENT: 'oldtoken' });
  });

  it('waits for the last rotation to be finished as any other', async () => {
    await run('token');
    typed = 'MyToken123';
    expect(await run('token', '--from-stdin')).toMatchObject({ exitCode: 1, printed: '' });
    expect(Object.values(accepted(token))).not.toContain('MyToken123');
  });
});

describe('the command', () => {
  it('prints its help', async () => {
    const { exitCode, printed } = await run('--help');
    expect(exitCode).toBe(0);
    expect(printed).toContain('--finish');
  });

  it.each([[[]], [['password']], [['token', 'key']], [['token', '--soon']]])(
    'given %j, is wrong use and touches nothing',
    async (args) => {
      const { exitCode, complained, asked } = await run(...args);
      expect(exitCode).toBe(2);
      expect(complained).toMatch(/^error: /);
      expect(asked).toEqual([]);
    },
  );

  it('says what Secrets Manager says where it refuses', async () => {
    target = { ...target, outputs: { ...target.outputs, [outputs.tokenSecret]: `${token.arn}x` } };
    expect(await run('token')).toMatchObject({
      exitCode: 1,
      complained: expect.stringContaining("Secrets Manager can't find the specified secret."),
    });
  });

  it('says which output is missing where the stack is of an older version', async () => {
    target = { ...target, outputs: {} };
    expect(await run('key')).toMatchObject({
      exitCode: 1,
      complained: expect.stringContaining(`The stack has no output ${outputs.encodingAesKeySecret}`),
    });
  });
});
