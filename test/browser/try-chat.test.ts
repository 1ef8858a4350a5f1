import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decrypt } from '../../functions/callback/verify/encryption.ts';
import { readStartSettings } from '../../lib/commands/start-settings.ts';
import { en } from '../../lib/console/page/text/en.ts';
import { zh } from '../../lib/console/page/text/zh.ts';
import { type Synthesized, synthesize } from '../../lib/local/template/synthesize.ts';
import { type OldServer, type Seen, saying, startOldServer } from '../support/old-server.ts';
import { sdkServer } from '../support/sdk-server.ts';
import { accessibilityViolations } from './support/accessibility.ts';
import { launchBrowser, openView, type PageOptions } from './support/browser.ts';
import { type RunningConsole, startRunningConsole } from './support/running-console.ts';

const content = '你好 👋 <b>&amp;</b>';

let server: OldServer;
let assembly: Synthesized;
let run: RunningConsole;
let browser: Browser;

beforeAll(async () => {
  server = await startOldServer();
  assembly = await synthesize(readStartSettings({ FORWARD_URL: `${server.origin}/wechat` }).context);
  [run, browser] = await Promise.all([startRunningConsole(assembly), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await run?.stop();
  await assembly?.dispose();
  await server?.close();
});

async function say(content: string, options: PageOptions = {}) {
  const view = await openView(browser, run.origin, '#/try', options);
  await view.page.locator('button[title=text]').click();
  await view.page.getByLabel('Content').fill(content);
  await view.page.locator('button[type=submit]').click();
  return view;
}

function messageIn({ body }: Seen): string {
  const [, text = ''] = /<Encrypt><!\[CDATA\[(.*?)\]\]>/s.exec(body.toString()) ?? [];
  return decrypt(text, run.account.encodingAesKey).message.toString();
}

describe('a chat message tried on the page', () => {
  it.each([
    ['zh-CN', zh],
    ['en-GB', en],
  ] as const)(
    'shows what the follower sees of the old server’s encrypted reply, in %s',
    async (locale, text) => {
      server.say = sdkServer(run.account);
      await using view = await say(content, { locale, width: 360 });
      const reply = view.page.getByRole('figure');
      await reply.waitFor();
      expect(await reply.textContent()).toBe(`${text.followerSees}you said ${content}`);
      expect(await view.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      expect(await accessibilityViolations(view.page)).toEqual([]);
      expect(view.complaints).toEqual([]);
    },
  );

  it('is the same message where it is pushed again', async () => {
    server.say = saying('');
    await using view = await say('again');
    await view.page.getByText(en.noReply).waitFor();
    server.say = sdkServer(run.account);
    await view.page.getByRole('button', { name: en.sendRetry }).click();
    await view.page.getByRole('figure').getByText('you said again').waitFor();
    const [first, second] = server.seen.slice(-2).map(messageIn);
    expect(second).toBe(first);
  });

  it('says whose key the reply has where it cannot be read', async () => {
    server.say = sdkServer(run.account, { ...run.account, token: 'another' });
    await using view = await say(content);
    await view.page.getByText('Its reply is signed with another Token.').waitFor();
  });

  it('says that the server failed, and how to look into it', async () => {
    server.say = saying('', 500);
    await using view = await say(content);
    await view.page.getByText(en.serverFailed('status')).waitFor();
    await view.page.getByText('npm run forward -- check', { exact: true }).waitFor();
  });
});
