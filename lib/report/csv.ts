/** A code, such as a product's: it keeps its digits and zeros, and is never a number. */
export interface Code {
  readonly code: string;
}

/** Fields of one line of a spreadsheet. */
export type Row = readonly (string | number | Code)[];

/** The mark by which Excel knows UTF-8. */
const byteOrderMark = '\uFEFF';

// What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection); apostrophes in front of it are
// the text's own, and get one more, so that taking one away gives the text back.
const formula = /^'*[=+\-@\t\r]/;

/** Excel takes no longer text inside a formula; a code that long is no number. */
const longestText = 255;

/**
 * Comma-separated values (RFC 4180) as Excel opens them by a double click. A code is written as `="…"`,
 * without which Excel makes 6.90148E+12 of a barcode and drops its zeros. Other text that a spreadsheet would
 * take for a formula gets an apostrophe in front: a pushed value must not be run by whoever opens the file.
 */
export function csv(rows: readonly Row[]): string {
  return byteOrderMark + rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(value: string | number | Code): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return quoted(harmless(value));
  const { code } = value;
  if (code === '' || code.length > longestText || /[\r\n]/.test(code)) return quoted(harmless(code));
  return quoted(`="${code.replaceAll('"', '""')}"`);
}

/** The text of a field that `csv` wrote: what was done to keep a code whole, or a formula from running, is undone. */
export function readField(field: string): string {
  const [, code] = /^="(.*)"$/s.exec(field) ?? [];
  if (code !== undefined) return code.replaceAll('""', '"');
  return field.startsWith("'") && formula.test(field) ? field.slice(1) : field;
}

function harmless(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
