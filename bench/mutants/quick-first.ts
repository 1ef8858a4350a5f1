import { readFile } from 'node:fs/promises';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What the files import whose tests need engines, and those whose tests fill them by way of callback and workers. */
const slow =
  /\/support\/(?:stores|stack|engines|workers|callback|opened-reader)|\/callback\.ts'|local-receiver/g;

/** And those that try a property a thousand times, and where it fails look for the shortest reason. */
const patient = /from 'fast-check'/;

/**
 * Runs the tests first that need no engine, tables of cases before properties, and then those that need the least:
 * most mutants are noticed by one of them, and the rest is left out then.
 */
export class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rated = await Promise.all(
      files.map(async (file) => ({ file, rank: rankOf(await readFile(file.moduleId, 'utf8')) })),
    );
    return rated.sort((one, other) => one.rank - other.rank).map(({ file }) => file);
  }
}

function rankOf(source: string): number {
  const needs = source.match(slow)?.length ?? 0;
  if (needs > 0) return 1 + needs;
  return patient.test(source) ? 1 : 0;
}
