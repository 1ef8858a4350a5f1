import { freePeriod } from '../insights/periods.ts';
import type { DayRange } from '../insights/source.ts';
import { addDays, isDay } from '../model/day.ts';
import type { Product } from '../model/product.ts';
import { BadRequestError } from './bad-request-error.ts';
import { longestRange } from './longest-range.ts';
import { optional, type Parameter, type ValuesOf } from './parameter.ts';

/** The parameters that questions share, and what they stand for together. */

export function text(description: string): Parameter<string> {
  return {
    description,
    schema: { type: 'string', minLength: 1 },
    rule: 'a text',
    required: true,
    parse: (given) => given,
  };
}

/** A whole number in a range, both ends included. */
export function number(description: string, least: number, most: number): Parameter<number> {
  return {
    description,
    schema: { type: 'integer', minimum: least, maximum: most },
    rule: `a number from ${least} to ${most}`,
    required: true,
    parse: (given) => {
      const value = Number(given);
      return /^\d{1,9}$/.test(given) && value >= least && value <= most ? value : undefined;
    },
  };
}

function day(description: string): Parameter<string> {
  return {
    description,
    schema: { type: 'string', format: 'date' },
    rule: 'a day, YYYY-MM-DD',
    required: true,
    parse: (given) => (isDay(given) ? given : undefined),
  };
}

export const productParameters = {
  keyStandard: text('The product’s KeyStandard, such as ean13.'),
  keyStr: text('The product’s KeyStr, with its leading zeros.'),
} as const;

export const personParameters = { openid: text('The person’s FromUserName.') } as const;

export const rangeParameters = {
  from: day('The first day, in the time zone of the statistics.'),
  to: day(`The last day, at most ${longestRange} days after the first.`),
} as const;

/** The range that one is compared with. */
export const beforeParameters = {
  beforeFrom: optional(
    day('The first day of what the range is compared with. Default: as many days before it.'),
  ),
  beforeTo: optional(day('The last day of that.')),
} as const;

export function productOf({ keyStandard, keyStr }: ValuesOf<typeof productParameters>): Product {
  return { KeyStandard: keyStandard, KeyStr: keyStr };
}

/** @throws {BadRequestError} where it is none, or too long: a query's cost grows with its days */
export function rangeOf({ from, to }: ValuesOf<typeof rangeParameters>, names = 'from and to'): DayRange {
  if (to < from) throw new BadRequestError(`${names} are no range: the last day is before the first.`);
  if (addDays(from, longestRange) < to) {
    throw new BadRequestError(`${names} are ${longestRange} days at most apart.`);
  }
  return { from, to };
}

/**
 * A range of which both days may be left out.
 * @returns undefined where they are
 * @throws {BadRequestError} where one is there without the other, or they are no range
 */
export function optionalRange(
  from: string | undefined,
  to: string | undefined,
  names = 'from and to',
): DayRange | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined || to === undefined) throw new BadRequestError(`${names} go together.`);
  return rangeOf({ from, to }, names);
}

/** What a range is compared with: what is said, else as many days before it. */
export function beforeOf(
  { beforeFrom, beforeTo }: ValuesOf<typeof beforeParameters>,
  { from, to }: DayRange,
): DayRange {
  return optionalRange(beforeFrom, beforeTo, 'beforeFrom and beforeTo') ?? freePeriod(from, to).before;
}
