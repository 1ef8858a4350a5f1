import { request } from 'node:http';
import { text as textIn } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStartSettings } from '../../../lib/commands/start-settings.ts';
import { type Synthesized, synthesize } from '../../../lib/local/template/synthesize.ts';
import { readPassiveReply } from '../../../lib/weixin/passive-reply.ts';
import { chatPush } from '../../../lib/weixin/push.ts';
import { formats } from '../../../lib/weixin/render.ts';
import { signedPush } from '../../../lib/weixin/signed-push.ts';
import { type LocalReceiver, startLocalReceiver } from '../../support/local-receiver.ts';
import { type OldServer, startOldServer } from '../../support/old-server.ts';
import { sdkServer } from '../../support/sdk-server.ts';

const content = '你好 👋 <b>&amp;</b>';
const chat = chatPush({ Content: content });

describe('a local run that forwards, as its environment says', () => {
  let server: OldServer;
  let assembly: Synthesized;
  let receiver: LocalReceiver;

  beforeAll(async () => {
    server = await startOldServer();
    const { context } = readStartSettings({ FORWARD_URL: `${server.origin}/wechat` });
    assembly = await synthesize(context);
    receiver = await startLocalReceiver({ assembly });
    server.say = sdkServer(receiver.account);
  });
  afterAll(async () => {
    await receiver?.stop();
    await assembly?.dispose();
    await server?.close();
  });

  it('brings a chat message to a server made of a published SDK, and its encrypted reply back', async () => {
    const answer = await receiver.push(chat);

    expect(server.seen).toHaveLength(1);
    const { status, body } = Object(answer);
    expect(status).toBe(200);
    const reply = readPassiveReply(body, receiver.account, 'secure');
    expect(reply?.fields.get('Content')).toBe(`you said ${content}`);
  });

  it.each(['%2B', '+', '%20', "'", '"', '<', '\\', '|', '`', '%E4%BD%A0', 'a=1&a=2', '?', '='])(
    'lets %s in the query pass to the letter',
    async (text) => {
      const { url, ...push } = signedPush(receiver.runFile.callbackUrl, chat, receiver.account);
      const query = `${new URL(url).search}&own=${text}`;
      await rawPost(receiver.run.origin, `/weixin${query}`, push.headers, push.body);
      expect(server.seen.at(-1)?.path).toBe(`/wechat${query}`);
    },
  );

  it.each(formats)('lets %s pass to the byte', async (format) => {
    const push = signedPush(receiver.runFile.callbackUrl, { ...chat, format }, receiver.account);
    await rawPost(receiver.run.origin, `/weixin${new URL(push.url).search}`, push.headers, push.body);
    expect(server.seen.at(-1)).toMatchObject({
      body: push.body,
      headers: { 'content-type': push.headers['content-type'] },
    });
  });
});

/** A request whose path nobody writes anew, as fetch would. */
function rawPost(
  origin: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): Promise<string> {
  return new Promise((resolve, reject) => {
    request(
      origin,
      { method: 'POST', path, headers: { ...headers, 'content-length': body.length } },
      (response) => resolve(textIn(response)),
    )
      .on('error', reject)
      .end(body);
  });
}
