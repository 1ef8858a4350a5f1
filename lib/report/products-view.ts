import type { ProductRow } from '../../functions/insights/answers.ts';
import { totalCounters } from '../../functions/model/counters.ts';
import { countColumn } from './count-column.ts';
import { table } from './table.ts';
import type { View } from './view.ts';
import { count, timeOf } from './wording.ts';

/** @param all how many products there are, those out of the range asked for included */
export function productsView(products: readonly ProductRow[], all: number, timeZone: string): View {
  return {
    json: products,
    rows: () => [
      ['keyStandard', 'keyStr', ...totalCounters, 'reviewResult', 'reviewReason', 'reviewAt', 'lastActivity'],
      ...products.map(({ product, totals, review, lastActivity }) => [
        product.keyStandard,
        product.keyStr,
        ...totalCounters.map((counter) => totals[counter]),
        review?.result ?? '',
        review?.reasonMsg ?? '',
        review?.at ?? '',
        lastActivity ?? '',
      ]),
    ],
    text: () => (products.length === 0 ? nothingIn(all) : listing(products, timeZone)),
  };
}

function nothingIn(all: number): string {
  return all === 0
    ? 'No event of any product was counted yet.\n'
    : `None of ${count(all)} products has its newest event on these days.\n`;
}

function listing(products: readonly ProductRow[], timeZone: string): string {
  return table(
    [
      { header: 'KeyStandard' },
      { header: 'KeyStr' },
      ...totalCounters.map(countColumn),
      { header: 'Review' },
      { header: 'Newest event' },
    ],
    products.map(({ product, totals, review, lastActivity }) => [
      product.keyStandard,
      product.keyStr,
      ...totalCounters.map((counter) => count(totals[counter])),
      review?.result ?? '–',
      timeOf(lastActivity, timeZone),
    ]),
  );
}
