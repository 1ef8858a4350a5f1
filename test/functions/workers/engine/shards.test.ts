import { describe, expect, test } from 'vitest';
import { busyShards, quietShard } from '../../../../functions/model/insights-table.ts';
import { readBatch } from '../../../../functions/workers/engine/read-batch.ts';
import { pickShards, trafficOf } from '../../../../functions/workers/engine/shards.ts';
import { contribution as leaving } from '../../../../functions/workers/unsubscribe.ts';
import { contribution } from '../../../../functions/workers/user-scan-product.ts';
import { contribution as review } from '../../../../functions/workers/user-scan-product-verify-action.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';
import { messageOf } from '../../../support/workers.ts';

const product = { KeyStandard: 'ean13', KeyStr: 'hot' };

/** A batch of so many openings of the product, and one of another. */
function trafficWith(openings: number) {
  const events = Array.from({ length: openings }, (_none, n) =>
    sampleEvent('user_scan_product', { ...product, FromUserName: `user-${n}` }),
  );
  const messages = [...events, sampleEvent('user_scan_product', { KeyStr: 'quiet' })].map(messageOf);
  return trafficOf(readBatch(messages, contribution, 'Asia/Shanghai').tasks);
}

/** The shards of the product that four hundred transactions pick, in order. */
function picked(openings: number, contended = false): readonly number[] {
  const traffic = trafficWith(openings);
  const all = Array.from({ length: 400 }, () => pickShards(traffic, contended).ofProduct(product));
  return [...new Set(all)].sort((one, other) => one - other);
}

const upTo = (most: number) => Array.from({ length: most }, (_none, place) => quietShard + 1 + place);

test('what has no product, or no number, says nothing of any product’s traffic', () => {
  const events = [sampleEvent('unsubscribe'), sampleEvent('user_scan_product_verify_action')];
  const batches = [
    readBatch(events.slice(0, 1).map(messageOf), leaving, 'Asia/Shanghai'),
    readBatch(events.slice(1).map(messageOf), review, 'Asia/Shanghai'),
  ];
  const traffic = trafficOf(batches.flatMap(({ tasks }) => tasks));
  expect(traffic).toEqual({ events: 2, ofProduct: new Map() });
});

describe('a transaction adds', () => {
  test('to the one quiet item where a batch holds little of a product', () => {
    expect(picked(8)).toEqual([quietShard]);
  });

  test.each([
    { openings: 9, shards: 2 },
    { openings: 16, shards: 2 },
    { openings: 17, shards: 3 },
    { openings: 100, shards: 13 },
    { openings: 300, shards: busyShards },
  ])('to any of $shards items where it holds $openings events of a product', ({ openings, shards }) => {
    expect(picked(openings)).toEqual(upTo(shards));
  });

  test('to any of all there are, and to no other, once it has met another one', () => {
    expect(picked(1, true)).toEqual(upTo(busyShards));
  });

  test('to one item of a product, however often it is asked', () => {
    const shards = pickShards(trafficWith(1), true);
    const all = Array.from({ length: 100 }, () => shards.ofProduct(product));
    expect(new Set(all).size).toBe(1);
  });

  test('to the quiet item of a product beside a busy one', () => {
    const { ofProduct } = pickShards(trafficWith(100), false);
    expect(ofProduct({ KeyStandard: 'ean13', KeyStr: 'quiet' })).toBe(quietShard);
  });

  test('to any of the account’s items by all the events of the batch', () => {
    const traffic = trafficWith(15);
    const all = Array.from({ length: 400 }, () => pickShards(traffic, false).ofAccount);
    expect(new Set(all)).toEqual(new Set([1, 2]));
    expect(pickShards(trafficWith(7), false).ofAccount).toBe(quietShard);
  });
});
