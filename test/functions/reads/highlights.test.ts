import { describe, expect, it } from 'vitest';
import { totalCounters } from '../../../functions/model/counters.ts';
import { recordOf } from '../../../functions/model/record-of.ts';
import { highlightsOf } from '../../../functions/reads/highlights.ts';
import type { RangedRow } from '../../../functions/reads/product-list.ts';

const nothing = recordOf(totalCounters, () => 0);

function row(keyStr: string, changes: Partial<RangedRow> = {}): RangedRow {
  return {
    product: { keyStandard: 'ean13', keyStr, name: null },
    review: null,
    totals: nothing,
    lastActivity: null,
    range: nothing,
    before: null,
    ...changes,
  };
}

const opened = (keyStr: string, times: number) => row(keyStr, { range: { ...nothing, opened: times } });
const reviewed = (keyStr: string, result: string, at: string) =>
  row(keyStr, { review: { result, reasonMsg: '', at } });
const codes = (rows: readonly Pick<RangedRow, 'product'>[]) => rows.map(({ product }) => product.keyStr);
const many = (count: number) => Array.from({ length: count }, (_none, n) => n);

describe('what a shop owner looks at first', () => {
  it('is how many products there are, and when something happened last', () => {
    const rows = [row('newest', { lastActivity: '2026-11-26T08:00:00.000Z' }), row('other')];
    expect(highlightsOf(rows)).toMatchObject({ products: 2, lastActivity: '2026-11-26T08:00:00.000Z' });
    expect(highlightsOf([row('never scanned')])).toMatchObject({ products: 1, lastActivity: null });
    expect(highlightsOf([])).toEqual({
      products: 0,
      lastActivity: null,
      best: [],
      notPassed: [],
      notPassedInAll: 0,
    });
  });

  it('is which products were opened most in the range, and none that was not', () => {
    const rows = [opened('few', 1), row('unread', { range: null }), opened('most', 30), opened('none', 0)];
    expect(codes(highlightsOf(rows).best)).toEqual(['most', 'few']);
  });

  it('is no more than the best eight', () => {
    const rows = many(10).map((n) => opened(`opened ${n}`, n));
    expect(codes(highlightsOf(rows).best)).toEqual([9, 8, 7, 6, 5, 4, 3, 2].map((n) => `opened ${n}`));
  });

  it('is which products’ last review they did not pass, the newest first', () => {
    const rows = [
      reviewed('passed', 'verify_ok', '2026-11-03'),
      reviewed('long since', 'verify_not_pass', '2026-11-01'),
      row('never reviewed'),
      reviewed('just now', 'verify_not_pass', '2026-11-04'),
      reviewed('of late', 'verify_not_pass', '2026-11-02'),
    ];
    const { notPassed, notPassedInAll } = highlightsOf(rows);
    expect(codes(notPassed)).toEqual(['just now', 'of late', 'long since']);
    expect(notPassedInAll).toBe(3);
  });

  it('is twenty of these, and how many there are in all', () => {
    const rows = many(25).map((n) => reviewed(`${n}`, 'verify_not_pass', `2026-11-${10 + (n % 25)}`));
    const { notPassed, notPassedInAll } = highlightsOf(rows);
    expect(codes(notPassed)).toEqual(many(20).map((n) => `${24 - n}`));
    expect(notPassedInAll).toBe(25);
  });
});
