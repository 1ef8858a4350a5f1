import { expect, it } from 'vitest';
import { provinceOf } from '../../../functions/model/regions.ts';

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
