import type { ProductRow, Review } from '../insights/answers.ts';
import { type ListedProduct, rowOf } from '../insights/listing.ts';
import type { DayRange, StatisticsSource } from '../insights/source.ts';
import { type RangedRow, readTotals } from './product-list.ts';

/** What a shop owner looks at first, of however many products. */
export interface Highlights<Row extends RangedRow = RangedRow> {
  readonly products: number;
  /** When the newest event of any product happened, ISO 8601. */
  readonly lastActivity: string | null;
  /** The products that were opened most in the range, the best first. */
  readonly best: readonly Row[];
  /** Those whose newest review they did not pass, the newest first. */
  readonly notPassed: readonly ProductRow[];
  readonly notPassedInAll: number;
}

const mostBest = 8;
const mostNotPassed = 20;

/**
 * Looks at all products' range, and at what it is compared with of the best ones alone.
 * @param listing the one with the newest event first
 */
export async function readHighlights(
  source: StatisticsSource,
  listing: readonly ListedProduct[],
  range: DayRange,
  before: DayRange,
): Promise<Highlights> {
  const inRange = await readTotals(source, listing, range);
  const rows = listing.map((listed, place) => ({ ...listed, range: inRange[place] ?? null, before: null }));
  const { best, notPassed, ...others } = highlightsOf(rows);
  const inBefore = await readTotals(source, best, before);
  return {
    ...others,
    best: best.map((row, place) => ({
      ...rowOf(row),
      range: row.range,
      before: inBefore[place] ?? null,
    })),
    notPassed: notPassed.map(rowOf),
  };
}

/** @param rows the one with the newest event first */
export function highlightsOf<Row extends RangedRow>(rows: readonly Row[]): Highlights<Row> {
  const openedOf = ({ range }: RangedRow) => range?.opened ?? 0;
  return {
    products: rows.length,
    lastActivity: rows[0]?.lastActivity ?? null,
    best: rows
      .filter((row) => openedOf(row) > 0)
      .toSorted((one, other) => openedOf(other) - openedOf(one))
      .slice(0, mostBest),
    ...notPassedOf(rows),
  };
}

/** The products whose newest review they did not pass, as many as a page or a mail has room for. */
export function notPassedOf<Row extends ProductRow>(
  rows: readonly Row[],
): { readonly notPassed: readonly Row[]; readonly notPassedInAll: number } {
  const notPassed = rows
    .filter(isNotPassed)
    .toSorted((one, other) => other.review.at.localeCompare(one.review.at));
  return { notPassed: notPassed.slice(0, mostNotPassed), notPassedInAll: notPassed.length };
}

function isNotPassed<Row extends ProductRow>(row: Row): row is Row & { readonly review: Review } {
  return row.review?.result === 'verify_not_pass';
}
