import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chatPush, eventPush, type Push, rawPush } from '../../../../lib/weixin/push.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';
import { type Mode, type SigningOptions, signedPush } from '../../../../lib/weixin/signed-push.ts';
import { verificationUrl } from '../../../../lib/weixin/verification-url.ts';
import { type OldServer, saying, startOldServer, troubles } from '../../../support/old-server.ts';
import { emptyAnswer, textAnswer } from '../answers.ts';
import { type Callback, startCallback } from '../callback.ts';
import { withParameterToo } from '../hostile-push.ts';
import { account, callbackUrl } from '../understand.ts';

let server: OldServer;
let callback: Callback;

beforeEach(async () => {
  server = await startOldServer();
});
afterEach(async () => {
  await Promise.all([callback.stop(), server.close()]);
});

/** The callback function, forwarding to the old server. */
async function forwarding(variables: Readonly<Record<string, string>> = {}): Promise<void> {
  callback = await startCallback({
    variables: {
      FORWARD_URL: `${server.origin}/wechat.php`,
      FORWARD: 'others',
      FORWARD_ON_FAILURE: 'acknowledge',
      FORWARD_TO_LOOPBACK: 'allowed',
      ...variables,
    },
  });
}

const chat = chatPush({ Content: '你好 & <b>' });
const sign = (push: Push, options: SigningOptions = {}) => signedPush(callbackUrl, push, account, options);
const product = () => eventPush(sampleEvent('user_scan_product'));
const printed = () => callback.printed.join('\n');

const encryptedReply = '<xml><Encrypt><![CDATA[c2VjcmV0]]></Encrypt></xml>';

describe('what the old server gets', () => {
  test.each<[Mode, string]>([
    ['secure', 'required'],
    ['compatible', 'required'],
    ['plain', 'off'],
  ])('in %s mode is the push, byte for byte, and one header more', async (mode, encryption) => {
    await forwarding({ WEIXIN_ENCRYPTION: encryption });
    const push = sign(chat, { mode });
    expect(await callback.push(push)).toEqual(emptyAnswer(200));
    expect(server.seen).toEqual([
      {
        method: 'POST',
        path: `/wechat.php?${push.url.split('?')[1]}`,
        headers: {
          host: new URL(server.origin).host,
          connection: 'close',
          'content-type': 'text/xml',
          'content-length': String(push.body.length),
          'x-weixin-forwarded': '1',
        },
        body: push.body,
      },
    ]);
  });

  test('is of no media type where the push has none', async () => {
    await forwarding();
    expect(await callback.push({ ...sign(chat), headers: {} })).toEqual(emptyAnswer(200));
    expect(server.seen[0]?.headers).not.toHaveProperty('content-type');
  });

  const xml = chat.body.toString();
  test.each<[string, Push, { isBase64Encoded?: boolean }?]>([
    ['a byte order mark', rawPush(`\uFEFF${xml}`)],
    ['line ends of two characters', rawPush(xml.replaceAll('\n', '\r\n'))],
    ['JSON whose keys stand twice', rawPush('{"MsgType":"text","Content":"1","Content":"2","MsgId":1e400}')],
    ['64 KB', rawPush(Buffer.alloc(64 * 1024, xml.padEnd(64 * 1024)))],
    ['bytes that are no text', rawPush(Buffer.from([0xff, 0xfe, 0x00])), { isBase64Encoded: true }],
    ['a body API Gateway hands over in base64', chat, { isBase64Encoded: true }],
    ['nothing', rawPush('')],
  ])('is %s as it came', async (_what, push, delivery) => {
    await forwarding({ WEIXIN_ENCRYPTION: 'off' });
    const plain = sign(push, { mode: 'plain' });
    expect(await callback.push(plain, delivery)).toEqual(emptyAnswer(200));
    expect(server.seen.map(({ body }) => body)).toEqual([push.body]);
  });

  test.each([
    ['', '?'],
    ['?own=1&own=%2F&nonce=mine', '&'],
    ['?', '?'],
  ])('has the push’s query to the letter behind the target’s own, %j', async (own, joint) => {
    await forwarding({ FORWARD_URL: `${server.origin}/wechat.php${own}` });
    const push = sign(chat);
    const odd = "&a=%2B+%20*'(~)&b=%e4%bd%a0&c&d==&a=again&a=%2b";
    expect(await callback.push({ ...push, url: push.url + odd })).toEqual(emptyAnswer(200));
    const query = `${push.url.split('?')[1]}${odd}`;
    expect(server.seen[0]?.path).toBe(`/wechat.php${own === '?' ? '' : own}${joint}${query}`);
  });
});

describe('which pushes it gets', () => {
  test('are all but product events, unless they are wanted too', async () => {
    await forwarding();
    await callback.push(sign(product()));
    expect(server.seen).toEqual([]);
    expect((await callback.kept()).messages).toHaveLength(1);
  });

  test('are product events too with FORWARD=all, and each is kept all the same', async () => {
    server.say = saying(encryptedReply);
    await forwarding({ FORWARD: 'all' });
    const answer = await callback.push(sign(product()));
    expect(Buffer.from(answer.body ?? '', 'base64').toString()).toBe(encryptedReply);
    expect(server.seen).toHaveLength(1);
    expect((await callback.kept()).messages).toHaveLength(1);
  });

  test('are such as nobody could read, which wait in the quarantine as well', async () => {
    await forwarding();
    expect(await callback.push(sign(rawPush('<xml><Event>user_scan_product</Event></xml>')))).toEqual(
      emptyAnswer(200),
    );
    expect(server.seen).toHaveLength(1);
    expect((await callback.kept()).quarantined).toHaveLength(1);
  });

  test('are none that were forwarded before', async () => {
    await forwarding({ FORWARD: 'all' });
    const again = { headers: { 'x-weixin-forwarded': '1' } };
    expect(await callback.push(sign(chat), again)).toEqual(emptyAnswer(200));
    expect(await callback.push(sign(product()), again)).toEqual(emptyAnswer(200));
    expect(server.seen).toEqual([]);
    expect((await callback.kept()).messages).toHaveLength(1);
  });

  test.each([
    ['not Weixin’s', () => signedPush(callbackUrl, chat, { ...account, token: 'another' })],
    ['with a parameter that stands twice', () => withParameterToo(sign(chat), 'nonce', '1')],
  ])('are none that are %s', async (_what, push) => {
    await forwarding({ FORWARD: 'all' });
    expect(await callback.push(push())).toEqual(emptyAnswer(403));
    expect(server.seen).toEqual([]);
  });

  test('are no verification of the URL, which is answered here', async () => {
    await forwarding({ FORWARD: 'all' });
    const url = verificationUrl(callbackUrl, account.token, 'echo');
    const request = { url, headers: {}, body: Buffer.alloc(0) };
    expect(await callback.push(request, { method: 'GET' })).toEqual(textAnswer(200, 'echo'));
    expect(server.seen).toEqual([]);
  });
});

describe('what Weixin gets', () => {
  test.each([
    ['a reply', encryptedReply],
    ['a reply behind a byte order mark', `\uFEFF<?xml version="1.0"?>\r\n${encryptedReply}\n`],
    ['a reply of 64 KB', encryptedReply.padEnd(64 * 1024)],
    ['success', 'success'],
    ['bytes that are no text, in a reply', Buffer.from('<xml><Encrypt>a\xff</Encrypt></xml>', 'latin1')],
  ])('is %s to the byte, under the media type it has', async (_what, body) => {
    server.say = saying(body, 200, { 'content-type': 'application/xml; charset=gbk' });
    await forwarding();
    const { statusCode, headers, body: answered = '', isBase64Encoded } = await callback.push(sign(chat));
    expect({ statusCode, isBase64Encoded }).toEqual({ statusCode: 200, isBase64Encoded: true });
    expect(headers).toMatchObject({ 'content-type': 'application/xml; charset=gbk' });
    expect(Buffer.from(answered, 'base64')).toEqual(Buffer.from(body));
    expect(printed()).toMatch(/"ForwardFailed": ?0\b/);
  });

  test.each(['\n', ' success\n', '\uFEFFsuccess'])('is nothing where that is meant by %j', async (body) => {
    server.say = saying(body);
    await forwarding();
    expect(await callback.push(sign(chat))).toEqual(emptyAnswer(200));
    expect(printed()).toContain('"forward": "answered"');
  });

  test('is a reply in clear where encryption is off', async () => {
    server.say = saying('<xml><Content>hi</Content></xml>');
    await forwarding({ WEIXIN_ENCRYPTION: 'off' });
    const { body = '' } = await callback.push(sign(chat, { mode: 'plain' }));
    expect(Buffer.from(body, 'base64').toString()).toBe('<xml><Content>hi</Content></xml>');
  });

  test('is a reply as plain text where the server does not say what it is', async () => {
    server.say = saying(encryptedReply);
    await forwarding();
    const { headers } = await callback.push(sign(chat));
    expect(headers).toEqual(emptyAnswer(200).headers);
  });

  test.each(Object.entries(troubles))('is an empty 200 where the server %s', async (_what, trouble) => {
    server.say = trouble.say;
    await forwarding();
    expect(await callback.push(sign(chat))).toEqual(emptyAnswer(200));
    expect(server.seen).toHaveLength(1);
    expect(printed()).toContain(`"forwardError": "${trouble.reason}"`);
    expect(printed()).toMatch(/"ForwardFailed": ?1\b/);
  });

  test('is an empty 200 where nobody listens', async () => {
    await forwarding({ FORWARD_URL: 'http://127.0.0.1:1/' });
    expect(await callback.push(sign(chat))).toEqual(emptyAnswer(200));
    expect(printed()).toContain('"forwardError": "unreachable"');
  });

  test('with FORWARD_ON_FAILURE=retry is a 503, late enough for Weixin’s three pushes to take their time', async () => {
    server.say = saying('', 500);
    await forwarding({ FORWARD_ON_FAILURE: 'retry' });
    const began = performance.now();
    expect(await callback.push(sign(chat))).toEqual(emptyAnswer(503));
    expect(performance.now() - began).toBeGreaterThan(4000);
    expect(printed()).not.toContain('notTaken');
  });

  test.each(['acknowledge', 'retry'])(
    'for a product event is the 200 of its own keeping, whatever the server does, with %s',
    async (onFailure) => {
      server.say = saying('', 500);
      await forwarding({ FORWARD: 'all', FORWARD_ON_FAILURE: onFailure });
      expect(await callback.push(sign(product()))).toEqual(emptyAnswer(200));
      expect((await callback.kept()).messages).toHaveLength(1);
    },
  );

  test('for a product event nobody keeps is a 503, whatever the server replies', async () => {
    server.say = saying(encryptedReply);
    await forwarding({ FORWARD: 'all' });
    await callback.stop();
    callback = await startCallback({
      variables: {
        FORWARD_URL: server.origin,
        FORWARD: 'all',
        FORWARD_ON_FAILURE: 'acknowledge',
        FORWARD_TO_LOOPBACK: 'allowed',
      },
      endpoints: { dynamodb: 'http://127.0.0.1:1', sqs: 'http://127.0.0.1:1' },
    });
    expect(await callback.push(sign(product()))).toEqual(emptyAnswer(503));
  });
});

test('after five failures in a row the server is left alone, and Weixin gets empty 200s', async () => {
  server.say = saying('', 500);
  await forwarding();
  for (let push = 0; push < 7; push++) {
    expect(await callback.push(sign(chat))).toEqual(emptyAnswer(200));
  }
  expect(server.seen).toHaveLength(5);
  expect(printed()).toContain('"forward": "notTried"');
  expect(printed().match(/"ForwardFailed": ?1\b/g)).toHaveLength(7);
});

test('nothing of what passes is printed, in whichever way it ends', async () => {
  const secret = 'the-secret-of-the-path';
  await forwarding({ FORWARD_URL: `${server.origin}/${secret}?key=${secret}`, FORWARD: 'all' });
  for (const say of [
    saying(`<xml><Encrypt>${secret}</Encrypt></xml>`),
    saying(secret),
    saying(secret, 500),
  ]) {
    server.say = say;
    const push = sign(chat);
    await callback.push(push);
    for (const text of [secret, '你好', push.url.split('?')[1], account.token]) {
      expect(printed()).not.toContain(text);
    }
  }
});
