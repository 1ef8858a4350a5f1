import type { ProductRow, RangedProductRow, Totals } from '../../functions/insights/answers.ts';
import { counterTitle, totalCounters } from '../../functions/model/counters.ts';
import { count } from '../../functions/model/plain-text.ts';
import { timeOf } from '../wording/moment.ts';
import { reportTexts } from '../wording/report.ts';
import { resultTexts } from '../wording/results.ts';
import { resultOf } from './meanings.ts';
import { productsSpreadsheet } from './products-spreadsheet.ts';
import { type Column, table } from './table.ts';
import type { TerminalReader, View } from './view.ts';

type Products = readonly (ProductRow | RangedProductRow)[];

/**
 * @param products with a range, what happened in it is shown, not the totals
 * @param all how many products there are, those out of the range asked for included
 */
export function productsView(products: Products, all: number): View {
  return {
    json: products,
    rows: (reader) =>
      productsSpreadsheet(
        products.map((row) => ({ ...row, totals: shownOf(row) })),
        reader,
      ),
    text: (reader) => (products.length === 0 ? `${nothingIn(all, reader)}\n` : listing(products, reader)),
  };
}

function nothingIn(all: number, { language }: TerminalReader): string {
  const text = reportTexts[language];
  return all === 0 ? text.noEvents : text.noneInRange(count(all));
}

/** What a narrow terminal can do without, the least first: a column's place in this list says when it goes. */
const leftOut = ['located', 'review', 'entered', 'lastActivity'];

/** What happened in the range where one was asked for, else since the first event. */
function shownOf(row: ProductRow | RangedProductRow): Totals {
  return 'range' in row ? row.range : row.totals;
}

function listing(products: Products, reader: TerminalReader): string {
  const { language, timeZone } = reader;
  const text = resultTexts[language];
  const areNamed = products.some(({ product }) => product.name !== null);
  const optional = (name: string) => {
    const place = leftOut.indexOf(name);
    return place < 0 ? {} : { leaveOut: place + 1 };
  };
  const columns: readonly Column[] = [
    { header: 'KeyStandard', least: 5 },
    { header: 'KeyStr', least: 16 },
    ...(areNamed ? [{ header: reportTexts[language].name, least: 12 }] : []),
    ...totalCounters.map(
      (counter) =>
        ({ header: counterTitle(counter)[language], align: 'right', ...optional(counter) }) as const,
    ),
    { header: text.review, ...optional('review') },
    { header: text.lastActivity, least: 16, ...optional('lastActivity') },
  ];
  const rows = products.map((row) => [
    row.product.keyStandard,
    row.product.keyStr,
    ...(areNamed ? [row.product.name ?? ''] : []),
    ...totalCounters.map((counter) => count(shownOf(row)[counter])),
    row.review === null ? '–' : resultOf(row.review, text),
    timeOf(row.lastActivity, timeZone),
  ]);
  return table(columns, rows, reader);
}
