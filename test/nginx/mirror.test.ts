import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readProducts } from '../../functions/insights/products.ts';
import { targetOfRun } from '../../lib/target/target.ts';
import { deliver } from '../../lib/weixin/deliver.ts';
import { readPassiveReply } from '../../lib/weixin/passive-reply.ts';
import { chatPush, eventPush } from '../../lib/weixin/push.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import { signedPush } from '../../lib/weixin/signed-push.ts';
import { verificationUrl } from '../../lib/weixin/verification-url.ts';
import { type LocalReceiver, startLocalReceiver } from '../support/local-receiver.ts';
import { type OldServer, startOldServer } from '../support/old-server.ts';
import { patience } from '../support/patience.ts';
import { sdkServer } from '../support/sdk-server.ts';
import { type Nginx, startNginx } from './nginx.ts';

let receiver: LocalReceiver;
let server: OldServer;
let nginx: Nginx;

beforeAll(async () => {
  receiver = await startLocalReceiver();
  server = await startOldServer(sdkServer(receiver.account));
  nginx = await startNginx({ oldServer: server.origin, receiver: receiver.runFile.callbackUrl });
});
afterAll(async () => {
  await nginx?.stop();
  await Promise.all([receiver?.stop(), server?.close()]);
});

/** The URL the platform has. */
const url = () => `${nginx.origin}/wechat.php`;

/** How often a product was opened, as the receiver has counted it. */
async function opened(keyStr: string): Promise<number | undefined> {
  const target = targetOfRun(receiver.runFile);
  try {
    const products = await readProducts(target);
    return products.find(({ product }) => product.keyStr === keyStr)?.totals.opened;
  } finally {
    target.close();
  }
}

it('lets the old server verify the URL', async () => {
  const answer = await fetch(verificationUrl(url(), receiver.account.token, 'echo'));
  expect(await answer.text()).toBe('echo');
});

it('lets the old server answer a chat message', async () => {
  const [answer] = await deliver(() => signedPush(url(), chatPush(), receiver.account));
  const reply = readPassiveReply(Object(answer).body, receiver.account, 'secure');
  expect(reply?.fields.get('Content')).toBe('you said 你好');
});

it.each([
  ['once', 'short', 'x'],
  ['though its body is as long as a push may be', 'long', 'x'.repeat(35_000)],
])('lets the receiver count a product event, %s', async (_how, keyStr, ExtInfo) => {
  const event = eventPush(
    sampleEvent('user_scan_product', { KeyStr: keyStr, ExtInfo, CreateTime: '1438250110' }),
  );
  const odd = '&own=%2B+&own=%e4%bd%a0';
  const sign = () => {
    const push = signedPush(url(), event, receiver.account);
    return { ...push, url: push.url + odd };
  };
  await deliver(sign);
  await deliver(sign);
  await vi.waitFor(async () => expect(await opened(keyStr)).toBe(1), patience);
  expect(server.seen.at(-1)?.path).toMatch(/^\/wechat\.php\?.*&own=%2B\+&own=%e4%bd%a0$/);
});

it('lets the old server answer while the receiver has not', async () => {
  let answerLate = () => {};
  const hanging = await startOldServer((response) => {
    answerLate = () => void response.end();
  });
  const other = await startNginx({ oldServer: server.origin, receiver: `${hanging.origin}/weixin` });
  try {
    const answer = await fetch(verificationUrl(`${other.origin}/wechat.php`, receiver.account.token, 'echo'));
    expect(await answer.text()).toBe('echo');
    await vi.waitFor(() => expect(hanging.seen).toHaveLength(1), patience);
  } finally {
    answerLate();
    await other.stop();
    await hanging.close();
  }
});
