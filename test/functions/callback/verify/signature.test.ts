import { expect, test } from 'vitest';
import { sign, signatureMatches } from '../../../../functions/callback/verify/signature.ts';
import { vectorsWith } from '../../../lib/weixin/vectors.ts';

const plain = vectorsWith('timestamp', 'nonce', 'signature');
const encrypted = vectorsWith('timestamp', 'nonce', 'encrypt', 'msg_signature');
const isPositive = ({ use }: { use: string }) => use === 'positive';
const isNegative = ({ use }: { use: string }) => use === 'negative';

test.each(plain.filter(isPositive))('$id: the published signature matches', (vector) => {
  const { token, timestamp, nonce, signature } = vector;
  expect(signatureMatches([token, timestamp, nonce], signature)).toBe(true);
});

test.each(encrypted.filter(isPositive))('$id: the published msg_signature matches', (vector) => {
  const { token, timestamp, nonce, encrypt, msg_signature } = vector;
  expect(signatureMatches([token, timestamp, nonce, encrypt], msg_signature)).toBe(true);
});

test.each(encrypted.filter(isNegative))('$id: the wrong msg_signature does not match', (vector) => {
  const { token, timestamp, nonce, encrypt, msg_signature } = vector;
  expect(signatureMatches([token, timestamp, nonce, encrypt], msg_signature)).toBe(false);
});

test('every kind of signature is covered by a vector', () => {
  const found = [plain.filter(isPositive), encrypted.filter(isPositive), encrypted.filter(isNegative)];
  expect(found.map((vectors) => vectors.length)).toEqual([3, 6, 1]);
});

test('the parts are sorted by code units, wherever they stand', () => {
  expect(sign(['b', 'a', 'B', '1'])).toBe(sign(['1', 'B', 'a', 'b']));
  expect(sign(['1', 'B', 'a', 'b'])).toBe('b57f4cecc7179eb5aac7ea10fac44a59476189e0');
});

test.each([
  ['empty', ''],
  ['too short', sign(['token']).slice(1)],
  ['too long', `${sign(['token'])}0`],
  ['not hex', 'x'.repeat(40)],
  ['of 40 characters that are more bytes', '签'.repeat(40)],
  ['in upper case', sign(['token']).toUpperCase()],
  ['of other parts', sign(['another token'])],
])('a signature that is %s does not match and does not throw', (_case, given) => {
  expect(signatureMatches(['token'], given)).toBe(false);
});
