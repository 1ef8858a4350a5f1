import { describe, expect, test } from 'vitest';
import {
  createTimeOfOrder,
  eventOrder,
  orderAfter,
  orderOfClaim,
} from '../../../functions/model/event-order.ts';
import { claimKey } from '../../../functions/model/events-table.ts';
import { storedText } from '../../../functions/model/insights-table.ts';
import { boundedText } from '../../../functions/model/key-text.ts';
import { labelAttribute } from '../../../functions/model/statistics.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';

describe('a text of at most so many bytes', () => {
  test.each([
    ['as it is where it fits', '揭阳', 6, '揭阳'],
    ['cut between characters', '揭阳市', 8, '揭…'],
    ['cut before a character of two UTF-16 units', 'ab😀cd', 7, 'ab…'],
    ['without half a surrogate pair', 'a\uD800', 9, 'a\uFFFD'],
  ])('is %s', (_case, text, limit, expected) => {
    expect(boundedText(text, limit)).toBe(expected);
    expect(Buffer.byteLength(boundedText(text, limit))).toBeLessThanOrEqual(limit);
  });

  test('is what labels and texts are kept as: an overlong one cannot end the counting of a product', () => {
    expect(Buffer.byteLength(labelAttribute('p', 'x'.repeat(5000)))).toBeLessThanOrEqual(200);
    expect(Buffer.byteLength(storedText('x'.repeat(5000)))).toBeLessThanOrEqual(2048);
  });
});

test('an order sorts by CreateTime as a number, not as text', () => {
  const [early, late] = ['999999999', '1000000000'].map((CreateTime) =>
    eventOrder(sampleEvent('user_scan_product', { CreateTime })),
  );
  expect([late, early].sort()).toEqual([early, late]);
});

test('an order tells events of one second apart, of one person and of several', () => {
  const events = [{}, { ExtInfo: 'other' }, { FromUserName: 'other' }].map((changes) =>
    eventOrder(sampleEvent('user_scan_product', changes)),
  );
  expect(new Set(events).size).toBe(3);
  expect(eventOrder(sampleEvent('user_scan_product', { City: 'other' }))).toBe(events[0]);
});

test('an order says when its event was, and comes before the order behind that second', () => {
  const event = sampleEvent('user_scan_product', { CreateTime: '999999999' });
  const order = eventOrder(event);
  expect(order).toMatch(/^0999999999#[\w-]{12}$/);
  expect(order).toBe(orderOfClaim(claimKey(event)));
  expect(createTimeOfOrder(order)).toBe(999_999_999);
  const later = eventOrder({ ...event, CreateTime: '1000000000' });
  expect([later, orderAfter(999_999_999), order].sort()).toEqual([order, orderAfter(999_999_999), later]);
});
