import { expect, test } from 'vitest';
import { contentHash, etagOf, hasAlready } from '../../../functions/web/etag.ts';

const bytes = (text: string) => Buffer.from(text);

test('a content’s tag is its own, and the same each time', () => {
  expect(etagOf(bytes('one'))).toBe(etagOf(bytes('one')));
  expect(etagOf(bytes('one'))).not.toBe(etagOf(bytes('two')));
  expect(etagOf(bytes('one'))).toMatch(/^"[\w-]{16}"$/);
});

test('a content’s hash is fit for the name of a file', () => {
  expect(contentHash(bytes('one'))).toMatch(/^[\w-]{16}$/);
});

test.each([
  ['it stands alone', '"abc"', true],
  ['it stands among others', '"one" , "abc","two"', true],
  ['it was weakened on the way', 'W/"abc"', true],
  ['another stands there', '"abcd"', false],
  ['another only ends like it', '"W/abc"', false],
  ['it lost its quotes', 'abc', false],
  ['nothing stands there', '', false],
])('a tag is one that who asks has already, where %s: %s, %s', (_where, ifNoneMatch, has) => {
  expect(hasAlready('"abc"', ifNoneMatch)).toBe(has);
});

test('who names no tag has nothing yet', () => {
  expect(hasAlready('"abc"', undefined)).toBe(false);
});
