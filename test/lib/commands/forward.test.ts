import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ForwardSurroundings, forward } from '../../../lib/commands/forward.ts';
import { localAwsAccount, localCredentials } from '../../../lib/local/account.ts';
import { StoredSecret } from '../../../lib/local/engines/secret-store.ts';
import { startSecretsManager } from '../../../lib/local/engines/secrets-manager.ts';
import { outputs } from '../../../lib/target/outputs.ts';
import { type OldServer, saying, startOldServer } from '../../support/old-server.ts';
import { sdkServer } from '../../support/sdk-server.ts';

const account = { appId: 'wx5823bf96d3bd56c7', token: 'localtoken', encodingAesKey: 'k'.repeat(43) };
const variables = {
  WEIXIN_TOKEN: account.token,
  WEIXIN_ENCODING_AES_KEY: account.encodingAesKey,
  WEIXIN_APP_ID: account.appId,
};

let server: OldServer;
const ends: (() => unknown)[] = [];

beforeEach(async () => {
  server = await startOldServer(sdkServer(account));
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  await server.close();
});

/** A receiver whose outputs and secrets are found under the stack's name. */
async function receiverWith(
  found: Readonly<Record<string, string>>,
): Promise<ForwardSurroundings['findTarget']> {
  const arn = (name: string) => `arn:aws:secretsmanager:us-east-1:000000000000:secret:${name}-abc123`;
  const secrets = [
    new StoredSecret(arn('token'), account.token),
    new StoredSecret(arn('key'), account.encodingAesKey),
  ];
  const { origin, close } = await startSecretsManager(secrets);
  const secretsManager = new SecretsManagerClient({
    endpoint: origin,
    region: localAwsAccount.region,
    credentials: localCredentials('test'),
  });
  ends.push(() => secretsManager.destroy(), close);
  return async () => ({
    secretsManager,
    outputs: { [outputs.tokenSecret]: arn('token'), [outputs.encodingAesKeySecret]: arn('key'), ...found },
    close: () => {},
  });
}

const forwarding = (url: string, encryption = 'required') => ({
  [outputs.forwardUrl]: url,
  [outputs.appId]: account.appId,
  [outputs.encryption]: encryption,
});

async function run(args: readonly string[], more: Partial<ForwardSurroundings> = {}) {
  let printed = '';
  let complained = '';
  const exitCode = await forward(args, {
    findTarget: await receiverWith({}),
    readLocalRun: async () => undefined,
    write: (text) => {
      printed += text;
    },
    writeError: (text) => {
      complained += text;
    },
    ...more,
  });
  return { exitCode, printed, complained };
}

describe('npm run forward -- check', () => {
  it.each(['required', 'off'])(
    'plays Weixin towards the server a receiver forwards to, encryption %s',
    async (encryption) => {
      const findTarget = await receiverWith(forwarding(`${server.origin}/wechat.php`, encryption));
      const { exitCode, printed } = await run(['check'], { findTarget });
      expect(exitCode).toBe(0);
      expect(printed).toMatch(
        /^To http:.*\nright: the URL is verified, after \d+ ms\nright: a chat message is answered, after \d+ ms\n {2}the follower sees "you said 你好"\nAll is well\.\n$/,
      );
    },
  );

  it('plays Weixin towards a server before it is deployed, with the account of the environment', async () => {
    const { exitCode, printed } = await run(['check', '--url', server.origin], { variables });
    expect(exitCode).toBe(0);
    expect(printed).toContain('All is well.');
  });

  it('says what is wrong in words, in the language of the terminal', async () => {
    server.say = saying('', 301, { location: 'https://www.example.com/' });
    const { exitCode, printed } = await run(['check', '--url', server.origin], { variables });
    expect(exitCode).toBe(1);
    expect(printed).toContain(
      'It redirects to https://www.example.com/: a POST would arrive there as a GET.',
    );
    const chinese = await run(['check', '--url', server.origin], { variables, language: 'zh' });
    expect(chinese.printed).toContain('它重定向到 https://www.example.com/');
  });

  it('quotes neither Token nor key, whatever the server does', async () => {
    for (const say of [sdkServer(account), sdkServer({ ...account, token: 'another' }), saying('', 500)]) {
      server.say = say;
      const { printed, complained } = await run(['check', '--url', server.origin], { variables });
      for (const secret of [account.token, account.encodingAesKey]) {
        expect(printed + complained).not.toContain(secret);
      }
    }
  });

  it('of a receiver that forwards nothing says how it would', async () => {
    const { exitCode, complained } = await run(['check', '--stack', 'WeixinProductEvents']);
    expect(exitCode).toBe(1);
    expect(complained).toMatch(/^Nothing is forwarded there: .*-c forwardUrl=/);
  });

  it.each([
    [['check', '--url', 'http://old.example.com/'], 'a whole https:// URL'],
    [['check', '--url', 'https://10.0.0.1/'], 'a URL on the internet'],
    [['check', '--url', 'https://old.example.com/'], 'Set WEIXIN_TOKEN'],
    [['check', '--url', 'https://old.example.com/', '--stack', 'x'], 'cannot be used with'],
    [['chek'], 'unknown command'],
  ])('given %j, is wrong use', async (args, complaint) => {
    const { exitCode, complained } = await run(args);
    expect(exitCode).toBe(2);
    expect(complained).toContain(complaint);
  });
});
