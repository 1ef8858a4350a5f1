import { areaList } from '@vant/area-data';
import { expect, it } from 'vitest';
import { cities } from '../../../functions/model/cities.ts';
import { cityOf, provinceOf } from '../../../functions/model/regions.ts';

it.each([
  ['440105', '广东'],
  ['110000', '北京'],
  ['150102', '内蒙古'],
  ['820000', '澳门'],
])('the RegionCode %s is in %s', (code, zh) => {
  expect(provinceOf(code)?.zh).toBe(zh);
});

it.each(['999999', '', 'x', '4401051', '__proto__'])('the RegionCode "%s" is in no province', (code) => {
  expect(provinceOf(code)).toBeUndefined();
});

it.each([
  ['440105', '4401', '广州市'],
  ['440100', '4401', '广州市'],
  ['110105', '1101', '北京市'],
  ['429004', '429004', '仙桃市'],
  ['469021', '469021', '定安县'],
])('the RegionCode %s is in the city %s, %s', (regionCode, code, zh) => {
  expect(cityOf(regionCode)).toEqual({ code, zh });
});

it.each([
  '440000',
  '429000',
  '500229',
  '820000',
  '999999',
  '44',
  '4401',
  '4401051',
  '4401-440105',
  '',
  '__proto__',
])('the RegionCode "%s" says no city', (code) => {
  expect(cityOf(code)).toBeUndefined();
});

it('the cities are those of @vant/area-data, which is kept up to date', () => {
  // Taiwan, Hong Kong and Macao have no level below in GB/T 2260; `县` and the like are names of no city.
  const isNamed = ([code, name]: [string, string]) => !/^(71|81|82)/.test(code) && !/^县$|直辖县/.test(name);
  const ofCities = Object.entries(areaList.city_list).filter(isNamed);
  const withoutCity = Object.entries(areaList.county_list).filter(([code]) => code.slice(2, 4) === '90');
  expect(cities).toEqual(
    Object.fromEntries([...ofCities.map(([code, name]) => [code.slice(0, 4), name]), ...withoutCity]),
  );
});
