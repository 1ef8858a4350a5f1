import { describe, expect, it } from 'vitest';
import { csv } from '../../../lib/report/csv.ts';

describe('comma-separated values', () => {
  it('are what RFC 4180 says', () => {
    expect(
      csv([
        ['a', 1],
        ['b,"c"', -2],
        ['two\nlines', 0],
      ]),
    ).toBe('a,1\r\n"b,""c""",-2\r\n"two\nlines",0\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('disarm %j', (text) => {
    expect(csv([[text]])).toMatch(/^"?'/);
  });
});
