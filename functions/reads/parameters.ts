import type { DayRange } from '../insights/source.ts';
import { addDays, isDay } from '../model/day.ts';
import type { Product } from '../model/product.ts';
import { BadRequestError } from './bad-request-error.ts';
import { longestRange } from './longest-range.ts';

/** Parameters of a question, read from its query. Each function throws a BadRequestError that names what is wrong. */

export function productOf(query: URLSearchParams): Product {
  return { KeyStandard: textOf(query, 'keyStandard'), KeyStr: textOf(query, 'keyStr') };
}

const dayNames = { range: ['from', 'to'], before: ['beforeFrom', 'beforeTo'] } as const;

/** @param which the range itself, `from` and `to`, or `beforeFrom` and `beforeTo`, which it is compared with */
export function rangeOf(query: URLSearchParams, which: keyof typeof dayNames = 'range'): DayRange {
  const [first, last] = dayNames[which];
  const [from, to] = [textOf(query, first), textOf(query, last)];
  if (!isDay(from) || !isDay(to)) throw new BadRequestError(`${first} and ${last} are days, YYYY-MM-DD`);
  if (addDays(from, longestRange) < to) throw new BadRequestError(`${longestRange} days at most`);
  return { from, to };
}

export function textOf(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (!value) throw new BadRequestError(`no ${name}`);
  return value;
}
