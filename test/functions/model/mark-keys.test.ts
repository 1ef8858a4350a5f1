import { describe, expect, test } from 'vitest';
import {
  accountVisit,
  fates,
  markKey,
  marksOnPage,
  overflowKey,
  ownerAttribute,
  productVisit,
  readFate,
  readMark,
  readRecord,
  recordedFate,
  recordKey,
} from '../../../functions/model/mark-keys.ts';

const page = markKey('openid', '2024-01-31', 'user_scan_product');

describe('a mark', () => {
  test('is one of a person’s day and type, and says which chunk owns which of its events', () => {
    expect(page).toEqual({
      FromUserName: 'openid',
      CreateTimeEvent: 'counted#2024-01-31#user_scan_product',
    });
    const attributes = {
      [ownerAttribute('1438250110#a')]: 'chunk 1',
      [productVisit('ean13#1')]: '1438250110#a',
      n: 1,
      'e:odd': 7,
    };
    expect(readMark(page.CreateTimeEvent, attributes)).toEqual({
      day: '2024-01-31',
      event: 'user_scan_product',
      owners: [{ eventOrder: '1438250110#a', chunk: 'chunk 1' }],
    });
  });

  test('is not what a claim is', () => {
    expect(readMark('1438250110#user_scan_product', {})).toBeUndefined();
  });

  test('that found its page full is in one of 4,096 items beside it', () => {
    const keys = Array.from({ length: 200 }, (_none, n) => overflowKey(page, ownerAttribute(`${n}`)));
    for (const { FromUserName, CreateTimeEvent } of keys) {
      expect(FromUserName).toBe('openid');
      expect(CreateTimeEvent).toMatch(/^counted#2024-01-31#user_scan_product#[0-9a-f]{3}$/);
    }
    expect(new Set(keys.map(({ CreateTimeEvent }) => CreateTimeEvent)).size).toBeGreaterThan(150);
    expect(readMark(keys[0]?.CreateTimeEvent ?? '', {})).toMatchObject({ event: 'user_scan_product' });
  });
});

test('what else stands on a mark is told from the events and from one another', () => {
  expect([marksOnPage, accountVisit, productVisit('ean13#1'), productVisit('ean13#2')]).toEqual([
    'n',
    'v',
    expect.stringMatching(/^p:[\w-]{12}$/),
    expect.not.stringContaining(productVisit('ean13#1')),
  ]);
});

describe('a record', () => {
  test('reads as the overview says', () => {
    expect(recordKey('1')).toEqual({ FromUserName: 'chunk#1', CreateTimeEvent: 'record' });
    expect(recordedFate).toBe('fate');
  });

  test.each(fates)('that says %s is read again', (fate) => {
    expect(readRecord({ ...recordKey('chunk'), [recordedFate]: fate })).toEqual({ chunk: 'chunk', fate });
  });

  test.each([undefined, 'counted', 7])('is nothing that says %s', (fate) => {
    expect(readFate(fate)).toBeUndefined();
    expect(readRecord({ ...recordKey('chunk'), [recordedFate]: fate })).toBeUndefined();
  });
});
