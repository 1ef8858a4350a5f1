import type { ProductName, Review, Totals } from '../../functions/insights/answers.ts';
import {
  counterTitle,
  type DayBreakdown,
  labelMeaning,
  type TotalCounter,
  totalCounters,
} from '../../functions/model/counters.ts';
import { type Province, provinceOf, provinces } from '../../functions/model/regions.ts';
import { printable } from './printable.ts';

const numbers = new Intl.NumberFormat('en-US');

export function count(number: number): string {
  return numbers.format(number);
}

/** A part of a whole, such as `25.0 %`. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

/** A product in one line of text. */
export function nameOf({ keyStandard, keyStr }: ProductName): string {
  return printable(`${keyStandard} ${keyStr}`);
}

export function totalsOf(totals: Totals): string {
  const said = (counter: TotalCounter) =>
    `${counterTitle(counter).en.toLowerCase()} ${count(totals[counter])}`;
  return totalCounters.map(said).join(', ');
}

export function reviewOf(review: Review | null, timeZone: string): string {
  if (review === null) return 'none yet';
  const reason = review.reasonMsg === '' ? '' : `: ${review.reasonMsg}`;
  return printable(`${review.result}, ${timeOf(review.at, timeZone)}${reason}`);
}

/** What a label of a breakdown means to a reader. */
export function meaningOf(breakdown: DayBreakdown, label: string): string {
  if (label === '' || label === '/') return 'not pushed';
  if (breakdown === 'region') return provinceText(provinceOf(label));
  if (breakdown === 'place') return provinceText(provinceNamed(label.slice(label.lastIndexOf('/') + 1)));
  return labelMeaning(breakdown, label)?.en ?? '';
}

export function provinceText(province: Province | undefined | null): string {
  return province ? `${province.zh} ${province.en}` : '';
}

/** An ISO 8601 moment on the wall clock of a time zone. */
export function timeOf(iso: string | null, timeZone: string): string {
  if (iso === null) return '–';
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(iso),
  );
}

/** Users see a province's name in their own language. */
function provinceNamed(name: string): Province | undefined {
  return Object.values(provinces).find(({ zh, en }) => name === zh || name === en);
}
