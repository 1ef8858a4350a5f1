import type { Row } from './csv.ts';

/** An answer in each form it can be printed in. */
export interface View {
  readonly json: unknown;
  /** Rows of a spreadsheet, the first one its header. */
  readonly rows: () => readonly Row[];
  readonly text: () => string;
}
