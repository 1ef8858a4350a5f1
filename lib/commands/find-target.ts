import type { Target } from '../target/target.ts';

/** Finds the receiver a command of this process works on. AWS's clients are loaded only then. */
export async function findTarget(stackName: string | undefined): Promise<Target> {
  const { findTarget: find } = await import('../target/target.ts');
  return find(stackName);
}
