import { describe, expect, it } from 'vitest';
import { freePeriod, periodOf } from '../../../functions/insights/periods.ts';

// A Thursday.
const today = '2026-11-26';

describe('a period, and the one it is compared with', () => {
  it.each([
    ['today', '2026-11-26', '2026-11-26', '2026-11-25', '2026-11-25'],
    ['yesterday', '2026-11-25', '2026-11-25', '2026-11-24', '2026-11-24'],
    ['thisWeek', '2026-11-23', '2026-11-26', '2026-11-16', '2026-11-19'],
    ['lastWeek', '2026-11-16', '2026-11-22', '2026-11-09', '2026-11-15'],
    ['thisMonth', '2026-11-01', '2026-11-26', '2026-10-01', '2026-10-26'],
    ['lastMonth', '2026-10-01', '2026-10-31', '2026-09-01', '2026-09-30'],
    ['last7', '2026-11-20', '2026-11-26', '2026-11-13', '2026-11-19'],
    ['last30', '2026-10-28', '2026-11-26', '2026-09-28', '2026-10-27'],
    ['last90', '2026-08-29', '2026-11-26', '2026-05-31', '2026-08-28'],
  ] as const)('%s', (name, from, to, beforeFrom, beforeTo) => {
    expect(periodOf(name, today)).toEqual({ from, to, before: { from: beforeFrom, to: beforeTo } });
  });

  it.each([
    ['2026-11-22', 'a Sunday', '2026-11-16'],
    ['2026-11-23', 'a Monday', '2026-11-23'],
  ])('begins the week of %s, %s, on %s', (day, _weekday, monday) => {
    expect(periodOf('thisWeek', day).from).toBe(monday);
  });

  it('compares a month with all of a shorter one before it', () => {
    expect(periodOf('thisMonth', '2026-03-31').before).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  });

  it('compares any days with as many before them, over the turn of a year', () => {
    const before = { from: '2025-12-22', to: '2025-12-31' };
    expect(freePeriod('2026-01-01', '2026-01-10')).toEqual({ from: '2026-01-01', to: '2026-01-10', before });
  });
});
