import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SignedPush } from '../../../lib/weixin/signed-push.ts';
import { emptyAnswer } from './answers.ts';
import { type Callback, nothing, startCallback } from './callback.ts';
import { anHour, now, otherDigest, plain, secure, withParameter, withParameterToo } from './hostile-push.ts';
import { callbackUrl } from './understand.ts';

let callback: Callback;

beforeAll(async () => {
  callback = await startCallback({ variables: { WEIXIN_ENCRYPTION: 'off' } });
});
afterAll(() => callback.stop());

/** Hostile pushes where encryption is off, by the reason the log gives. */
const hostile: Readonly<Record<string, Readonly<Record<string, () => SignedPush>>>> = {
  'no timestamp': {
    'no signature at all': () => ({ ...plain(), url: callbackUrl }),
  },
  'no signature': {
    'no signature': () => withParameter(plain(), 'signature', () => undefined),
    'an empty signature': () => withParameter(plain(), 'signature', () => ''),
    'a signature[] alone': () => {
      const { url, ...rest } = plain();
      return { ...rest, url: url.replace('signature=', 'signature[]=') };
    },
  },
  'wrong signature': {
    'a bad signature': () => withParameter(plain(), 'signature', otherDigest),
    'a fresh timestamp on an old push': () =>
      withParameter(plain({ timestamp: now() - anHour }), 'timestamp', () => String(now())),
  },
  'repeated query parameter': {
    'a repeated signature': () => withParameterToo(plain(), 'signature', '0'),
    'a signature[] beside the signature': () => withParameterToo(plain(), 'signature[]', '0'),
  },
  'stale timestamp': {
    'a forged body with the replayed signature of an hour ago': () => plain({ timestamp: now() - anHour }),
  },
  'no Encrypt': {
    'plaintext that says it is encrypted': () => withParameterToo(plain(), 'encrypt_type', 'aes'),
  },
  'wrong msg_signature': {
    'an encrypted push with a bad msg_signature': () => withParameter(secure(), 'msg_signature', otherDigest),
  },
  'not encrypted for this AppID with a known key': {
    'ciphertext for another AppID': () => secure({}, { appId: 'wx0000000000000000' }),
  },
};

describe.each(Object.entries(hostile))('%s:', (reason, cases) => {
  test.each(Object.entries(cases))('%s is refused, with nothing kept', async (_case, make) => {
    const before = callback.printed.length;
    expect(await callback.push(make())).toEqual(emptyAnswer(403));
    expect(await callback.kept()).toEqual(nothing);
    expect(callback.printed.slice(before).join('\n')).toContain(`"reason": "${reason}"`);
  });
});

test('an envelope whose encryption is not mentioned is no event', async () => {
  const unmentioned = withParameter(secure(), 'encrypt_type', () => undefined);
  expect(await callback.push(unmentioned)).toEqual(emptyAnswer(200));
  expect(await callback.kept()).toEqual(nothing);
});
