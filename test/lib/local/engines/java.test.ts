import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { javaMajorVersion, requireJava } from '../../../../lib/local/engines/java.ts';

afterEach(() => {
  vi.unstubAllEnvs();
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

test('the Java of this machine will do', async () => {
  await requireJava();
});

test('an old Java is refused with what to install', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'java-'));
  const java = join(folder, 'java');
  await writeFile(java, '#!/bin/sh\necho \'java version "1.8.0_392"\' >&2\n');
  await chmod(java, 0o755);
  vi.stubEnv('PATH', folder);
  await expect(requireJava()).rejects.toMatchObject({
    name: 'LocalRunError',
    message: expect.stringMatching(/needs Java 17 or newer .* install .* \(found Java 8\)\.$/),
  });
  await rm(folder, { recursive: true });
});
