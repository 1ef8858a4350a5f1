import { defineConfig } from 'vitest/config';
import { quietSdk } from './lib/local/quiet-sdk.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/nginx/**'],
    globalSetup: ['test/support/global-setup.ts'],
    // More than there are processors: most tests wait, for a timeout, a batching window or a process to start.
    maxWorkers: 4,
    // Generous: a test waits for conditions, and these only end one that waits for ever.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: {
      ...quietSdk,
      // Tests say what a template has to hold; CloudFormation's own rules take seconds per synthesis.
      CDK_VALIDATION: 'false',
    },
  },
});
