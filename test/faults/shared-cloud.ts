import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { CloudAssembly } from '../../lib/local/template/cloud-assembly.ts';
import { Random } from '../support/random.ts';
import { type Cloud, type Route, startCloud } from './cloud.ts';
import { pushAll } from './delivery.ts';
import { settle } from './settle.ts';
import { storm } from './storm.ts';

/**
 * Starts one cloud for all tests of a file, and stops it after them; gives what returns it. Each test is red where
 * a function asks AWS for what the model of its protocol does not allow (test/traces).
 * @param readAssembly the stack. @default the one that is deployed without settings
 * @param route what is between the functions and AWS. @default nothing
 */
export function sharedCloud(readAssembly?: () => Promise<CloudAssembly>, route?: Route): () => Cloud {
  let cloud: Cloud | undefined;
  beforeAll(async () => {
    cloud = await startCloud(readAssembly, route);
    await warmUp(cloud);
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

const mostStorms = 20;

/** A function's first start takes long where several start at once, which is no fault to look for. */
async function warmUp(cloud: Cloud): Promise<void> {
  for (let storms = 0; storms < mostStorms; storms += 1) {
    const deliveries = await pushAll(cloud, storm(2, new Random(1)));
    await settle(cloud);
    // A late attempt goes on after Weixin has left, and would put its event on a queue while a test counts them.
    if (deliveries.every(({ attempts }) => attempts.length === 1)) return;
  }
  throw new Error(`not warm after ${mostStorms} storms`);
}
