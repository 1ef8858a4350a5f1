import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { javaMajorVersion, requireJava } from '../../../../lib/local/engines/java.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'java-'));
  vi.stubEnv('PATH', folder);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test.each([
  ['openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment', 17],
  ['java version "1.8.0_392"', 8],
  ['openjdk version "21" 2023-09-19', 21],
  ['openjdk version "26-ea" 2026-03-17', 26],
  ['Usage: java [options]', undefined],
])('the banner %j is version %s', (banner, version) => {
  expect(javaMajorVersion(banner)).toBe(version);
});

/** Puts a `java` of this banner on the PATH, and nothing else. */
async function haveJava(banner: string): Promise<void> {
  const java = join(folder, 'java');
  await writeFile(java, `#!/bin/sh\necho '${banner}' >&2\n`);
  await chmod(java, 0o755);
}

test('a Java that is new enough will do', async () => {
  await haveJava('openjdk version "17.0.15" 2025-04-15');
  await requireJava();
});

test('an old Java is refused with what to install', async () => {
  await haveJava('java version "1.8.0_392"');
  await expect(requireJava()).rejects.toMatchObject({
    name: 'LocalRunError',
    message: expect.stringMatching(/needs Java 17 or newer .* install .* \(found Java 8\)\.$/),
  });
});

test('no Java is refused with what to install', async () => {
  await expect(requireJava()).rejects.toMatchObject({
    name: 'LocalRunError',
    message: expect.stringMatching(/needs Java 17 or newer .* install .* \(found none\)\.$/),
  });
});
