import type { Totals } from '../../functions/insights/answers.ts';
import { totalCounters } from '../../functions/model/counters.ts';
import { recordOf } from '../../functions/model/record-of.ts';
import type { RangedRow } from '../../functions/reads/product-list.ts';
import { jsonAnswer } from '../../functions/web/json-answer.ts';
import { pageFileAnswer } from '../../functions/web/page-file.ts';
import { buildPage } from '../../lib/console/page-files.ts';
import type { Engines } from '../engines.ts';
import { digits, table } from '../markdown.ts';
import type { Section } from '../section.ts';
import { productListTimes } from './product-list.ts';

const products = 5000;
const kilobyte = 1024;
/** How many times a minute a page of the local run asks for the list. */
const polls = 20;

/** What the console page weighs on its way, and what it costs to keep it up to date. */
export async function pageWeight(engines: Engines): Promise<Section> {
  const files = [...(await buildPage())].map(([name, file]) => [
    name.replace(/-[\w-]{16}\./, '.') || 'the page',
    kilobytes(file.content.length),
    kilobytes(pageFileAnswer(file, { 'accept-encoding': 'gzip' }).body.length),
    kilobytes(pageFileAnswer(file, { 'accept-encoding': 'br' }).body.length),
  ]);
  const list = { products: Array.from({ length: products }, (_none, index) => row(index)) };
  const plain = jsonAnswer(list, {});
  const compressed = jsonAnswer(list, { 'accept-encoding': 'br' });
  const again = jsonAnswer(list, { 'accept-encoding': 'br', 'if-none-match': plain.headers.etag ?? '' });
  const lists = [
    ['as it was: JSON each time', plain.body.length],
    ['changed each time, compressed', compressed.body.length],
    ['unchanged: 304', again.body.length],
  ] as const;
  return {
    title: 'The console page',
    text: [
      'Loaded once, then kept by the browser under names that say their content, in KB:',
      table(['file', 'plain', 'gzip', 'br'], files),
      `A minute with the list of ${products} products open, asked for ${polls} times:`,
      table(
        ['answers', 'KB each', 'KB a minute', 'of plain JSON'],
        lists.map(([name, bytes]) => [
          name,
          kilobytes(bytes),
          kilobytes(bytes * polls),
          `${digits((100 * bytes) / plain.body.length)} %`,
        ]),
      ),
      await productListTimes(engines),
    ].join('\n\n'),
  };
}

function kilobytes(bytes: number): string {
  return digits(bytes / kilobyte);
}

/** Numbers that differ from row to row, as a shop's do. */
function row(index: number): RangedRow {
  const counts = (seed: number): Totals =>
    recordOf(totalCounters, (counter) => (index * seed * counter.length) % 9973);
  return {
    product: { keyStandard: 'ean13', keyStr: `69${String(index * 7919).padStart(11, '0')}`, name: null },
    review: { result: 'verify_ok', reasonMsg: '', at: new Date(1.7e12 + index * 1e7).toISOString() },
    totals: counts(31),
    lastActivity: new Date(1.75e12 - index * 977_000).toISOString(),
    range: counts(7),
    before: counts(5),
  };
}
