import { describe, expect, it } from 'vitest';
import type { ProductDay } from '../../../functions/insights/answers.ts';
import { daysSpreadsheet } from '../../../lib/report/days-spreadsheet.ts';

const quiet = {
  opened: 0,
  visitors: 0,
  entered: 0,
  followed: 0,
  located: 0,
  scene: {},
  sex: {},
  place: {},
  followScene: {},
  region: {},
  hour: {},
  channel: {},
};

describe('a product’s days as a spreadsheet', () => {
  it('has a line a day, and the labels that occur as columns, the most frequent first', () => {
    const days: ProductDay[] = [
      { ...quiet, date: '2024-01-30', opened: 3, visitors: 2, scene: { '1': 1, '2': 2 } },
      { ...quiet, date: '2024-01-31', located: 1, region: { '440105': 1 } },
    ];
    expect(daysSpreadsheet(days)).toEqual([
      ['date', 'opened', 'visitors', 'entered', 'followed', 'located', 'scene:2', 'scene:1', 'region:440105'],
      ['2024-01-30', 3, 2, 0, 0, 0, 2, 1, 0],
      ['2024-01-31', 0, 0, 0, 0, 1, 0, 0, 1],
    ]);
  });

  it('counts nothing for a label on a day that lacks it, whatever it is called', () => {
    const days: ProductDay[] = [
      { ...quiet, date: '2024-01-30', place: { constructor: 1 } },
      { ...quiet, date: '2024-01-31' },
    ];
    expect(daysSpreadsheet(days).at(-1)).toEqual(['2024-01-31', 0, 0, 0, 0, 0, 0]);
  });
});
