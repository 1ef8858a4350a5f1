import type { Mutant } from './mutant.ts';

/** A mutant that no test can tell from the code, and why: it does the same, or differs in what nobody is promised. */
export interface Equivalent extends Pick<Mutant, 'file' | 'lineText' | 'original' | 'replacement'> {
  readonly because: string;
}

export const equivalents: readonly Equivalent[] = [];

const known = new Set(equivalents.map(nameOf));

/** Whether no test has to notice a mutant. What people are told is held by tests where its words matter, and else is not. */
export function isEquivalent(mutant: Mutant): boolean {
  return mutant.isWording || known.has(nameOf(mutant));
}

function nameOf({ file, lineText, original, replacement }: Omit<Equivalent, 'because'>): string {
  return JSON.stringify([file, lineText, original, replacement]);
}
