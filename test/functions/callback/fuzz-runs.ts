/** How often a property is tried: as often as FUZZ_RUNS says. */
export const fuzzRuns = { numRuns: Number(process.env.FUZZ_RUNS ?? 10_000) };
