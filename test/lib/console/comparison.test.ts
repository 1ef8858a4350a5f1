import { describe, expect, it } from 'vitest';
import { freePeriod, periodOf } from '../../../functions/insights/periods.ts';
import { compare } from '../../../lib/console/page/comparison.ts';

// A Thursday, at half past two in the afternoon.
const today = '2026-11-26';
const hour = 14;
const day = (date: string, opened: number, byHour: Readonly<Record<string, number>> = {}) => ({
  date,
  opened,
  followed: 1,
  hour: byHour,
});

describe('a number beside the one before', () => {
  it('is compared with yesterday’s of the hours that are over today', () => {
    const compared = {
      days: [day(today, 9, { 9: 4, 13: 3, 14: 2 })],
      daysBefore: [day('2026-11-25', 20, { 9: 5, 14: 6, 22: 9 })],
      period: periodOf('today', today),
      today,
      hour,
    };
    expect(compare('opened', compared)).toEqual({ value: 7, before: 5, without: { from: 14 } });
    // What is not counted by the hour can only stand beside the whole day.
    expect(compare('followed', compared)).toEqual({ before: 1 });
    expect(compare('opened', { ...compared, hour: 0 })).toEqual({ before: 20 });
  });

  it('leaves today out of a longer range, and the day it would be set against', () => {
    const compared = {
      days: [day('2026-11-24', 5), day('2026-11-25', 6), day(today, 1)],
      daysBefore: [day('2026-11-17', 4), day('2026-11-19', 100)],
      period: periodOf('thisWeek', today),
      today,
      hour,
    };
    expect(compare('opened', compared)).toEqual({ value: 11, before: 4, without: 'today' });
  });

  it('is whole where the range is over', () => {
    const compared = {
      days: [day('2026-11-20', 5)],
      daysBefore: [day('2026-11-18', 3)],
      period: freePeriod('2026-11-20', '2026-11-21'),
      today,
      hour,
    };
    expect(compare('opened', compared)).toEqual({ value: 5, before: 3, without: 'nothing' });
  });
});
