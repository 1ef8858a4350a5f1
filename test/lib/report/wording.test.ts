import { describe, expect, it } from 'vitest';
import type { DayBreakdown } from '../../../functions/model/counters.ts';
import { meaningOf } from '../../../lib/report/wording.ts';

describe('what a label means', () => {
  it.each<[DayBreakdown, string, string]>([
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
