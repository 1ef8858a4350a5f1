import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { LocalRunError } from '../local-run-error.ts';

const oldestJava = 17;

/**
 * Makes sure that DynamoDB Local can run.
 * @throws {LocalRunError} saying what to install
 */
export async function requireJava(): Promise<void> {
  const version = javaMajorVersion(await javaBanner());
  if (version === undefined) throw new LocalRunError((text) => text.noJava(oldestJava));
  if (version < oldestJava) throw new LocalRunError((text) => text.oldJava(oldestJava, version));
}

async function javaBanner(): Promise<string> {
  try {
    const { stderr } = await promisify(execFile)('java', ['-version'], { windowsHide: true });
    return stderr;
  } catch (cause) {
    throw new LocalRunError((text) => text.noJava(oldestJava), { cause });
  }
}

/** The 17 of `openjdk version "17.0.15"`, the 8 of `java version "1.8.0_392"`. */
export function javaMajorVersion(banner: string): number | undefined {
  const major = /version "(?:1\.)?(\d+)/.exec(banner)?.[1];
  return major === undefined ? undefined : Number(major);
}
