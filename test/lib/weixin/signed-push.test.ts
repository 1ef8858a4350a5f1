import { describe, expect, test } from 'vitest';
import { parse } from '../../../functions/callback/read/parse.ts';
import { decrypt } from '../../../functions/callback/verify/encryption.ts';
import { sign } from '../../../functions/callback/verify/signature.ts';
import { eventPush, fieldsPush, rawPush } from '../../../lib/weixin/push.ts';
import { formats, pushFields } from '../../../lib/weixin/render.ts';
import { samples } from '../../../lib/weixin/samples.ts';
import { signedPush } from '../../../lib/weixin/signed-push.ts';
import { verificationUrl } from '../../../lib/weixin/verification-url.ts';
import { vectorsWith } from './vectors.ts';

const callbackUrl = 'https://receiver.example/weixin';
const account = {
  appId: 'wx5823bf96d3bd56c7',
  token: 'QDG6eK',
  encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
};
const event = samples.user_scan_product;

function queryOf(url: string): Record<string, string> {
  return Object.fromEntries(new URL(url).searchParams);
}

describe('secure mode', () => {
  const published = vectorsWith('signature', 'encrypt', 'openid', 'timestamp', 'nonce');

  test.each(published)('$id is made again to the letter', (vector) => {
    const { token, encodingAESKey = '', appid = '', expected_plaintext = '', timestamp, nonce } = vector;
    const push = { ...rawPush(expected_plaintext), openid: vector.openid };
    const { url, headers, body } = signedPush(
      callbackUrl,
      push,
      { token, encodingAesKey: encodingAESKey, appId: appid },
      { timestamp, nonce, random: Buffer.from(vector.expected_random ?? '') },
    );
    const { signature, openid, msg_signature } = vector;
    expect(queryOf(url)).toEqual({
      ...{ signature, timestamp, nonce, openid, msg_signature },
      encrypt_type: 'aes',
    });
    expect(headers).toMatchObject({ 'content-type': 'application/json' });
    expect(JSON.parse(body.toString())).toMatchObject({ Encrypt: vector.encrypt });
  });

  test('there is a published push to make again', () => expect(published).toHaveLength(1));

  test.each(formats)('shows in %s the account and nothing else in clear', (format) => {
    const { body } = signedPush(callbackUrl, eventPush(event, format), account);
    const fields = parse(body.toString());
    expect([...fields.keys()]).toEqual(['ToUserName', 'Encrypt']);
    expect(fields.get('ToUserName')).toBe(event.ToUserName);
    const { message, appId } = decrypt(fields.get('Encrypt') ?? '', account.encodingAesKey);
    expect(parse(message.toString())).toEqual(pushFields(event));
    expect(appId).toBe(account.appId);
  });
});

describe('compatible mode', () => {
  test.each(formats)('carries in %s the event in clear beside Encrypt', (format) => {
    const push = eventPush(event, format);
    const { url, body } = signedPush(callbackUrl, push, account, { mode: 'compatible' });
    const fields = parse(body.toString());
    const encrypted = fields.get('Encrypt') ?? '';
    expect(fields).toEqual(new Map([...pushFields(event), ['Encrypt', encrypted]]));
    expect(decrypt(encrypted, account.encodingAesKey).message).toEqual(push.body);
    const { timestamp = '', nonce = '', msg_signature } = queryOf(url);
    expect(msg_signature).toBe(sign([account.token, timestamp, nonce, encrypted]));
  });

  test('puts Encrypt behind a body that has no end', () => {
    const { body } = signedPush(callbackUrl, rawPush('<xml>'), account, { mode: 'compatible' });
    expect(body.toString()).toMatch(/^<xml><Encrypt>.+<\/Encrypt>\n$/);
  });
});

describe('plain mode', () => {
  test('sends the body as it is, with no trace of encryption', () => {
    const push = eventPush(event);
    const stamp = { timestamp: 1714037059, nonce: '486452656' };
    const { url, body, headers } = signedPush(callbackUrl, push, account, { mode: 'plain', ...stamp });
    expect(body).toEqual(push.body);
    expect(headers).toMatchObject({ 'content-type': 'text/xml' });
    expect(queryOf(url)).toEqual({
      signature: sign([account.token, '1714037059', '486452656']),
      timestamp: '1714037059',
      nonce: '486452656',
      openid: event.FromUserName,
    });
  });

  test('keeps bytes that are no text', () => {
    const bytes = Buffer.from([0x3c, 0xff, 0x00]);
    expect(signedPush(callbackUrl, rawPush(bytes), account, { mode: 'plain' }).body).toEqual(bytes);
  });
});

test('a push without FromUserName has no openid in its query', () => {
  const { url } = signedPush(callbackUrl, fieldsPush(new Map([['MsgType', 'text']])), account);
  expect(queryOf(url)).not.toHaveProperty('openid');
});

test('a query the callback URL has of its own stays', () => {
  const { url } = signedPush(`${callbackUrl}?stage=test`, eventPush(event), account);
  expect(url).toMatch(/\/weixin\?stage=test&signature=[0-9a-f]{40}&timestamp=\d{10}&nonce=\d{10}&openid=/);
});

test.each(vectorsWith('signature', 'timestamp', 'nonce').filter(({ id }) => id === 'official-url-verify'))(
  '$id: the URL verification is signed as published',
  ({ token, timestamp, nonce, signature }) => {
    const url = verificationUrl(callbackUrl, token, '4375120948345356249', { timestamp, nonce });
    expect(queryOf(url)).toEqual({ signature, timestamp, nonce, echostr: '4375120948345356249' });
  },
);
