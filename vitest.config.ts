import { defineConfig } from 'vitest/config';
import { quietSdk } from './lib/local/quiet-sdk.ts';
import { patience } from './test/support/patience.ts';
import { SlowestFirst } from './test/support/slowest-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/nginx/**'],
    globalSetup: ['test/support/global-setup.ts'],
    // More than there are processors: most tests wait, for a timeout, a batching window or a process to start.
    maxWorkers: 6,
    // Each worker loads the AWS SDK and the CDK once, not for each of its files: a quarter of all processor time. A
    // test whose modules must be new says so (vi.resetModules), and every test puts back what it replaced.
    isolate: false,
    sequence: { sequencer: SlowestFirst },
    // Generous: a test waits for conditions, and these only end one that waits for ever.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: patience },
    env: {
      ...quietSdk,
      // Tests say what a template has to hold; CloudFormation's own rules take seconds per synthesis.
      CDK_VALIDATION: 'false',
    },
  },
});
