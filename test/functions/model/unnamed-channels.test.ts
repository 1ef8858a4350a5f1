import { expect, test } from 'vitest';
import { digestsKept } from '../../../functions/model/insights-table.ts';
import { channelDigest, countUnnamed } from '../../../functions/model/unnamed-channels.ts';

/** The digests that are kept of so many different ExtInfo. */
function kept(extInfos: number): readonly string[] {
  const digests = Array.from({ length: extInfos }, (_none, n) => channelDigest(`item ${n}`));
  return digests.sort().slice(0, digestsKept);
}

test.each([0, 1, digestsKept - 1])('%i ExtInfo beyond those with a name are counted exactly', (count) => {
  expect(countUnnamed(kept(count))).toEqual({ count, isExact: true });
});

test.each([digestsKept, 1000, 20_000])('%i of them are estimated, mostly right to some 6 %%', (count) => {
  const estimate = countUnnamed([...kept(count)].reverse());
  expect(estimate.isExact).toBe(false);
  expect(Math.abs(estimate.count / count - 1)).toBeLessThan(0.15);
});

test('the estimate says how many there are where so many digests fill a half of what there can be', () => {
  const half = Array.from({ length: digestsKept }, () => '7fffffffffff');
  expect(countUnnamed(half)).toEqual({ count: 2 * (digestsKept - 1), isExact: false });
});

test('a digest is 48 bits in hex', () => {
  expect(channelDigest('poster')).toMatch(/^[0-9a-f]{12}$/);
});
