import { createCipheriv } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parse } from '../../../../functions/callback/read/parse.ts';
import {
  aesKey,
  DecryptionError,
  decrypt,
  isEncodingAesKey,
} from '../../../../functions/callback/verify/encryption.ts';
import { encrypt } from '../../../../lib/weixin/encrypt.ts';
import { vectorsWith } from '../../../lib/weixin/vectors.ts';

const encodingAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const appId = 'wx5823bf96d3bd56c7';
const upTo32 = Array.from({ length: 32 }, (_, index) => index + 1);
const vectors = vectorsWith('encrypt', 'encodingAESKey', 'appid');

describe('published vectors', () => {
  test.each(vectors.filter(({ use }) => use === 'positive'))(
    '$id decrypts to the published content',
    (vector) => {
      const { message, appId } = decrypt(vector.encrypt, vector.encodingAESKey);
      const text = message.toString('utf8');
      expect(appId).toBe(vector.appid);
      if (vector.expected_plaintext !== undefined) expect(text).toBe(vector.expected_plaintext);
      if (vector.expected_fields !== undefined) {
        expect(Object.fromEntries(parse(text))).toMatchObject(vector.expected_fields);
      }
      expect(vector.expected_plaintext ?? vector.expected_fields).toBeDefined();
    },
  );

  test.each(vectors.filter(({ use }) => use === 'negative'))('$id is refused', (vector) => {
    expect(() => decrypt(vector.encrypt, vector.encodingAESKey)).toThrow(DecryptionError);
  });

  test('both kinds are there', () => {
    expect(vectors.filter(({ use }) => use === 'positive')).toHaveLength(6);
    expect(vectors.filter(({ use }) => use === 'negative')).toHaveLength(1);
  });
});

describe('padding', () => {
  // The padding's length follows from the message's: 32 lengths in a row need every padding there is.
  test.each(upTo32)('a message of %i bytes comes back', (length) => {
    const message = 'x'.repeat(length);
    expect(decrypt(encrypt(message, encodingAesKey, appId), encodingAesKey).message.toString()).toBe(message);
  });

  test.each(upTo32)('%i bytes of padding are taken off', (padding) => {
    const text = textEndingWith(Buffer.alloc(padding, padding));
    expect(decrypt(text, encodingAesKey).appId).toBe(appId);
  });

  test.each([0, 33, 48, 255])('a padding that claims %i bytes is refused', (padding) => {
    const text = textEndingWith(Buffer.alloc(padding || 1, padding));
    expect(() => decrypt(text, encodingAesKey)).toThrow(new DecryptionError('wrong padding'));
  });

  test.each(upTo32.slice(1))('byte %i of 32 from the end being wrong is noticed', (fromEnd) => {
    const padding = Buffer.alloc(32, 32);
    padding[32 - fromEnd] = 31;
    expect(() => decrypt(textEndingWith(padding), encodingAesKey)).toThrow(
      new DecryptionError('wrong padding'),
    );
  });

  test('a padding longer than the text is refused', () => {
    expect(() => decrypt(enciphered(Buffer.alloc(16, 17)), encodingAesKey)).toThrow(
      new DecryptionError('wrong padding'),
    );
  });
});

describe('length', () => {
  const behind = Buffer.byteLength('message') + Buffer.byteLength(appId);

  test.each([behind + 1, 0x7fffffff, 0xffffffff])('%i bytes where fewer are there are refused', (length) => {
    const text = enciphered(padded(plaintextOf('message', length)));
    expect(() => decrypt(text, encodingAesKey)).toThrow(new DecryptionError('message longer than the text'));
  });

  test('a length up to the last byte leaves an empty AppID', () => {
    const { message, appId: rest } = decrypt(
      enciphered(padded(plaintextOf('message', behind))),
      encodingAesKey,
    );
    expect(message.toString()).toBe(`message${appId}`);
    expect(rest).toBe('');
  });

  test('a text may end where its message would begin', () => {
    const { message, appId: rest } = decrypt(enciphered(padded(Buffer.alloc(20))), encodingAesKey);
    expect([message.toString(), rest]).toEqual(['', '']);
  });

  test.each([
    ['is nothing but padding', Buffer.alloc(32, 32)],
    ['ends inside its head', padded(Buffer.alloc(19))],
  ])('a text that %s is refused as too short', (_case, text) => {
    expect(() => decrypt(enciphered(text), encodingAesKey)).toThrow(
      expect.objectContaining({ name: 'DecryptionError', message: 'too short' }),
    );
  });

  test('a text that ends before its message is refused', () => {
    const text = enciphered(padded(Buffer.alloc(19, 'x')));
    expect(() => decrypt(text, encodingAesKey)).toThrow(new DecryptionError('too short'));
  });
});

describe('form', () => {
  const published = vectors[0]?.encrypt ?? '';
  const valid = encrypt('message', encodingAesKey, appId);

  test.each([
    ['empty', '', 'not whole blocks'],
    ['not base64', `*${valid.slice(1)}`, 'not base64'],
    ['base64 with white space inside', `${valid.slice(0, 20)}\n${valid.slice(20)}`, 'not base64'],
    ['base64url', published.replaceAll('+', '-').replaceAll('/', '_'), 'not base64'],
    ['not whole blocks of AES', Buffer.alloc(24).toString('base64'), 'not whole blocks'],
  ])('a text that is %s is refused', (_case, text, reason) => {
    expect(() => decrypt(text, encodingAesKey)).toThrow(new DecryptionError(reason));
  });

  test('the message comes back byte for byte, valid UTF-8 or not', () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28]);
    expect(decrypt(encrypt(bytes, encodingAesKey, appId), encodingAesKey).message).toEqual(bytes);
  });

  test('everything behind the message is the AppID', () => {
    expect(decrypt(encrypt('message', encodingAesKey, `${appId} `), encodingAesKey).appId).toBe(`${appId} `);
  });
});

describe('key', () => {
  test('another key does not decrypt', () => {
    const text = encrypt('message', encodingAesKey, appId, Buffer.alloc(16));
    expect(() => decrypt(text, `B${encodingAesKey.slice(1)}`)).toThrow(DecryptionError);
  });

  test('the last character may carry bits that no byte takes', () => {
    const canonical = Buffer.from(`${encodingAesKey}=`, 'base64').toString('base64');
    expect(`${encodingAesKey}=`).not.toBe(canonical);
    expect(aesKey(encodingAesKey).key).toHaveLength(32);
    const text = encrypt('message', encodingAesKey, appId);
    expect(decrypt(text, canonical.slice(0, -1)).message.toString()).toBe('message');
  });

  test.each([
    ['43 letters and digits', encodingAesKey, true],
    ['43 characters of base64', `+/${encodingAesKey.slice(2)}`, true],
    ['42 characters', encodingAesKey.slice(1), false],
    ['the padded 44', `${encodingAesKey}=`, false],
    ['44 characters of base64', `A${encodingAesKey}`, false],
    ['a character that is not base64', `-${encodingAesKey.slice(1)}`, false],
    ['a line feed at the end', `${encodingAesKey}\n`, false],
    ['nothing', '', false],
  ])('%s: an EncodingAESKey or not', (_case, text, expected) => {
    expect(isEncodingAesKey(text)).toBe(expected);
    if (!expected) expect(() => aesKey(text)).toThrow(new DecryptionError('not an EncodingAESKey'));
  });
});

function plaintextOf(message: string, length = Buffer.byteLength(message)): Buffer {
  const head = Buffer.alloc(20);
  head.writeUInt32BE(length, 16);
  return Buffer.concat([head, Buffer.from(message), Buffer.from(appId)]);
}

function padded(plaintext: Buffer): Buffer {
  const padding = 32 - (plaintext.length % 32);
  return Buffer.concat([plaintext, Buffer.alloc(padding, padding)]);
}

/** A whole text with exactly this padding, right or wrong. */
function textEndingWith(padding: Buffer): string {
  const filler = 320 - padding.length - plaintextOf('').length;
  return enciphered(Buffer.concat([plaintextOf('x'.repeat(filler)), padding]));
}

function enciphered(wholeBlocks: Buffer): string {
  const { key, iv } = aesKey(encodingAesKey);
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(wholeBlocks), cipher.final()]).toString('base64');
}
