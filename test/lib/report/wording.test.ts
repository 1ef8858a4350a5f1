import { describe, expect, it } from 'vitest';
import { meaningOf } from '../../../lib/report/wording.ts';

describe('what a label means', () => {
  it.each([
    ['scene', '1', 'scanned'],
    ['sex', '9', ''],
    ['region', '440105', '广东 Guangdong'],
    ['place', '中国/内蒙古', '内蒙古 Inner Mongolia'],
    ['place', '/', 'not pushed'],
    ['scene', 'constructor', ''],
    ['place', '中国/constructor', ''],
  ])('of %s %j is %j', (breakdown, label, meaning) => {
    expect(meaningOf(breakdown, label)).toBe(meaning);
  });
});
