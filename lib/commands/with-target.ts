import type { Spoken } from '../wording/language.ts';
import type { Surroundings } from './surroundings.ts';

interface Found {
  readonly note?: Spoken<string>;
  close(): void;
}

/** Finds the stack of that name, or the local run without one. */
export type FindTarget<Target> = (stackName: string | undefined) => Promise<Target>;

/** Works on the receiver found, and closes it whatever happens. */
export async function withTarget<Target extends Found, Result>(
  { findTarget, writeError, language = 'en' }: Surroundings & { readonly findTarget: FindTarget<Target> },
  stackName: string | undefined,
  work: (target: Target) => Promise<Result>,
): Promise<Result> {
  const target = await findTarget(stackName);
  try {
    if (target.note) writeError(`${target.note[language]}\n`);
    return await work(target);
  } finally {
    target.close();
  }
}
