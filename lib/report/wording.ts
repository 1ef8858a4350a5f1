import type { ProductName, Review, Totals } from '../../functions/insights/answers.ts';
import { type Province, provinceOf, provinces } from '../../functions/model/regions.ts';
import { printable } from './printable.ts';

const numbers = new Intl.NumberFormat('en-US');

/** Meanings of the codes Weixin pushes; another code stands for itself. */
const meanings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  scene: { 1: 'scanned', 2: 'elsewhere (chat, favourites, moments)' },
  sex: { 0: 'unknown', 1: 'male', 2: 'female' },
  followScene: { scanbarcode: 'barcode scanned', scanimage: 'picture scanned' },
};

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
  const { opened, entered, followed, located } = totals;
  return `opened ${count(opened)}, entered ${count(entered)}, followed ${count(followed)}, located ${count(located)}`;
}

export function reviewOf(review: Review | null, timeZone: string): string {
  if (review === null) return 'none yet';
  const reason = review.reasonMsg === '' ? '' : `: ${review.reasonMsg}`;
  return printable(`${review.result}, ${timeOf(review.at, timeZone)}${reason}`);
}

/** What a label of a breakdown means to a reader. */
export function meaningOf(breakdown: string, label: string): string {
  if (label === '' || label === '/') return 'not pushed';
  if (breakdown === 'region') return provinceText(provinceOf(label));
  if (breakdown === 'place') return provinceText(provinceNamed(label.slice(label.lastIndexOf('/') + 1)));
  const known = meanings[breakdown] ?? {};
  // A label is as pushed: it may be called `constructor`.
  return Object.hasOwn(known, label) ? (known[label] ?? '') : '';
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
