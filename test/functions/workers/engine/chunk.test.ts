import { describe, expect, test } from 'vitest';
import { mostActions, newChunkId, packChunks } from '../../../../functions/workers/engine/chunk.ts';
import { readBatch } from '../../../../functions/workers/engine/read-batch.ts';
import { contribution as leaving } from '../../../../functions/workers/unsubscribe.ts';
import { contribution as opening } from '../../../../functions/workers/user-scan-product.ts';
import { contribution as location } from '../../../../functions/workers/user-scan-product-async.ts';
import { contribution as review } from '../../../../functions/workers/user-scan-product-verify-action.ts';
import { sampleEvent, samples } from '../../../../lib/weixin/samples.ts';
import { messageOf } from '../../../support/workers.ts';

const count = 300;
const numbers = Array.from({ length: count }, (_none, n) => n);

function openings(changes: (n: number) => object) {
  const events = numbers.map((n) =>
    sampleEvent('user_scan_product', { FromUserName: `${n}`, ...changes(n) }),
  );
  return readBatch(events.map(messageOf), opening, 'Asia/Shanghai').tasks;
}

describe('a batch is counted', () => {
  test('in one transaction where it is of one product', () => {
    expect(packChunks(openings(() => ({}))).map(({ length }) => length)).toEqual([count]);
  });

  test('in as many as DynamoDB takes actions for where each event is another product’s', () => {
    const chunks = packChunks(openings((n) => ({ KeyStr: `${n}` })));
    // The account's page, and of each product a page and its row; the record is an action, too.
    expect(chunks.map(({ length }) => length)).toEqual([...Array.from({ length: 6 }, () => 49), 6]);
    expect(1 + 1 + 2 * 49).toBe(mostActions);
  });

  test('in as many as leave room for the record, where the account has a page on each of two days', () => {
    const sizes = (products: number) =>
      packChunks(
        openings((n) => ({
          KeyStr: `${n}`,
          CreateTime: String(1438250110 + (n % 2) * 86_400),
        })).slice(0, products),
      ).map(({ length }) => length);
    // Two pages of the account, and of each product a page and its row: the hundredth action is the record.
    expect(sizes(48)).toEqual([48]);
    expect(sizes(49)).toEqual([48, 1]);
  });

  test('in one where all of its people left, which is of no product', () => {
    const events = numbers.map((n) => sampleEvent('unsubscribe', { FromUserName: `${n}` }));
    const { tasks } = readBatch(events.map(messageOf), leaving, 'Asia/Shanghai');
    expect(packChunks(tasks).map(({ length }) => length)).toEqual([count]);
  });

  test('with the events of one product and day together', () => {
    const mixed = openings((n) => ({
      KeyStr: `${n % 60}`,
      CreateTime: String(1438250110 + (n % 2) * 86_400),
    }));
    const homes = packChunks(mixed)
      .flat()
      .map(({ day, event }) => `${'KeyStr' in event ? event.KeyStr : ''} ${day}`);
    const changes = homes.filter((home, place) => home !== homes[place - 1]);
    expect(changes).toHaveLength(new Set(homes).size);
    expect(homes).toHaveLength(count);
  });

  test('with fewer events at once where their labels need more pages', () => {
    const locations = numbers.map((n) =>
      sampleEvent('user_scan_product_async', { FromUserName: `${n}`, RegionCode: String(110_000 + n) }),
    );
    const { tasks } = readBatch(locations.map(messageOf), location, 'Asia/Shanghai');
    expect(packChunks(tasks).map(({ length }) => length)).toEqual([count]);
    const products = Array.from({ length: 30 }, (_none, product) =>
      locations.slice(0, 20).map((event) => ({ ...event, KeyStr: `${product}` })),
    ).flat();
    const wide = readBatch(products.map(messageOf), location, 'Asia/Shanghai').tasks;
    // Twenty labels of a product are taken for four pages, and its row is one more.
    expect(packChunks(wide).length).toBeGreaterThanOrEqual((30 * 5) / mostActions);
    expect(packChunks(wide).length).toBeLessThanOrEqual(3);
  });

  test('in one that changes nothing but marks where events have no number', () => {
    const reviews = numbers.map((n) =>
      sampleEvent('user_scan_product_verify_action', {
        ...samples.user_scan_product_verify_action,
        KeyStr: `${n}`,
      }),
    );
    const { tasks } = readBatch(reviews.map(messageOf), review, 'Asia/Shanghai');
    expect(packChunks(tasks).map(({ length }) => length)).toEqual([count]);
  });

  test('in none where there is nothing', () => expect(packChunks([])).toEqual([]));
});

test('a chunk’s id has 96 bits, and no other chunk has it', () => {
  const ids = numbers.map(newChunkId);
  expect(new Set(ids).size).toBe(count);
  expect(ids.every((id) => /^[\w-]{16}$/.test(id))).toBe(true);
});
