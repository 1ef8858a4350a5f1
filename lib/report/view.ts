import type { Language, Spoken } from '../wording/language.ts';
import type { Row } from './csv.ts';

/** For whom an answer is printed. */
export interface Reader {
  readonly language: Language;
  /** The IANA time zone of all moments: that of the statistics. */
  readonly timeZone: string;
}

/** A reader at a terminal of so many columns. */
export interface TerminalReader extends Reader {
  readonly columns: number;
}

/** An answer in each form it can be printed in. */
export interface View {
  readonly json: unknown;
  /** Rows of a spreadsheet, the first one its header. */
  readonly rows: (reader: Reader) => readonly Row[];
  readonly text: (reader: TerminalReader) => string;
  /** Why there is nothing to show. @default there is something */
  readonly unknown?: Spoken<string>;
}
