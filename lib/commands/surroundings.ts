import type { Language } from '../wording/language.ts';

/** What every command touches of the process it runs in. */
export interface Surroundings {
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** What it speaks. @default English */
  readonly language?: Language;
  /** How wide its terminal is. @default 100 */
  readonly columns?: number;
  /** Environment variables. @default none */
  readonly variables?: Readonly<Record<string, string | undefined>>;
}
