import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { receiverMetrics } from '../../../functions/model/metric-names.ts';
import { samples } from '../../../lib/weixin/samples.ts';
import type { SignedPush } from '../../../lib/weixin/signed-push.ts';
import { signedQuery, withQuery } from '../../../lib/weixin/signed-query.ts';
import { verificationUrl } from '../../../lib/weixin/verification-url.ts';
import { emptyAnswer, logged, metered } from './answers.ts';
import { type Callback, nothing, startCallback } from './callback.ts';
import {
  anHour,
  encrypted,
  now,
  otherDigest,
  plain,
  push,
  secure,
  signedEnvelope,
  withBitsFlipped,
  withParameter,
  withParameterToo,
} from './hostile-push.ts';
import { account, callbackUrl } from './understand.ts';

const { token, encodingAesKey } = account;
const { searchParams } = new URL(secure().url);
const signature = () => searchParams.get('signature') ?? '';
const nothingLeft = () => undefined;
const largest = 64 * 1024;

/** Hostile pushes where encryption is required, by the reason the log gives. */
const hostile: Readonly<Record<string, Readonly<Record<string, () => SignedPush>>>> = {
  'no timestamp': {
    'no signature at all': () => ({ ...secure(), url: callbackUrl }),
    'no timestamp': () => withParameter(secure(), 'timestamp', nothingLeft),
  },
  'no nonce': {
    'no nonce': () => withParameter(secure(), 'nonce', nothingLeft),
  },
  'no msg_signature': {
    'no msg_signature': () => withParameter(secure(), 'msg_signature', nothingLeft),
    'an empty msg_signature': () => withParameter(secure(), 'msg_signature', () => ''),
    'a msg_signature[] alone': () => {
      const { url, ...rest } = secure();
      return { ...rest, url: url.replace('msg_signature=', 'msg_signature[]=') };
    },
  },
  'wrong msg_signature': {
    'a bad msg_signature': () => withParameter(secure(), 'msg_signature', otherDigest),
    'a msg_signature in capitals': () => withParameter(secure(), 'msg_signature', (it) => it.toUpperCase()),
    'the signature in place of the msg_signature': () => withParameter(secure(), 'msg_signature', signature),
    'the msg_signature of another push': () => ({ ...secure(), url: secure().url }),
    'a fresh timestamp on an old push': () =>
      withParameter(secure({ timestamp: now() - anHour }), 'timestamp', () => String(now())),
    'another account’s token': () => secure({}, { token: 'QDG6eL' }),
  },
  'plaintext where encryption is required': {
    plaintext: () => plain(),
    'plaintext that says so': () => withParameterToo(plain(), 'encrypt_type', 'raw'),
    'forged plaintext with the replayed signature of an encrypted push': () => ({
      ...withParameter(secure(), 'encrypt_type', nothingLeft),
      body: push.body,
    }),
  },
  'no Encrypt': {
    'forged plaintext that says it is encrypted': () => ({ ...secure(), body: push.body }),
    'an empty Encrypt': () => signedEnvelope(''),
  },
  'not encrypted for this AppID with a known key': {
    'ciphertext for another AppID': () => secure({}, { appId: 'wx0000000000000000' }),
    'ciphertext of another key': () => secure({}, { encodingAesKey: 'A'.repeat(43) }),
    'wrong padding': () => signedEnvelope(withBitsFlipped(encrypted, -1, 0x40)),
    'a length beyond the buffer': () => signedEnvelope(withBitsFlipped(encrypted, 16, 0x80)),
    'a length that cuts the message': () => signedEnvelope(withBitsFlipped(encrypted, 19, 0x01)),
    'an Encrypt that is not base64': () => signedEnvelope('*'.repeat(64)),
    'an Encrypt of no whole blocks': () => signedEnvelope(encrypted.slice(0, 60)),
  },
  'stale timestamp': {
    'a timestamp an hour old': () => secure({ timestamp: now() - anHour }),
    'a timestamp an hour ahead': () => secure({ timestamp: now() + anHour }),
  },
  'timestamp is no number': {
    'a timestamp that is a word': () => secure({ timestamp: 'now' }),
    'a timestamp in hexadecimal': () => secure({ timestamp: `0x${now().toString(16)}` }),
  },
  'repeated query parameter': {
    'a repeated msg_signature': () => withParameterToo(secure(), 'msg_signature', '0'),
    'a repeated timestamp': () => withParameterToo(secure(), 'timestamp', String(now())),
    'a repeated nonce': () => withParameterToo(secure(), 'nonce', '1'),
    'a repeated encrypt_type': () => withParameterToo(secure(), 'encrypt_type', 'aes'),
    'a repeated openid': () => withParameterToo(withParameterToo(secure(), 'openid', 'a'), 'openid', 'a'),
    'a signature[] beside the signature': () => withParameterToo(secure(), 'signature[]', '0'),
    'a signature[0] beside the signature': () => withParameterToo(secure(), 'signature[0]', '0'),
  },
  'unreadable envelope': {
    'a DOCTYPE in the envelope': () => signedEnvelope(encrypted, `<!DOCTYPE xml>${envelope(encrypted)}`),
    'a DOCTYPE disguised as a comment': () =>
      signedEnvelope(
        encrypted,
        `<xml a="<!--"><!DOCTYPE xml [<!ENTITY e "${encrypted}">]>--><Encrypt>&e;</Encrypt></xml>`,
      ),
    'two Encrypt elements': () => signedEnvelope(encrypted, envelope(`${encrypted}</Encrypt><Encrypt>`)),
    'an unclosed envelope': () => signedEnvelope(encrypted, envelope(encrypted).replace('</xml>', '')),
    'an empty body': () => ({ ...secure(), body: Buffer.alloc(0) }),
    '64 KB of white space': () => ({ ...secure(), body: Buffer.alloc(largest, ' ') }),
    '64 KB of unclosed elements': () => ({ ...secure(), body: Buffer.alloc(largest, '<a>') }),
  },
};

function envelope(content: string): string {
  return `<xml><Encrypt>${content}</Encrypt></xml>`;
}

let callback: Callback;

beforeAll(async () => {
  callback = await startCallback();
});
afterAll(() => callback.stop());

const newlyPrinted = async (act: () => Promise<void>) => {
  const before = callback.printed.length;
  await act();
  return callback.printed.slice(before).join('\n');
};

describe.each(Object.entries(hostile))('%s:', (reason, cases) => {
  test.each(Object.entries(cases))(
    '%s is refused, with nothing kept and no word why',
    async (_case, make) => {
      const printed = await newlyPrinted(async () => {
        expect(await callback.push(make())).toEqual(emptyAnswer(403));
      });
      expect(await callback.kept()).toEqual(nothing);
      expect(printed).toContain(`"reason": "${reason}"`);
    },
  );
});

test.each([false, true])('64 KB and a byte are too large, in base64 (%s) or not', async (isBase64Encoded) => {
  const body = Buffer.alloc(largest + 1, ' ');
  const printed = await newlyPrinted(async () => {
    expect(await callback.push({ ...secure(), body }, { isBase64Encoded })).toEqual(emptyAnswer(413));
  });
  expect(printed).toMatch(metered(receiverMetrics.refused));
  expect(printed).toMatch(logged('tooLarge'));
  expect(printed).toContain('"reason": "65537 bytes"');
  const unsigned = { url: callbackUrl, headers: {}, body };
  expect(await callback.push(unsigned, { isBase64Encoded })).toEqual(emptyAnswer(413));
});

test('an envelope that is not UTF-8 is refused', async () => {
  const bytes = { ...secure(), body: Buffer.from([0xff, 0xfe, 0x3c, 0x00]) };
  expect(await callback.push(bytes, { isBase64Encoded: true })).toEqual(emptyAnswer(403));
});

test.each<[string, () => string]>([
  ['without parameters', () => callbackUrl],
  ['with a wrong signature', () => verificationUrl(callbackUrl, 'QDG6eL', 'echo')],
  ['without an echostr', () => withQuery(callbackUrl, { ...signedQuery(token, {}) })],
  ['an hour old', () => verificationUrl(callbackUrl, token, 'echo', { timestamp: now() - anHour })],
  ['with two echostr', () => `${verificationUrl(callbackUrl, token, 'echo')}&echostr=forged`],
])('a GET %s is refused', async (_case, url) => {
  const request = { url: url(), headers: {}, body: Buffer.alloc(0) };
  expect(await callback.push(request, { method: 'GET' })).toEqual(emptyAnswer(403));
});

test('what is refused is counted, and nothing secret is printed', async () => {
  const refused = secure({ timestamp: now() - anHour });
  const printed = await newlyPrinted(async () => {
    await callback.push(refused);
  });
  expect(printed).toMatch(metered(receiverMetrics.refused));
  const msgSignature = new URL(refused.url).searchParams.get('msg_signature');
  const { FromUserName } = samples.user_scan_product;
  for (const secret of [token, encodingAesKey, msgSignature, FromUserName]) {
    expect(printed).not.toContain(secret);
  }
});
