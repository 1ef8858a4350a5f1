import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv, readField } from '../../../lib/report/csv.ts';

describe('comma-separated values', () => {
  it('are what RFC 4180 says', () => {
    expect(
      csv([
        ['a', 1],
        ['b,"c"', -2],
        ['two\nlines', 0],
      ]),
    ).toBe('\uFEFFa,1\r\n"b,""c""",-2\r\n"two\nlines",0\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('disarm %j', (text) => {
    expect(csv([[text]])).toMatch(/^\uFEFF"?'/);
  });

  it.each([
    ['keeps its zeros', '0012345678905', '"=""0012345678905"""'],
    ['keeps its digits', '6901481811083', '"=""6901481811083"""'],
    ['is no power of ten', '1e5', '"=""1e5"""'],
    ['cannot leave its quotes', '"&1+1', '"=""""""&1+1"""'],
    ['is calculated by nobody', '=1+1', '"=""=1+1"""'],
    ['may be missing', '', ''],
  ])('a code %s', (_case, code, written) => {
    expect(csv([[{ code }]])).toBe(`\uFEFF${written}\r\n`);
  });

  it('are read back as they were, codes and other text', () => {
    const text = fc.string({
      unit: fc.constantFrom('=', "'", '"', ',', '+', '\t', '\n', '0', '1', 'é', '龙'),
    });
    const codes = text.map((code) => ({ code }));
    fc.assert(
      fc.property(fc.array(fc.oneof(text, codes), { minLength: 1 }), (row) => {
        const [read = []] = parse(csv([row]), { bom: true, skip_empty_lines: false });
        const texts = row.map((each) => (typeof each === 'string' ? each : each.code));
        expect(read.map(readField)).toEqual(texts);
      }),
    );
  });

  it('disarm a code that is too long for a formula', () => {
    expect(csv([[{ code: `=${'1'.repeat(255)}` }]])).toMatch(/^\uFEFF'=1/);
  });
});
