import type { NamedProduct, ProductName, Review } from '../../functions/insights/answers.ts';
import { printable } from '../../functions/model/plain-text.ts';
import { timeOf } from '../wording/moment.ts';
import type { ResultText } from '../wording/results.ts';
import { resultOf } from './meanings.ts';

/** A part of a whole, such as `25.0 %`. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

/** A product in one line of text. */
export function nameOf({ keyStandard, keyStr, name }: ProductName & Partial<NamedProduct>): string {
  return printable([keyStandard, keyStr, ...(name ? [name] : [])].join(' '));
}

export function reviewOf(review: Review | null, timeZone: string, text: ResultText): string {
  if (review === null) return text.reviewNone;
  const reason = review.reasonMsg === '' ? '' : `: ${review.reasonMsg}`;
  return printable(`${resultOf(review, text)}, ${timeOf(review.at, timeZone)}${reason}`);
}
