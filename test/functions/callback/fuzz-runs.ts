import { vi } from 'vitest';

const { FUZZ_RUNS } = process.env;

/** How often a property is tried: as often as FUZZ_RUNS says, for as long as that takes. */
export const fuzzRuns = { numRuns: Number(FUZZ_RUNS ?? 10_000) };

if (FUZZ_RUNS !== undefined) vi.setConfig({ testTimeout: 0 });
