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
  const days: ProductDay[] = [
    { ...quiet, date: '2024-01-30', opened: 3, visitors: 2, scene: { '1': 1, '7': 2 } },
    { ...quiet, date: '2024-01-31', located: 1, region: { '440105': 1 } },
  ];

  it('has a line a day, and the labels that occur as columns, the most frequent first', () => {
    expect(daysSpreadsheet(days, 'en')).toEqual([
      [
        'Day',
        'Opened',
        'Visitors',
        'Entered',
        'Followed',
        'Located',
        'Opened from: 7',
        'Opened from: 1 scanned',
        'Located in (RegionCode): 440105 广东 Guangdong',
      ],
      ['2024-01-30', 3, 2, 0, 0, 0, 2, 1, 0],
      ['2024-01-31', 0, 0, 0, 0, 1, 0, 0, 1],
    ]);
  });

  it('has its header in one language', () => {
    expect(daysSpreadsheet(days, 'zh')[0]).toEqual([
      '日期',
      '打开',
      '访客',
      '进入公众号',
      '关注',
      '定位',
      '打开来源: 7',
      '打开来源: 1 扫码',
      '定位地区（行政区划代码）: 440105 广东',
    ]);
  });

  it('counts nothing for a label on a day that lacks it, whatever it is called', () => {
    const odd: ProductDay[] = [
      { ...quiet, date: '2024-01-30', place: { constructor: 1 } },
      { ...quiet, date: '2024-01-31' },
    ];
    expect(daysSpreadsheet(odd, 'en').at(-1)).toEqual(['2024-01-31', 0, 0, 0, 0, 0, 0]);
  });
});
