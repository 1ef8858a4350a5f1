import type { ProductRow } from './answers.ts';

/** What each column of the products sorts by. */
const values = {
  product: ({ product }: ProductRow) => product.keyStr,
  review: ({ review }: ProductRow) => review?.result ?? '',
  opened: ({ totals }: ProductRow) => totals.opened,
  entered: ({ totals }: ProductRow) => totals.entered,
  followed: ({ totals }: ProductRow) => totals.followed,
  followRate: ({ totals }: ProductRow) => (totals.opened > 0 ? totals.followed / totals.opened : 0),
  lastActivity: ({ lastActivity }: ProductRow) => lastActivity ?? '',
} as const;

export type ProductColumn = keyof typeof values;

export interface ProductOrder {
  readonly column: ProductColumn;
  readonly descending: boolean;
}

export const initialOrder: ProductOrder = { column: 'lastActivity', descending: true };

/** The order after a click on a column: its own turned round, or another's, the most first for numbers. */
export function orderAfter({ column, descending }: ProductOrder, clicked: ProductColumn): ProductOrder {
  if (column === clicked) return { column, descending: !descending };
  return { column: clicked, descending: clicked !== 'product' };
}

export function sortedProducts(products: readonly ProductRow[], { column, descending }: ProductOrder) {
  const value = values[column];
  const sign = descending ? -1 : 1;
  return products.toSorted((one, other) => {
    const [first, second] = [value(one), value(other)];
    return sign * (first < second ? -1 : Number(first > second));
  });
}

/** Products whose code or standard holds every word searched for. */
export function matchingProducts(products: readonly ProductRow[], search: string): readonly ProductRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return products;
  return products.filter(({ product: { keyStandard, keyStr } }) => {
    const text = `${keyStandard} ${keyStr}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
