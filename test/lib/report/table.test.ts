import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { ProductRow, UserReport } from '../../../functions/insights/answers.ts';
import { totalCounters } from '../../../functions/model/counters.ts';
import { recordOf } from '../../../functions/model/record-of.ts';
import { productsView } from '../../../lib/report/products-view.ts';
import { userView } from '../../../lib/report/user-view.ts';
import { languages } from '../../../lib/wording/language.ts';

const widths = [60, 80, 100, 120];
const everywhere = widths.flatMap((columns) => languages.map((language) => ({ columns, language })));

const nothing = recordOf(totalCounters, () => 0);

const products: readonly ProductRow[] = [
  {
    product: { keyStandard: 'ean13', keyStr: '6901481811083', name: null },
    review: { result: 'verify_not_pass', reasonMsg: '', at: '2024-01-31T00:00:00Z' },
    totals: { ...nothing, opened: 1_234_567, entered: 23_456, followed: 3456, located: 456 },
    lastActivity: '2024-01-31T00:00:00Z',
  },
  {
    product: { keyStandard: 'qrcode', keyStr: '一个很长的二维码'.repeat(20), name: null },
    review: null,
    totals: { ...nothing, opened: 1 },
    lastActivity: null,
  },
];

const person: UserReport = {
  openid: 'okkeXs1nI-xU4ql8-5BXkv1f0gDo',
  profile: {
    forgotten: null,
    country: '中国',
    province: '广东',
    city: '揭阳'.repeat(60),
    sex: '1',
    region: null,
    firstSeen: null,
    lastSeen: null,
    followed: null,
  },
  events: [
    {
      event: 'user_scan_product_enter_session',
      createTime: '1438250110',
      state: 'counted',
      receivedAt: null,
      product: { keyStandard: 'ean13', keyStr: '6901481811083', name: null },
      fields: { ExtInfo: 'x'.repeat(300) },
    },
  ],
};

const linesOf = (text: string) => text.trimEnd().split('\n');

describe.each(everywhere)('at $columns columns, in $language', ({ columns, language }) => {
  const reader = { columns, language, timeZone: 'Asia/Shanghai' };

  it('no table is wider than the terminal, and no number is cut', () => {
    const text = productsView(products, 2).text(reader);
    const [header = '', first = '', second = ''] = linesOf(text);
    for (const line of [header, first, second]) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    expect(first).toContain('6901481811083');
    expect(first).toContain('1,234,567');
    expect(first).toContain('3,456');
  });

  it('a person’s timeline keeps when, what and which product', () => {
    const lines = linesOf(userView(person).text(reader));
    const event = lines.find((line) => line.startsWith('2015-07-30')) ?? '';
    expect(event).toContain('user_scan_produ');
    expect(event).toContain('ean13 6901481811083'.slice(0, 15));
    for (const line of lines) {
      if (!/^[（(]/.test(line)) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    }
  });
});

it('what is left out for want of room is named', () => {
  const reader = { columns: 60, language: 'en', timeZone: 'Asia/Shanghai' } as const;
  const lines = linesOf(productsView(products, 2).text(reader));
  expect(lines.at(-1)).toMatch(/^\(too narrow here for: .*Located/);
  const wide = productsView(products, 2).text({ ...reader, columns: 120 });
  expect(wide).toContain('Located');
  expect(wide).not.toContain('too narrow');
});
