import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTarget } from '../../../functions/callback/forward/target.ts';
import { checkTarget } from '../../../lib/weixin/check-target.ts';
import type { Mode } from '../../../lib/weixin/signed-push.ts';
import { type OldServer, saying, startOldServer, troubles } from '../../support/old-server.ts';
import { sdkServer } from '../../support/sdk-server.ts';

const account = { appId: 'wx5823bf96d3bd56c7', token: 'localtoken', encodingAesKey: 'k'.repeat(43) };

let server: OldServer;

beforeEach(async () => {
  server = await startOldServer();
});
afterEach(() => server.close());

async function check(mode: Mode = 'secure', url = `${server.origin}/wechat.php?own=1`) {
  return checkTarget(readTarget(url, { loopback: true }), account, mode);
}

const problems = async (mode?: Mode, url?: string) => (await check(mode, url)).map(({ problem }) => problem);

describe('a server made of a published SDK', () => {
  it.each<Mode>(['secure', 'plain'])(
    'that has the account’s values is all right in %s mode',
    async (mode) => {
      server.say = sdkServer(account);
      const [verified, chatted] = await check(mode);
      expect(verified).toMatchObject({ step: 'verification', problem: undefined, status: 200 });
      expect(chatted).toMatchObject({ step: 'chat', problem: undefined, status: 200 });
      expect(chatted?.reply?.fields.get('Content')).toBe('you said 你好');
    },
  );

  it('that has another Token refuses both', async () => {
    server.say = sdkServer({ ...account, token: 'another' });
    expect(await check()).toMatchObject([
      { problem: 'status', status: 403 },
      { problem: 'status', status: 403 },
    ]);
  });

  it('that has another AppID refuses the chat alone', async () => {
    server.say = sdkServer({ ...account, appId: 'wxanother' });
    expect(await check()).toMatchObject([{ problem: undefined }, { problem: 'status', status: 403 }]);
  });

  it.each([
    ['another key', { encodingAesKey: 'A'.repeat(43) }, 'wrongKey'],
    ['another AppID', { appId: 'wxanother' }, 'wrongAppId'],
    ['another Token', { token: 'another' }, 'wrongToken'],
  ])('whose replies are written with %s is told', async (_what, other, problem) => {
    server.say = sdkServer(account, { ...account, ...other });
    expect(await problems()).toEqual([undefined, problem]);
  });
});

it.each(Object.entries(troubles))('a server that %s is told from one that works', async (name, trouble) => {
  server.say = trouble.say;
  const [verified, chatted] = await problems();
  expect(verified).not.toBeUndefined();
  const kinds: Record<string, string> = { 'answers HTML': 'html', 'answers JSON': 'json' };
  expect(chatted).toBe(kinds[name] ?? trouble.reason);
});

it('a redirect is told with where it leads', async () => {
  server.say = saying('', 301, { location: 'https://www.example.com/wechat.php' });
  expect(await check()).toMatchObject([
    { problem: 'redirect', location: 'https://www.example.com/wechat.php' },
    { problem: 'redirect', location: 'https://www.example.com/wechat.php' },
  ]);
});

it('a server that says success to everything does not verify', async () => {
  server.say = saying('success');
  expect(await problems()).toEqual(['noEchostr', undefined]);
});

it('a server that is not there is unreachable', async () => {
  expect(await problems('secure', 'http://127.0.0.1:1/')).toEqual(['unreachable', 'unreachable']);
});
