import type { ProductRow } from '../../functions/insights/answers.ts';
import { counterTitle, totalCounters } from '../../functions/model/counters.ts';
import { secondOf } from '../wording/moment.ts';
import { reportTexts } from '../wording/report.ts';
import { resultTexts } from '../wording/results.ts';
import type { Row } from './csv.ts';
import { resultOf } from './meanings.ts';
import type { Reader } from './view.ts';

/** All products, one a line: the command's spreadsheet and the page's. */
export function productsSpreadsheet(
  products: readonly ProductRow[],
  { language, timeZone }: Reader,
): readonly Row[] {
  const text = resultTexts[language];
  const areNamed = products.some(({ product }) => product.name !== null);
  const momentOf = (iso: string | null) => (iso === null ? '' : secondOf(iso, timeZone));
  return [
    [
      'KeyStandard',
      'KeyStr',
      ...(areNamed ? [reportTexts[language].name] : []),
      ...totalCounters.map((counter) => counterTitle(counter)[language]),
      text.review,
      text.reason,
      text.reviewed,
      text.lastActivity,
    ],
    ...products.map(({ product, totals, review, lastActivity }) => [
      product.keyStandard,
      { code: product.keyStr },
      ...(areNamed ? [product.name ?? ''] : []),
      ...totalCounters.map((counter) => totals[counter]),
      review === null ? '' : resultOf(review, text),
      review?.reasonMsg ?? '',
      momentOf(review?.at ?? null),
      momentOf(lastActivity),
    ]),
  ];
}
