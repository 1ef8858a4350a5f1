import { describe, expect, it } from 'vitest';
import type { DayBreakdown } from '../../../functions/model/counters.ts';
import { meaningOf } from '../../../lib/report/meanings.ts';
import type { Language } from '../../../lib/wording/language.ts';

describe('what a label means', () => {
  it.each<[Language, DayBreakdown, string, string]>([
    ['en', 'scene', '1', 'scanned'],
    ['en', 'sex', '9', ''],
    ['en', 'region', '440105', '广东 Guangdong 广州市'],
    ['en', 'region', '110105', '北京 Beijing'],
    ['en', 'region', '44', ''],
    ['en', 'place', '中国/内蒙古', '内蒙古 Inner Mongolia'],
    ['en', 'place', '/', 'not stated'],
    ['zh', 'scene', '1', '扫码'],
    ['zh', 'region', '440105', '广东 广州市'],
    ['zh', 'region', '429004', '湖北 仙桃市'],
    ['zh', 'place', '/', '未填写'],
    ['en', 'scene', 'constructor', ''],
    ['en', 'place', '中国/constructor', ''],
  ])('in %s of %s %j is %j', (language, breakdown, label, meaning) => {
    expect(meaningOf(breakdown, label, language)).toBe(meaning);
  });
});
