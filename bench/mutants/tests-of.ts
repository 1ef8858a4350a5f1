import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Tests beside a folder's own that hold what it says, since it is seen best in what is made of it. Only tests
 * that take a second or two are here: faults, whole local runs and long random runs would make a mutant last
 * for minutes.
 */
const others: Readonly<Record<string, readonly string[]>> = {
  'functions/model': [
    'test/functions/insights',
    'test/functions/callback/fixtures.test.ts',
    'test/functions/handlers/run-handler.test.ts',
    'test/functions/workers/engine/ownership.test.ts',
  ],
  'functions/stores': ['test/functions/outbox/handler.test.ts', 'test/functions/callback/accepted.test.ts'],
  'functions/runtime': ['test/functions/outbox', 'test/functions/callback/log-line.test.ts'],
  'functions/workers': ['test/functions/forgetting', 'test/functions/publishing/publish.test.ts'],
};

/** The tests to run against the mutants of a folder or file: those of its place in test/, and some others. */
export function testsOf(path: string, project: string): readonly string[] {
  const [room = path] = /^\w+\/[\w-]+/.exec(path) ?? [];
  const isThere = (place: string) => existsSync(join(project, place));
  const own = `test/${path.replace(/\.ts$/, '')}`;
  const ofPlace = [own, `${own}.test.ts`].filter(isThere);
  const ofRoom = [`test/${room}`].filter(isThere);
  return [...new Set([...(ofPlace.length > 0 ? ofPlace : ofRoom), ...(others[room] ?? [])])];
}
