/**
 * How long a test waits for a condition and how often it looks, in milliseconds. Only what would never come
 * true is ended by it, a little before the test's own end, so that one reads what was missing.
 */
export const patience = { timeout: 220_000, interval: 100 } as const;
