import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** The console page in a browser: what `npm test` leaves out, since it needs Chromium. */
export default defineConfig({
  test: {
    ...base.test,
    include: ['test/browser/**/*.test.ts'],
    exclude: [],
    // Each has a browser, a local run and its functions.
    maxWorkers: 2,
  },
});
