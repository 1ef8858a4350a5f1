import { expect, test } from 'vitest';
import { Throttle } from '../../../../lib/local/http-api/throttle.ts';

test('a burst passes, then only what each second brings', () => {
  let now = 0;
  const throttle = new Throttle({ perSecond: 2, burst: 5 }, () => now);
  const passed = (requests: number) =>
    Array.from({ length: requests }, () => throttle.take()).filter(Boolean);
  expect(passed(100)).toHaveLength(5);
  now += 1000;
  expect(passed(100)).toHaveLength(2);
  now += 250;
  expect(passed(100)).toHaveLength(0);
  now += 250;
  expect(passed(100)).toHaveLength(1);
});

test('what nobody used is kept up to a burst, and no further', () => {
  let now = 0;
  const throttle = new Throttle({ perSecond: 10, burst: 3 }, () => now);
  now += 3_600_000;
  expect(Array.from({ length: 10 }, () => throttle.take()).filter(Boolean)).toHaveLength(3);
});
