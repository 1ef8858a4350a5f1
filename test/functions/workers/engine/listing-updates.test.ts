import { describe, expect, it } from 'vitest';
import { countedBy } from '../../../../functions/model/counted-by.ts';
import { addDays } from '../../../../functions/model/day.ts';
import { eventOrder } from '../../../../functions/model/event-order.ts';
import type { WeixinEvent } from '../../../../functions/model/event-types.ts';
import { lastActivity, listingKey } from '../../../../functions/model/insights-table.ts';
import { recentAttribute } from '../../../../functions/model/statistics.ts';
import { listingUpdates, nameOfKey } from '../../../../functions/workers/engine/listing-updates.ts';
import type { Shards } from '../../../../functions/workers/engine/shards.ts';
import type { Task } from '../../../../functions/workers/engine/task.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';

const today = '2024-03-10';
const product = { KeyStandard: 'ean13', KeyStr: '6901481811083' };
const key = listingKey(product, 0);
const shards: Shards = { ofAccount: 0, ofProduct: () => 0 };

function taskOf(event: WeixinEvent, day = today): Task {
  const order = eventOrder(event);
  const counted = countedBy(event, 'Asia/Shanghai');
  return { event, order, messageIds: [order], day, counted, visits: false, facts: [] };
}

const opened = (CreateTime: string, KeyStr = product.KeyStr) =>
  sampleEvent('user_scan_product', { KeyStandard: 'ean13', KeyStr, CreateTime });

/** What tasks do to the row of the product, which is as given. */
function updateOf(
  tasks: readonly Task[],
  row?: Readonly<Record<string, unknown>>,
  newer: readonly string[] = [],
) {
  const [update] = listingUpdates(tasks, shards, new Set(newer), today).updates(() => row);
  return update;
}

describe('the rows of the listing', () => {
  it('are one for each product and shard, and none for events without a product or a number', () => {
    const tasks = [
      taskOf(opened('1710000000')),
      taskOf(opened('1710000001')),
      taskOf(opened('1710000002', 'another')),
      taskOf(sampleEvent('unsubscribe')),
      taskOf(sampleEvent('user_scan_product_verify_action', product)),
    ];
    const perShard = listingUpdates(tasks, { ...shards, ofProduct: () => 7 }, new Set(), today);
    expect(perShard.keys).toEqual([
      listingKey(product, 7),
      listingKey({ KeyStandard: 'ean13', KeyStr: 'another' }, 7),
    ]);
  });

  it('get the totals, and each day that is kept apart', () => {
    const yesterday = addDays(today, -1);
    const update = updateOf([
      taskOf(opened('1710000000')),
      taskOf(opened('1710000001'), yesterday),
      taskOf(sampleEvent('subscribe', product)),
    ]);
    expect(Object.fromEntries(update?.amounts ?? [])).toEqual({
      opened: 2,
      [recentAttribute('o', today)]: 1,
      [recentAttribute('o', yesterday)]: 1,
      followed: 1,
      [recentAttribute('f', today)]: 1,
    });
  });

  it.each([
    ['the fortieth day back', -39, true],
    ['the day before', -40, false],
    ['tomorrow, by a clock that is ahead', 1, true],
    ['the day after', 2, false],
  ])('keep %s apart: %j, %j', (_case, days, isKept) => {
    const day = addDays(today, days);
    const amounts = updateOf([taskOf(opened('1710000000'), day)])?.amounts ?? [];
    expect(Object.fromEntries(amounts)).toEqual({
      opened: 1,
      ...(isKept && { [recentAttribute('o', day)]: 1 }),
    });
  });

  it('lose the days that are over, and nothing else', () => {
    const over = [recentAttribute('o', addDays(today, -40)), recentAttribute('l', '2020-01-01')];
    const row = {
      ...key,
      opened: 9,
      [lastActivity]: '0',
      [recentAttribute('o', addDays(today, -39))]: 1,
      ...Object.fromEntries(over.map((name) => [name, 1])),
    };
    expect(updateOf([taskOf(opened('1710000000'))], row)?.removed.toSorted()).toEqual(over.toSorted());
  });

  it('learn of the newest event, unless they know a newer one', () => {
    const tasks = ['1710000001', '1710000002', '1710000000'].map((time) => taskOf(opened(time)));
    const newest = tasks[1]?.order;
    expect(updateOf(tasks)?.activity).toBe(newest);
    expect(updateOf(tasks, { [lastActivity]: eventOrder(opened('1709999999')) })?.activity).toBe(newest);
    for (const time of ['1710000002', '1710000003']) {
      expect(updateOf(tasks, { [lastActivity]: eventOrder(opened(time)) })?.activity).toBeUndefined();
    }
    expect(updateOf(tasks, undefined, [nameOfKey(key)])?.activity).toBeUndefined();
    const another = listingKey({ KeyStandard: 'ean13', KeyStr: 'another' }, 0);
    expect(updateOf(tasks, undefined, [nameOfKey(another)])?.activity).toBe(newest);
  });
});
