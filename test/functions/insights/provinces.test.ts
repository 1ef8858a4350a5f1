import { describe, expect, it } from 'vitest';
import { originOfPlace, originOfRegion } from '../../../functions/insights/provinces.ts';

describe('the place of a profile', () => {
  it.each([
    ['中国/广东', '44'],
    ['中國/廣東', '44'],
    ['China/Guangdong', '44'],
    ['中国/广东省', '44'],
    ['中国/广西壮族自治区', '45'],
    ['中国/新疆维吾尔自治区', '65'],
    ['China/Guangxi Zhuang Autonomous Region', '45'],
    ['CN/neimenggu', '15'],
    ['China/Inner Mongolia', '15'],
    ['China/Shaanxi', '61'],
    ['China/Shanxi', '14'],
    ['中国/北京市', '11'],
    ['China/Beijing Shi', '11'],
    ['/上海', '31'],
    ['中国/香港特别行政区', '81'],
    ['中国香港/', '81'],
    ['Hong Kong/Kowloon', '81'],
    ['Hong Kong, China/', '81'],
    ['澳門/', '82'],
    ['Taiwan/Taipei', '71'],
    ['中國台灣/', '71'],
    ['中国/臺灣省', '71'],
  ])('%s is in province %s', (place, province) => {
    expect(originOfPlace(place)).toEqual({ province });
  });

  it.each([
    ['美国/加利福尼亚', '美国'],
    ['Japan/', 'Japan'],
    // A province of China is none of another country.
    ['Peru/Hainan', 'Peru'],
    ['constructor/', 'constructor'],
  ])('%s is abroad, in %s', (place, country) => {
    expect(originOfPlace(place)).toEqual({ country });
  });

  it.each(['/', '中国/', '中国/Narnia', '/Narnia', 'China/__proto__'])('%s is unknown', (place) => {
    expect(originOfPlace(place)).toEqual({});
  });
});

describe('a RegionCode', () => {
  it.each([
    ['440105', '44'],
    ['44', '44'],
  ])('%s is in province %s', (code, province) => {
    expect(originOfRegion(code)).toEqual({ province });
  });

  it.each(['999999', '', 'x', '4401051', '__proto__'])('%j is unknown', (code) => {
    expect(originOfRegion(code)).toEqual({});
  });
});
