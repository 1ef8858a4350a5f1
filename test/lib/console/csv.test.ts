import { describe, expect, it } from 'vitest';
import { csvText } from '../../../lib/console/page/csv.ts';

describe('a table saved as CSV', () => {
  it('is what RFC 4180 says, in UTF-8 that Excel knows', () => {
    expect(
      csvText([
        ['a', 1],
        ['b,"c"', -2],
        ['two\nlines', 0],
      ]),
    ).toBe('\uFEFFa,1\r\n"b,""c""",-2\r\n"two\nlines",0\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('disarms %j', (text) => {
    expect(csvText([[text]])).toMatch(/^\uFEFF"?'/);
  });
});
