import { marshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  firstRecent,
  isRecent,
  recentColumns,
  recentDaysOf,
} from '../../../functions/insights/recent-days.ts';
import { recentCounts, recentTotals } from '../../../functions/insights/recent-totals.ts';
import { totalCounters } from '../../../functions/model/counters.ts';
import { recordOf } from '../../../functions/model/record-of.ts';
import { recentAttribute } from '../../../functions/model/statistics.ts';

/** Somewhere on earth it is the 25th already; the listing keeps forty days, from October 17th on. */
const now = new Date('2026-11-24T20:00:00.000Z');
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now }));
afterEach(() => vi.useRealTimers());

const from = (day: string) => ({ from: day, to: '2026-11-24' });

describe('the days that the listing keeps', () => {
  it('are forty, the day that has begun anywhere on earth included', () => {
    expect(isRecent(from('2026-10-17'))).toBe(true);
    expect(isRecent(from('2026-10-16'))).toBe(false);
  });

  it.each([
    { of: 'ranges', ranges: ['2026-11-01', '2026-10-20', '2026-11-20'], first: '2026-10-20' },
    {
      of: 'a range it no longer has, and another',
      ranges: ['2026-10-16', '2026-11-20'],
      first: '2026-11-20',
    },
    { of: 'a range that begins today', ranges: ['2026-11-25'], first: '2026-11-25' },
    { of: 'no range', ranges: [], first: '2026-11-26' },
  ])('are wanted of $of from $first on', ({ ranges, first }) => {
    expect(firstRecent(...ranges.map(from))).toBe(first);
  });

  it.each([
    ['2026-11-24', 2],
    ['2026-11-25', 1],
    ['2026-11-26', 0],
    ['2026-12-24', 0],
  ])('are, from %s on, %i', (since, days) => {
    const columns = recentColumns(since);
    expect(columns.days).toBe(days);
    expect(columns.attributes.size).toBe(days * totalCounters.length);
  });
});

describe('what the rows of a product count', () => {
  const none = recordOf(totalCounters, () => 0);
  const columns = () => recentColumns('2026-11-22');
  const rows = [
    {
      opened: 100,
      [recentAttribute('o', '2026-11-21')]: 50,
      [recentAttribute('o', '2026-11-22')]: 1,
      [recentAttribute('o', '2026-11-24')]: 2,
    },
    { [recentAttribute('o', '2026-11-24')]: 4, [recentAttribute('f', '2026-11-25')]: 8 },
  ].map((row) => marshall(row));
  const listed = () => ({
    product: { keyStandard: 'ean13', keyStr: '1', name: null },
    review: null,
    totals: none,
    lastActivity: null,
    recent: recentDaysOf(rows, columns()),
  });

  it('is added up for each day that is wanted, and for no other', () => {
    const { since, counts } = recentDaysOf(rows, columns());
    expect(since).toBe('2026-11-22');
    expect(counts).toEqual({
      ...recordOf(totalCounters, () => [0, 0, 0, 0]),
      opened: [1, 0, 6, 0],
      followed: [0, 0, 0, 8],
    });
  });

  it.each([
    { range: { from: '2026-11-22', to: '2026-11-25' }, opened: [1, 0, 6, 0], followed: 8 },
    { range: { from: '2026-11-23', to: '2026-11-24' }, opened: [0, 6], followed: 0 },
    { range: { from: '2026-11-24', to: '2026-11-24' }, opened: [6], followed: 0 },
  ])('is, from $range.from to $range.to, $opened', ({ range, opened, followed }) => {
    expect(recentCounts(listed(), 'opened', range)).toEqual(opened);
    const sum = opened.reduce((one, other) => one + other);
    expect(recentTotals(listed(), range)).toEqual({ ...none, opened: sum, followed });
  });

  it('is not told from a day on that was not read', () => {
    const range = { from: '2026-11-21', to: '2026-11-24' };
    expect(() => recentCounts(listed(), 'opened', range)).toThrow(
      'the listing was read from 2026-11-22 on, not from 2026-11-21 on',
    );
  });
});
