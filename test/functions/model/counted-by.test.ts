import { describe, expect, test } from 'vitest';
import { countedBy } from '../../../functions/model/counted-by.ts';
import {
  breakdownTitle,
  channelCounters,
  countedEvents,
  counterTitle,
  dayCounters,
  labelMeaning,
  productCounters,
  totalCounters,
} from '../../../functions/model/counters.ts';
import { sampleEvent, samples } from '../../../lib/weixin/samples.ts';

const zone = 'Asia/Shanghai';

describe('what an event counts as', () => {
  test('is for an opening its scene, sex and place, with the hour of the time zone', () => {
    const labels = { all: ['s:2', 'x:1', 'p:中国/广东', 'h:17'], widest: 'p:中国/广东' };
    expect(countedBy(samples.user_scan_product, zone)).toEqual({
      counter: 'opened',
      product: { KeyStandard: 'ean13', KeyStr: '6901481811083' },
      ofProduct: labels,
      ofAccount: labels,
      channel: '123',
    });
    expect(countedBy(samples.user_scan_product, 'UTC')?.ofProduct.all).toContain('h:9');
  });

  test('is for a location the county of the product, and the province of the account', () => {
    expect(countedBy(samples.user_scan_product_async, zone)).toMatchObject({
      ofProduct: { all: ['r:440105'], widest: 'r:440105' },
      ofAccount: { all: ['r:44'], widest: 'r:44' },
    });
  });

  test('is for a follow its scene, which has few values: any page will do', () => {
    expect(countedBy(samples.subscribe, zone)).toMatchObject({
      counter: 'followed',
      ofProduct: { all: ['s:scanbarcode'], widest: 'n' },
      channel: '',
    });
  });

  test('is for who left one of the account alone, without product and channel', () => {
    const nothing = { all: [], widest: 'n' };
    expect(countedBy(samples.unsubscribe, zone)).toEqual({
      counter: 'left',
      ofProduct: nothing,
      ofAccount: nothing,
    });
  });

  test('is nothing for a review', () => {
    expect(countedBy(samples.user_scan_product_verify_action, zone)).toBeUndefined();
  });

  test('has a channel that is kept to a label’s length', () => {
    const event = sampleEvent('user_scan_product', { ExtInfo: 'x'.repeat(500) });
    expect(countedBy(event, zone)?.channel).toMatch(/^x+…$/);
  });
});

describe('counters', () => {
  test('stand in the order of a visit, visitors behind what they do', () => {
    expect(dayCounters.slice(0, 4)).toEqual(['opened', 'visitors', 'entered', 'followed']);
    expect(productCounters).toEqual(dayCounters.filter((counter) => counter !== 'left'));
  });

  test('of a product are added up for good, but for people, and kept by channel where events have one', () => {
    expect(totalCounters).toEqual(productCounters.filter((counter) => counter !== 'visitors'));
    expect(channelCounters).toEqual(totalCounters);
    expect(countedEvents.map(({ counter }) => counter).sort()).toEqual([...totalCounters, 'left'].sort());
  });
});

test('a counter and a breakdown have titles in each language', () => {
  expect(counterTitle('visitors')).toEqual({ en: 'Visitors', zh: '访客' });
  expect(counterTitle('left')).toEqual({ en: 'Left', zh: '取关' });
  expect(breakdownTitle('sex')).toEqual({ en: 'Sex', zh: '性别' });
});

test('a label means what Weixin’s documentation says, and nothing where it says nothing', () => {
  expect(labelMeaning('sex', '1')).toEqual({ en: 'male', zh: '男' });
  expect(labelMeaning('scene', '2')).toMatchObject({ zh: '其他（会话、收藏、朋友圈等）' });
  expect(labelMeaning('followScene', 'scanimage')).toEqual({ en: 'picture scanned', zh: '扫封面' });
  expect(labelMeaning('place', '中国/广东')).toBeUndefined();
  expect(labelMeaning('sex', 'constructor')).toBeUndefined();
});
