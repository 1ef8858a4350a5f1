import { mergeConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** All tests at their full length (test/support/length.ts), each named as it ends: names say the seeds. */
export default mergeConfig(config, {
  test: {
    env: { TEST_LENGTH: 'long' },
    reporters: ['verbose'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
