import { describe, expect, it } from 'vitest';
import type { ProductDay } from '../../../functions/insights/answers.ts';
import { dayBreakdowns, productCounters } from '../../../functions/model/counters.ts';
import { recordOf } from '../../../functions/model/record-of.ts';
import { daysSpreadsheet } from '../../../lib/report/days-spreadsheet.ts';
import type { Language } from '../../../lib/wording/language.ts';

const quiet = {
  ...recordOf(productCounters, () => 0),
  ...recordOf(dayBreakdowns, () => ({})),
  hour: {},
  channel: {},
};

/** The table as its reader looks at it: by the titles of its columns. */
function rowsOf(days: readonly ProductDay[], language: Language) {
  const [header = [], ...rows] = daysSpreadsheet(days, language);
  return rows.map((row) => Object.fromEntries(header.map((title, column) => [title, row[column]])));
}

describe('a product’s days as a spreadsheet', () => {
  const days: ProductDay[] = [
    { ...quiet, date: '2024-01-30', opened: 3, visitors: 2, scene: { '1': 1, '7': 2 } },
    { ...quiet, date: '2024-01-31', located: 1, region: { '440105': 1 } },
  ];

  it('has a line a day: the counters, then the labels that occur', () => {
    expect(rowsOf(days, 'en')).toMatchObject([
      { Day: '2024-01-30', Opened: 3, Visitors: 2, 'Opened from: 7': 2, 'Opened from: 1 scanned': 1 },
      {
        Day: '2024-01-31',
        Opened: 0,
        Located: 1,
        'Located in (RegionCode): 440105 广东 Guangdong 广州市': 1,
      },
    ]);
  });

  it('has a column for each counter, then the most frequent labels first', () => {
    const [header = []] = daysSpreadsheet(days, 'en');
    expect(header).toHaveLength(1 + productCounters.length + 3);
    expect(header.slice(0, 3)).toEqual(['Day', 'Opened', 'Visitors']);
    expect(header.slice(-3, -1)).toEqual(['Opened from: 7', 'Opened from: 1 scanned']);
  });

  it('has its header in one language', () => {
    const [header = []] = daysSpreadsheet(days, 'zh');
    expect(header.slice(0, 3)).toEqual(['日期', '打开', '访客']);
    expect(header.slice(-3)).toEqual([
      '打开来源: 7',
      '打开来源: 1 扫码',
      '定位地区（行政区划代码）: 440105 广东 广州市',
    ]);
  });

  it('counts nothing for a label on a day that lacks it, whatever it is called', () => {
    const odd: ProductDay[] = [
      { ...quiet, date: '2024-01-30', place: { constructor: 1 } },
      { ...quiet, date: '2024-01-31' },
    ];
    expect(rowsOf(odd, 'en')).toMatchObject([
      { 'Place in the profile: constructor': 1 },
      { 'Place in the profile: constructor': 0 },
    ]);
  });
});
