import { type TotalCounter, totalCounters } from '../../../functions/model/counters.ts';
import { recordOf } from '../../../functions/model/record-of.ts';
import type { RangedRow } from './answers.ts';

type Value = (row: RangedRow) => string | number;

const plainColumns = ['product', 'review', 'change', 'followRate', 'lastActivity'] as const;

export type ProductColumn = (typeof plainColumns)[number] | TotalCounter;

export function isTotal(column: ProductColumn): column is TotalCounter {
  return totalCounters.some((counter) => counter === column);
}

export const productColumns: readonly ProductColumn[] = [...totalCounters, ...plainColumns];

/** What each column of the products sorts by: numbers are of the range. */
const values: Readonly<Record<ProductColumn, Value>> = {
  ...recordOf(
    totalCounters,
    (counter): Value =>
      ({ range }) =>
        range?.[counter] ?? -1,
  ),
  product: ({ product }) => product.name ?? product.keyStr,
  review: ({ review }) => review?.result ?? '',
  change: (row) => changeOf(row) ?? Number.NEGATIVE_INFINITY,
  followRate: ({ range }) => (range && range.opened > 0 ? range.followed / range.opened : 0),
  lastActivity: ({ lastActivity }) => lastActivity ?? '',
};

/** By how much a product was opened more often than in the range before; undefined where that is not known. */
export function changeOf({ range, before }: RangedRow): number | undefined {
  return range && before ? range.opened - before.opened : undefined;
}

export interface ProductOrder {
  readonly column: ProductColumn;
  readonly descending: boolean;
}

export const initialOrder: ProductOrder = { column: 'lastActivity', descending: true };

/** The order after a click on a column: its own turned round, or another's, the most first for numbers. */
export function orderAfter({ column, descending }: ProductOrder, clicked: ProductColumn): ProductOrder {
  return column === clicked ? { column, descending: !descending } : firstOrder(clicked);
}

/** The order that a column's first click gives. */
export function firstOrder(column: ProductColumn): ProductOrder {
  return { column, descending: column !== 'product' };
}

/** An order as the address has it: `opened`, or `opened-` turned round; undefined for the initial one. */
export function orderSetting({ column, descending }: ProductOrder): string | undefined {
  const first = firstOrder(column);
  if (column === initialOrder.column && descending === initialOrder.descending) return undefined;
  return first.descending === descending ? column : `${column}-`;
}

/** The order that an address names; the initial one where it names none. */
export function readOrder(setting: string | undefined): ProductOrder {
  const column = productColumns.find((each) => setting === each || setting === `${each}-`);
  if (column === undefined) return initialOrder;
  const first = firstOrder(column);
  return setting === column ? first : { column, descending: !first.descending };
}

export function sortedProducts(products: readonly RangedRow[], { column, descending }: ProductOrder) {
  const value = values[column];
  const sign = descending ? -1 : 1;
  return products.toSorted((one, other) => {
    const [first, second] = [value(one), value(other)];
    return sign * (first < second ? -1 : Number(first > second));
  });
}

/** Products whose name, code or standard holds every word searched for. */
export function matchingProducts<Row extends Pick<RangedRow, 'product'>>(
  products: readonly Row[],
  search: string,
): readonly Row[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return products;
  return products.filter(({ product: { keyStandard, keyStr, name } }) => {
    const text = `${name ?? ''} ${keyStandard} ${keyStr}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
