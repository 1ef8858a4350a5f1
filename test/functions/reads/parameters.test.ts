import { describe, expect, test } from 'vitest';
import { addDays } from '../../../functions/model/day.ts';
import { readParameters } from '../../../functions/reads/parameter.ts';
import {
  beforeOf,
  beforeParameters,
  number,
  optionalRange,
  productOf,
  productParameters,
  rangeOf,
  rangeParameters,
} from '../../../functions/reads/parameters.ts';

const questions = { ...productParameters, ...rangeParameters, limit: number('How many.', 1, 50) };
const right = { keyStandard: 'ean13', keyStr: '0012', from: '2024-01-01', to: '2024-01-31', limit: '50' };
const read = (query: string | Record<string, string>) =>
  readParameters(new URLSearchParams(query), questions);

describe('a question’s parameters', () => {
  test('are read, each as what it stands for', () => {
    const asked = read(right);
    expect(asked).toEqual({ ...right, limit: 50 });
    expect(productOf(asked)).toEqual({ KeyStandard: 'ean13', KeyStr: '0012' });
    expect(rangeOf(asked)).toEqual({ from: '2024-01-01', to: '2024-01-31' });
  });

  test.each([
    ['is missing', { keyStr: '' }, 'keyStr is missing: it is a text.'],
    ['number is missing', { limit: '' }, 'limit is missing: it is a number from 1 to 50.'],
    ['is no day', { from: '2024-02-30' }, 'from is a day, YYYY-MM-DD.'],
    ['is below the least number', { limit: '0' }, 'limit is a number from 1 to 50.'],
    ['is above the greatest number', { limit: '51' }, 'limit is a number from 1 to 50.'],
    ['is no whole number', { limit: '1.5' }, 'limit is a number from 1 to 50.'],
  ])('are refused where one %s, by its name', (_what, wrong, sentence) => {
    expect(() => read({ ...right, ...wrong })).toThrow(sentence);
  });

  test('are refused where one stands there twice, and all that is wrong is said at once', () => {
    const twice = `${new URLSearchParams({ ...right, from: 'x' })}&keyStr=1`;
    expect(() => read(twice)).toThrow(
      expect.objectContaining({
        name: 'BadRequestError',
        message: 'keyStr stands there twice; from is a day, YYYY-MM-DD.',
      }),
    );
  });
});

describe('a range', () => {
  test('is a day at least, and no more than the longest', () => {
    const from = '2014-01-01';
    for (const to of [from, addDays(from, 3660)]) expect(rangeOf({ from, to })).toEqual({ from, to });
    expect(() => rangeOf({ from, to: addDays(from, -1) })).toThrow(
      'from and to are no range: the last day is before the first.',
    );
    expect(() => rangeOf({ from, to: addDays(from, 3661) })).toThrow(
      'from and to are 3660 days at most apart.',
    );
  });

  test('that may be left out is so as a whole', () => {
    expect(optionalRange(undefined, undefined)).toBeUndefined();
    for (const [from, to] of [
      [undefined, '2024-01-01'],
      ['2024-01-01', undefined],
    ] as const) {
      expect(() => optionalRange(from, to)).toThrow('from and to go together.');
    }
  });

  test('is compared with what is said, and else with as many days before it', () => {
    const range = { from: '2024-01-11', to: '2024-01-20' };
    const said = readParameters(
      new URLSearchParams({ beforeFrom: '2023-01-11', beforeTo: '2023-01-20' }),
      beforeParameters,
    );
    expect(beforeOf(said, range)).toEqual({ from: '2023-01-11', to: '2023-01-20' });
    expect(() => beforeOf({ beforeFrom: '2023-01-11', beforeTo: undefined }, range)).toThrow(
      'beforeFrom and beforeTo go together.',
    );
    const nothing = readParameters(new URLSearchParams(), beforeParameters);
    expect(beforeOf(nothing, range)).toEqual({ from: '2024-01-01', to: '2024-01-10' });
  });
});
