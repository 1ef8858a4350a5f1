import { createHash } from 'node:crypto';
import type { RunSettings } from './run-settings.ts';

/** One change of one place of the code. */
export interface Mutant {
  /** From the project's folder, with slashes. */
  readonly file: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** The whole line it begins on, without the space around it. */
  readonly lineText: string;
  readonly original: string;
  readonly replacement: string;
  /** Whether it takes away what people are told. */
  readonly isWording: boolean;
}

/** What stands before the text of an error or of a log line, or before a text in one of the languages spoken. */
const beforeWording = /(?:(?:\bnew \w*Error|\blogger(?:\.\w+|\[[^\]]*\]))\(|\b(?:en|zh):)\s*$/;

/** A place in a text; both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function mutantAt(
  file: string,
  source: string,
  { start, end }: { readonly start: Position; readonly end: Position },
  replacement: string,
): Mutant {
  const lines = source.split('\n');
  const offset = ({ line, column }: Position) =>
    lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, column - 1);
  const before = source.slice(0, offset(start));
  const original = source.slice(before.length, offset(end));
  return {
    file,
    ...start,
    lineText: (lines[start.line - 1] ?? '').trim(),
    original,
    replacement,
    isWording:
      (/^(?:""|``)$/.test(replacement) && beforeWording.test(before)) ||
      (replacement === '{}' && /^\{\s*(?:en|zh):/.test(original)),
  };
}

/** Whether a mutant is in the run's sample: the same ones of the same code each time a seed is used. */
export function isInSample(mutant: Mutant, { sample, seed }: Pick<RunSettings, 'sample' | 'seed'>): boolean {
  const text = JSON.stringify([seed, mutant.file, mutant.line, mutant.column, mutant.replacement]);
  return createHash('sha256').update(text).digest().readUInt32BE() < (sample / 100) * 2 ** 32;
}
