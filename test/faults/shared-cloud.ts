import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { CloudAssembly } from '../../lib/local/template/cloud-assembly.ts';
import { Random } from '../support/random.ts';
import { type Cloud, startCloud } from './cloud.ts';
import { pushAll } from './delivery.ts';
import { settle } from './settle.ts';
import { storm } from './storm.ts';

/**
 * Starts one cloud for all tests of a file, and stops it after them; gives what returns it. Each test is red where
 * a function asks AWS for what the model of its protocol does not allow (test/traces).
 * @param readAssembly the stack. @default the one that is deployed without settings
 */
export function sharedCloud(readAssembly?: () => Promise<CloudAssembly>): () => Cloud {
  let cloud: Cloud | undefined;
  beforeAll(async () => {
    cloud = await startCloud(readAssembly);
    // A function's first start takes long where several start at once, which is no fault to look for.
    await pushAll(cloud, storm(2, new Random(1)));
    await settle(cloud);
  });
  afterEach(() => {
    expect(cloud?.recorder.violations).toEqual([]);
    expect(cloud?.counting.violations).toEqual([]);
  });
  afterAll(() => cloud?.stop());
  return () => {
    if (cloud === undefined) throw new Error('the cloud has not started');
    return cloud;
  };
}
