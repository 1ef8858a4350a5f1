import { describe, expect, it } from 'vitest';
import { totalCounters } from '../../../functions/model/counters.ts';
import { recordOf } from '../../../functions/model/record-of.ts';
import type { RangedRow } from '../../../functions/reads/product-list.ts';
import {
  initialOrder,
  matchingProducts,
  orderAfter,
  orderSetting,
  readOrder,
  sortedProducts,
} from '../../../lib/console/page/products-order.ts';

function row(keyStr: string, opened: number, followed: number, lastActivity: string): RangedRow {
  const totals = { ...recordOf(totalCounters, () => 0), opened, followed };
  return {
    product: { keyStandard: 'ean13', keyStr, name: null },
    review: null,
    totals,
    lastActivity,
    range: totals,
    before: null,
  };
}

const rows = [
  row('0300', 10, 5, '2026-01-03'),
  row('0100', 30, 3, '2026-01-01'),
  row('0200', 0, 0, '2026-01-02'),
];
const codes = (products: readonly RangedRow[]) => products.map(({ product }) => product.keyStr);

describe('the order of products', () => {
  it.each([
    ['lastActivity', true, ['0300', '0200', '0100']],
    ['product', false, ['0100', '0200', '0300']],
    ['opened', true, ['0100', '0300', '0200']],
    ['followRate', true, ['0300', '0100', '0200']],
  ] as const)('by %s, descending %s', (column, descending, expected) => {
    expect(codes(sortedProducts(rows, { column, descending }))).toEqual(expected);
  });

  it('begins with the most for numbers, with the first for codes, and turns round at the second click', () => {
    expect(orderAfter(initialOrder, 'opened')).toEqual({ column: 'opened', descending: true });
    expect(orderAfter(initialOrder, 'product')).toEqual({ column: 'product', descending: false });
    expect(orderAfter(initialOrder, 'lastActivity')).toEqual({ column: 'lastActivity', descending: false });
  });

  it.each([
    ['lastActivity', true, undefined],
    ['lastActivity', false, 'lastActivity-'],
    ['opened', true, 'opened'],
    ['product', false, 'product'],
    ['product', true, 'product-'],
  ] as const)('by %s, descending %s, is "%s" in the address', (column, descending, setting) => {
    expect(orderSetting({ column, descending })).toBe(setting);
    expect(readOrder(setting)).toEqual({ column, descending });
  });

  it('is the usual one where the address names none there is', () => {
    expect(readOrder('constructor')).toEqual(initialOrder);
  });

  it.each([
    ['02', ['0200']],
    ['EAN13 01', ['0100']],
    ['  ', ['0300', '0100', '0200']],
    ['qrcode', []],
  ])('finds "%s"', (search, expected) => {
    expect(codes(matchingProducts(rows, search))).toEqual(expected);
  });
});
