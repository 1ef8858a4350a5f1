import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** The mirror of docs/existing-server.md: what `npm test` leaves out, since it needs nginx. */
export default defineConfig({
  test: { ...base.test, include: ['test/nginx/**/*.test.ts'], exclude: [] },
});
