import { describe, expect, test } from 'vitest';
import { securityHeaders } from '../../../functions/web/security-headers.ts';

const { 'content-security-policy': policy = '', ...others } = securityHeaders;
const sources = new Map(
  policy.split('; ').map((directive): [string, string] => {
    const [name = '', ...allowed] = directive.split(' ');
    return [name, allowed.join(' ')];
  }),
);
const directivesOf = (source: string) =>
  [...sources].filter(([, each]) => each === source).map(([directive]) => directive);

describe('the page', () => {
  test('runs, shows and asks for what its own origin has, and nothing else', () => {
    expect(directivesOf("'self'").sort()).toEqual(['connect-src', 'img-src', 'script-src', 'style-src']);
    expect(sources.get('default-src')).toBe("'none'");
  });

  // CSP Level 3, section 6: what default-src does not stand in for.
  test.each(['base-uri', 'form-action', 'frame-ancestors'])(
    'has %s, which no default covers, closed',
    (each) => {
      expect(sources.get(each)).toBe("'none'");
    },
  );

  test('has nothing open beside these: no other host, no inline script, no eval', () => {
    expect(directivesOf("'self'").length + directivesOf("'none'").length).toBe(sources.size);
  });
});

test.each([
  ['its type is not guessed', 'x-content-type-options', 'nosniff'],
  ['browsers without frame-ancestors frame it no more than others', 'x-frame-options', 'DENY'],
  ['no other site learns where its reader was', 'referrer-policy', 'no-referrer'],
  ['no other site holds its window', 'cross-origin-opener-policy', 'same-origin'],
  ['no other site loads it', 'cross-origin-resource-policy', 'same-origin'],
])('of an answer %s', (_what, header, value) => {
  expect(others[header]).toBe(value);
});
