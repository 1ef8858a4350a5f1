import { expect, test } from 'vitest';
import { count, printable } from '../../../functions/model/plain-text.ts';

test.each([
  ['stays what it is', '揭阳 <b>&', '揭阳 <b>&'],
  ['keeps the joiner inside an emoji', '👩\u200D🔬', '👩\u200D🔬'],
  ['moves no cursor and begins no line', 'a\u001B[2Jb\nc', 'a\uFFFD[2Jb\uFFFDc'],
  ['turns no direction of reading', 'a\u202Eb', 'a\uFFFDb'],
  ['breaks no line by Unicode’s own characters', 'a\u2028b\u2029c', 'a\uFFFDb\uFFFDc'],
  ['has no half of a character', 'a\uD800', 'a\uFFFD'],
])('a pushed value that is shown %s', (_what, pushed, shown) => {
  expect(printable(pushed)).toBe(shown);
});

test('a number has its thousands apart', () => {
  expect(count(1_234_567)).toBe('1,234,567');
});
