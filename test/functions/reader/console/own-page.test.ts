import { describe, expect, it } from 'vitest';
import {
  requireNoEmbedding,
  requireOwnPage,
  requireOwnPagePosting,
} from '../../../../functions/reader/console/own-page.ts';
import { ForeignRequestError } from '../../../../functions/reader/refusals.ts';

const origin = 'https://abc.example';
type Headers = Readonly<Record<string, string>>;

function isLet(guard: (asking: { headers: Headers; origin: string }) => void, headers: Headers): boolean {
  try {
    guard({ headers, origin });
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(ForeignRequestError);
    return false;
  }
}

describe('data is given, once a link is shown, to', () => {
  it.each<[string, Headers, boolean]>([
    ['the console’s own page', { 'sec-fetch-site': 'same-origin' }, true],
    ['its page that says its origin', { 'sec-fetch-site': 'same-origin', origin }, true],
    ['what is no browser', {}, true],
    ['another site’s page', { 'sec-fetch-site': 'cross-site' }, false],
    ['a page of a neighbouring name', { 'sec-fetch-site': 'same-site' }, false],
    ['an address that was typed', { 'sec-fetch-site': 'none' }, false],
    ['a browser that says nothing', { 'sec-fetch-site': '' }, false],
    ['another origin', { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }, false],
    ['another origin of an old browser', { origin: 'https://evil.example' }, false],
    ['a page without an origin', { origin: 'null' }, false],
    ['the same name over another scheme', { origin: 'http://abc.example' }, false],
    ['the same name at another port', { origin: 'https://abc.example:8443' }, false],
  ])('%s: %o, %s', (_who, headers, given) => {
    expect(isLet(requireOwnPage, headers)).toBe(given);
  });
});

describe('a post is taken from', () => {
  it.each<[string, Headers, boolean]>([
    ['the console’s own page', { 'sec-fetch-site': 'same-origin', origin }, true],
    ['its page in an old browser', { origin }, true],
    ['what says no origin', { 'sec-fetch-site': 'same-origin' }, false],
    ['another site’s page', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
    ['another site’s page under our origin', { 'sec-fetch-site': 'cross-site', origin }, false],
    ['another origin', { origin: 'https://evil.example' }, false],
  ])('%s: %o, %s', (_who, headers, taken) => {
    expect(isLet(requireOwnPagePosting, headers)).toBe(taken);
  });
});

describe('the page’s files are given to', () => {
  const opened = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

  it.each<[string, Headers, boolean]>([
    ['who follows a link on another site', { 'sec-fetch-site': 'cross-site', ...opened }, true],
    ['who types the address', { 'sec-fetch-site': 'none', ...opened }, true],
    ['the page itself', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'no-cors' }, true],
    ['what is no browser', {}, true],
    [
      'another site’s frame',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
      false,
    ],
    [
      'another site’s script',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
      false,
    ],
    [
      'another site’s page that fetches it as a document',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'document' },
      false,
    ],
    ['another site that says no more', { 'sec-fetch-site': 'cross-site' }, false],
  ])('%s: %o, %s', (_who, headers, given) => {
    expect(isLet(requireNoEmbedding, headers)).toBe(given);
  });
});
