import { vi } from 'vitest';
import { tries } from '../../support/length.ts';

const { FUZZ_RUNS } = process.env;

/** How often a property is tried: as often as FUZZ_RUNS says, for as long as that takes. */
export const fuzzRuns = FUZZ_RUNS === undefined ? tries(1000, 10_000) : { numRuns: Number(FUZZ_RUNS) };

if (FUZZ_RUNS !== undefined) vi.setConfig({ testTimeout: 0 });
