import { describe, expect, it, test } from 'vitest';
import { hashOfToken, isSameHash, isToken, newToken, shareIdOf } from '../../../functions/shares/token.ts';

test('a new token has 256 bits, and no other is like it', () => {
  const [one, other] = [newToken(), newToken()];
  expect([one, other].map(isToken)).toEqual([true, true]);
  expect(Buffer.from(one, 'base64url')).toHaveLength(32);
  expect(one).not.toBe(other);
});

test.each<[string, unknown]>([
  ['one character short', 'x'.repeat(42)],
  ['one too long', 'x'.repeat(44)],
  ['behind a line break', `\n${'x'.repeat(43)}`],
  ['before one', `${'x'.repeat(43)}\n`],
  ['of the other base64', `${'x'.repeat(42)}+`],
  ['in a list', ['x'.repeat(43)]],
  ['nothing', undefined],
  ['empty', ''],
])('what is %s is no token', (_how, text) => {
  expect(isToken(text)).toBe(false);
});

test('of a token its SHA-256 is stored, by whose beginning the link is called', () => {
  const hash = hashOfToken('abc');
  expect(hash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(shareIdOf(hash)).toBe('ba7816bf8f01cfea');
});

describe('two hashes', () => {
  const hash = hashOfToken('abc');

  it('are the same where they are', () => {
    expect(isSameHash(hash, hashOfToken('abc'))).toBe(true);
  });

  it.each([
    ['another token’s', hashOfToken('abd')],
    ['one that only begins alike', `${hash.slice(0, 63)}e`],
    ['one with something behind it', `${hash}zz`],
    ['one with something before it', `zz${hash}`],
    ['half of one', hash.slice(0, 32)],
    ['none', ''],
  ])('are not the same where one is %s', (_whose, other) => {
    expect([isSameHash(hash, other), isSameHash(other, hash)]).toEqual([false, false]);
  });

  it.each(['', 'x'.repeat(64), hash.toUpperCase()])(
    'are not the same where neither is one: "%s" twice',
    (text) => {
      expect(isSameHash(text, text)).toBe(false);
    },
  );
});
