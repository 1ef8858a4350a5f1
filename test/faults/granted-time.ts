import { performance } from 'node:perf_hooks';

const tick = 20;
/** A tick that takes longer than this did not wait for its timer, but for the machine. */
const longestTick = 1.5 * tick;

let granted = 0;
let lastTick = performance.now();

setInterval(() => {
  const now = performance.now();
  granted += Math.min(now - lastTick, longestTick);
  lastTick = now;
}, tick).unref();

/**
 * Milliseconds on a clock that goes as the clock on the wall does, but for the time in which the machine let this
 * process wait: a test beside busy others measures what the receiver adds, not what they take.
 */
export function grantedTime(): number {
  return granted + Math.min(performance.now() - lastTick, longestTick);
}
