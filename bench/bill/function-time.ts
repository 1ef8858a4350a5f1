import { assumptions } from './assumptions.ts';
import { cost } from './prices.ts';

/** How long a function with so much memory takes for what takes a whole processor so many milliseconds. */
export function processingTime(milliseconds: number, megabytes: number): number {
  return milliseconds / Math.min(1, megabytes / assumptions.megabytesOfProcessor);
}

/** Dollars for a function that is busy for so many milliseconds. */
export function durationCost(milliseconds: number, megabytes: number): number {
  return cost('lambdaGigabyteSecond', (milliseconds / 1000) * (megabytes / 1024));
}
