import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.ts';
import { QuickFirst } from './quick-first.ts';
import { readRunSettings } from './run-settings.ts';

/** The tests of the mutated folders, in one process and quiet: a mutant is to cost a second or two. */
export default defineConfig({
  test: {
    ...base.test,
    root: fileURLToPath(new URL('../../', import.meta.url)),
    include: readRunSettings().tests.map((path) => (path.endsWith('.ts') ? path : `${path}/**/*.test.ts`)),
    exclude: [
      // Random runs of many events, and what measures time: a mutant would take minutes.
      ...['exactly-once', 'fuzz', 'properties', 'cpu'].map((name) => `test/**/${name}.test.ts`),
      // Bundles in threads of their own, which no mutant reaches.
      'test/**/deployed/**',
    ],
    sequence: { sequencer: QuickFirst },
    reporters: [],
  },
});
