import { describe, expect, it } from 'vitest';
import { citiesOf, originsOf } from '../../../functions/insights/origins.ts';

const days = [
  {
    place: { '中国/广东': 3, 'China/Guangdong': 2, 'China/Beijing': 1, '美国/': 3, '日本/大阪': 4, '/': 5 },
    region: { 440105: 7, 429004: 1, x: 2 },
  },
  { place: { '美国/得克萨斯': 2, '中国/Narnia': 1 }, region: { 440300: 9, 440106: 5, 310000: 4 } },
];

describe('where the events of some days come from', () => {
  it('is one number a province, in whatever language it was pushed, in the order of their codes', () => {
    expect(originsOf(days).provinces).toEqual([
      { code: '11', zh: '北京', en: 'Beijing', opened: 1, located: 0 },
      { code: '31', zh: '上海', en: 'Shanghai', opened: 0, located: 4 },
      { code: '42', zh: '湖北', en: 'Hubei', opened: 0, located: 1 },
      { code: '44', zh: '广东', en: 'Guangdong', opened: 5, located: 21 },
    ]);
  });

  it('is abroad as it was pushed, the most frequent country first', () => {
    expect(originsOf(days).abroad).toEqual([
      { country: '美国', opened: 5 },
      { country: '日本', opened: 4 },
    ]);
  });

  it('is not known of some', () => expect(originsOf(days).unknown).toEqual({ opened: 6, located: 2 }));

  it('is nowhere where nothing happened', () => {
    expect(originsOf([])).toEqual({ provinces: [], abroad: [], unknown: { opened: 0, located: 0 } });
  });
});

it('cities are those in which people were located, as far as the RegionCode says one, the most frequent first', () => {
  expect(citiesOf(days)).toEqual([
    { code: '4401', zh: '广州市', located: 12 },
    { code: '4403', zh: '深圳市', located: 9 },
    { code: '429004', zh: '仙桃市', located: 1 },
  ]);
});
