import { expect, it } from 'vitest';
import { Breaker } from '../../../../functions/callback/forward/breaker.ts';

const rest = 30_000;

/** A breaker with a clock of its own, after so many failures in a row. */
function breakerAfter(failures: number) {
  const clock = { now: 0 };
  const breaker = new Breaker(() => clock.now);
  for (let failure = 0; failure < failures; failure++) breaker.failed();
  return { breaker, clock };
}

it.each([
  [0, false],
  [4, false],
  [5, true],
])('after %i failures in a row leaves the target alone: %s', (failures, isOpen) => {
  expect(breakerAfter(failures).breaker.isOpen).toBe(isOpen);
});

it('does not add up failures with an answer between them', () => {
  const { breaker } = breakerAfter(4);
  breaker.succeeded();
  breaker.failed();
  expect(breaker.isOpen).toBe(false);
});

it('lets the target be tried after half a minute', () => {
  const { breaker, clock } = breakerAfter(5);
  clock.now = rest - 1;
  expect(breaker.isOpen).toBe(true);
  clock.now = rest;
  expect(breaker.isOpen).toBe(false);
});

it('leaves it alone again after one more failure, and is as new after an answer', () => {
  const { breaker, clock } = breakerAfter(5);
  clock.now = rest;
  breaker.failed();
  expect(breaker.isOpen).toBe(true);
  clock.now = 2 * rest;
  breaker.succeeded();
  breaker.failed();
  expect(breaker.isOpen).toBe(false);
});
