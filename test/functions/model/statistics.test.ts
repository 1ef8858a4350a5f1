import { describe, expect, test } from 'vitest';
import {
  type Channel,
  channelAttribute,
  channelOfAttribute,
  hourAttribute,
  hourOfAttribute,
  labelAttribute,
  labelOfAttribute,
  pageEvents,
  pageVisitors,
  readRecentAttribute,
  recentAttribute,
} from '../../../functions/model/statistics.ts';

describe('the attribute that counts', () => {
  test.each<[string, Channel, string]>([
    ['the first channel', 0, 'c:0'],
    ['a channel by its place', 17, 'c:17'],
    ['those without a channel', 'none', 'c:'],
    ['those beyond the channels that are kept', 'others', 'c:*'],
  ])('%s is read as it was written', (_what, channel, attribute) => {
    expect(channelAttribute(channel)).toBe(attribute);
    expect(channelOfAttribute(attribute)).toBe(channel);
  });

  test('events or visitors has a letter of its own', () => {
    expect([pageEvents, pageVisitors]).toEqual(['n', 'v']);
  });

  test('an hour is read as it was written', () => {
    expect(hourAttribute('14')).toBe('h:14');
    expect(hourOfAttribute('h:14')).toBe('14');
  });

  test('a label is read as it was written, whatever is in it', () => {
    expect(labelAttribute('p', '中国/广东:p:')).toBe('p:中国/广东:p:');
    expect(labelOfAttribute('p', 'p:中国/广东:p:')).toBe('中国/广东:p:');
  });

  test('one day of a counter is read as it was written, in a few characters', () => {
    expect(recentAttribute('o', '2024-02-29')).toBe('o:f9i');
    expect(readRecentAttribute('o:f9i')).toEqual({ letter: 'o', day: '2024-02-29' });
  });
});

describe('an attribute that counts something else', () => {
  test.each(['n', 'v', 'h:14', 's:c:1', 'cc:1'])('such as %s is no channel', (name) => {
    expect(channelOfAttribute(name)).toBeUndefined();
  });

  test.each(['n', 'p:h:14', 'hh:1'])('such as %s is no hour', (name) => {
    expect(hourOfAttribute(name)).toBeUndefined();
  });

  test.each(['opened', 'lastActivity', 'o:', 'oo:f9i', 'o:F9I', ' o:f9i', 'o:f9i '])(
    'such as "%s" is no day',
    (name) => {
      expect(readRecentAttribute(name)).toBeUndefined();
    },
  );
});

test('a label without U+0000 cannot be what stands for those beyond', () => {
  expect(labelAttribute('s', 'a\0b')).toBe('s:a\uFFFDb');
});
