import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayNumber,
  dayNumbered,
  dayOf,
  hourOf,
  isDay,
  today,
} from '../../../functions/model/day.ts';

const seconds = (iso: string) => String(Date.parse(iso) / 1000);

describe('the day of a moment', () => {
  it.each([
    ['2023-12-31T15:59:59Z', 'Asia/Shanghai', '2023-12-31'],
    ['2023-12-31T16:00:00Z', 'Asia/Shanghai', '2024-01-01'],
    ['2024-02-28T16:00:00Z', 'Asia/Shanghai', '2024-02-29'],
    ['2024-02-29T16:00:00Z', 'Asia/Shanghai', '2024-03-01'],
    ['2024-01-01T04:59:59Z', 'America/New_York', '2023-12-31'],
    ['2024-01-01T00:00:00Z', 'UTC', '2024-01-01'],
  ])('%s is in %s on %s', (iso, timeZone, day) => {
    expect(dayOf(seconds(iso), timeZone)).toBe(day);
    expect(today(timeZone, new Date(iso))).toBe(day);
  });

  it('is of no time zone that does not exist', () => {
    expect(() => dayOf('0', 'Mars/Olympus')).toThrow(RangeError);
  });
});

it.each([
  ['2024-02-28', 2, '2024-03-01'],
  ['2024-01-01', -1, '2023-12-31'],
])('%s and %i days are %s', (day, days, other) => {
  expect(addDays(day, days)).toBe(other);
});

it.each(['2024-02-30', '2024-13-01', '20240101', '2024-1-1', ''])('"%s" is no day', (text) => {
  expect(isDay(text)).toBe(false);
});

it.each(['2024-02-29', '1970-01-01', '1999-12-31'])('"%s" is a day', (text) => {
  expect(isDay(text)).toBe(true);
});

it.each(['x2024-02-29', '2024-02-29x', '12024-02-29', '2024-02-29T00:00'])(
  '"%s" is none, though a day is in it',
  (text) => {
    expect(isDay(text)).toBe(false);
  },
);

it.each([
  ['2024-01-31T16:00:00Z', 'Asia/Shanghai', '0'],
  ['2024-01-31T15:59:59Z', 'Asia/Shanghai', '23'],
  ['2024-01-31T01:59:59Z', 'UTC', '1'],
])('%s in %s is at %s o’clock', (iso, timeZone, hour) => {
  expect(hourOf(seconds(iso), timeZone)).toBe(hour);
});

it('a day is known by how many days it is after 1970-01-01', () => {
  expect(dayNumber('2024-02-29')).toBe(19_782);
  expect(dayNumbered(19_782)).toBe('2024-02-29');
});
