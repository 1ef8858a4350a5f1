import { describe, expect, test } from 'vitest';
import { forEachAtMost } from '../../../functions/runtime/for-each-at-most.ts';
import { groupBy, inParts } from '../../../functions/runtime/group-by.ts';
import { inBatches } from '../../../functions/runtime/in-batches.ts';

test('groups come in the order of their first item, and so do their items', () => {
  const firstLetter = (word: string) => word.slice(0, 1);
  expect(groupBy(['pear', 'fig', 'plum', 'apple', 'fennel'], firstLetter)).toEqual([
    ['pear', 'plum'],
    ['fig', 'fennel'],
    ['apple'],
  ]);
});

test.each([
  { count: 0, parts: [] },
  { count: 1, parts: [1] },
  { count: 3, parts: [3] },
  { count: 4, parts: [3, 1] },
  { count: 6, parts: [3, 3] },
])('$count items are in parts of three: $parts', ({ count, parts }) => {
  const items = Array.from({ length: count }, (_none, n) => n);
  const made = [...inParts(items, 3)];
  expect(made.map(({ length }) => length)).toEqual(parts);
  expect(made.flat()).toEqual(items);
});

describe('a batch', () => {
  const bytesOf = (text: string) => text.length;
  const batches = (...texts: string[]) => inBatches(texts, { items: 3, bytes: 10 }, bytesOf);

  test('holds as many items as it may', () => {
    expect(batches('a', 'b', 'c', 'd')).toEqual([['a', 'b', 'c'], ['d']]);
  });

  test('holds as many bytes as it may, and not one more', () => {
    expect(batches('12345', '12345', '1')).toEqual([['12345', '12345'], ['1']]);
    expect(batches('12345', '123456')).toEqual([['12345'], ['123456']]);
  });

  test('of an item that is too large is that item alone', () => {
    expect(batches('1', '12345678901', '2')).toEqual([['1'], ['12345678901'], ['2']]);
  });

  test('is none where there is nothing', () => {
    expect(batches()).toEqual([]);
  });
});

describe('work on many items', () => {
  test('is done on so many at once, and on all of them', async () => {
    const [done, most] = [new Set<number>(), { now: 0, ever: 0 }];
    await forEachAtMost(3, [1, 2, 3, 4, 5, 6, 7], async (item) => {
      most.now += 1;
      most.ever = Math.max(most.ever, most.now);
      await Promise.resolve();
      most.now -= 1;
      done.add(item);
    });
    expect(done).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]));
    expect(most.ever).toBe(3);
  });

  test('ends with the error of what fails', async () => {
    const fails = async (item: number) => {
      if (item === 2) throw new Error('item 2');
    };
    await expect(forEachAtMost(1, [1, 2, 3], fails)).rejects.toThrow('item 2');
  });
});
