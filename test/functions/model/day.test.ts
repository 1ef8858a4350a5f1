import { describe, expect, it } from 'vitest';
import { addDays, dayOf, isDay, today } from '../../../functions/model/day.ts';

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
