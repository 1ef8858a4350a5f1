import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Where tests take longest: they wait for deadlines, or start whole stacks. */
const slowest = ['/test/faults/', '/test/bin/', '/test/functions/callback/', '/test/functions/workers/'];

/**
 * Starts the files first that take longest, so that none is left over at the end for one worker alone. Vitest
 * does so too, but only where it has seen a run before.
 */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const place = slowest.findIndex((folder) => moduleId.includes(folder));
  return place === -1 ? slowest.length : place;
}
