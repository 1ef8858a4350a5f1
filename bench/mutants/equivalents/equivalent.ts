import type { Mutant } from '../mutant.ts';

/** A mutant that no test can tell from the code, and why: it does the same, or differs in what nobody is promised. */
export interface Equivalent extends Pick<Mutant, 'file' | 'lineText' | 'original' | 'replacement'> {
  readonly because: string;
}

export const alwaysSaid = 'AWS always says it: the type alone allows that it does not';
export const storedSo = 'it is stored so: the type alone allows that it is not';
