import { readFile } from 'node:fs/promises';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What the files import whose tests need engines. */
const slow =
  /\/support\/(?:stores|stack|engines|workers|callback|opened-reader)|\/callback\.ts'|local-receiver/;

/** Runs the tests first that need no engine: most mutants are noticed by one of them, and the rest is left out then. */
export class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rated = await Promise.all(
      files.map(async (file) => ({ file, isSlow: slow.test(await readFile(file.moduleId, 'utf8')) })),
    );
    return rated.sort((one, other) => Number(one.isSlow) - Number(other.isSlow)).map(({ file }) => file);
  }
}
