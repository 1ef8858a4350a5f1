import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DecryptionError, decrypt } from '../../../functions/callback/verify/encryption.ts';
import { encrypt } from '../../../lib/weixin/encrypt.ts';
import { formats, pushFields, render } from '../../../lib/weixin/render.ts';
import { tries } from '../../support/length.ts';
import { anyEvent } from './any-event.ts';
import { vectorsWith } from './vectors.ts';

const encodingAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const appId = 'wx5823bf96d3bd56c7';
const deterministic = vectorsWith('encrypt', 'encodingAESKey', 'appid', 'expected_plaintext');

test.each(deterministic)('$id: the published random bytes give the published text', (vector) => {
  const random = Buffer.from(vector.random ?? vector.expected_random ?? '');
  const { expected_plaintext, encodingAESKey, appid } = vector;
  expect(encrypt(expected_plaintext, encodingAESKey, appid, random)).toBe(vector.encrypt);
});

test('there are vectors of it', () => {
  expect(deterministic).toHaveLength(3);
});

test.each(formats)('any product event in %s comes back byte for byte', (format) => {
  fc.assert(
    fc.property(anyEvent, fc.base64String({ minLength: 44, maxLength: 44 }), (event, random) => {
      const key = random.slice(0, 43).replaceAll('=', 'A');
      const body = Buffer.from(render(pushFields(event), format));
      expect(decrypt(encrypt(body, key, appId), key)).toEqual({ message: body, appId });
    }),
    tries(),
  );
});

test('any bytes come back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const { message } = decrypt(encrypt(bytes, encodingAesKey, appId), encodingAesKey);
      expect(message).toEqual(Buffer.from(bytes));
    }),
    tries(),
  );
});

test('the same message is another text each time', () => {
  expect(encrypt('message', encodingAesKey, appId)).not.toBe(encrypt('message', encodingAesKey, appId));
});

test('what is no EncodingAESKey is refused', () => {
  expect(() => encrypt('message', 'short', appId)).toThrow(new DecryptionError('not an EncodingAESKey'));
});
