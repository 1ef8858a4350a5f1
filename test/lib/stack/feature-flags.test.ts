import { createRequire } from 'node:module';
import { expect, it } from 'vitest';

const read = createRequire(import.meta.url);

// A flag set later than the first deployment may replace resources; one that is new in a later CDK turns this red.
it('cdk.json sets every feature flag as the CDK recommends it to a new project', () => {
  const { context } = read('../../../cdk.json');
  expect(context).toEqual(read('aws-cdk-lib/recommended-feature-flags.json'));
});
