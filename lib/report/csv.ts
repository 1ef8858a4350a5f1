/** Fields of one line of a spreadsheet. */
export type Row = readonly (string | number)[];

// What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection).
const formula = /^[=+\-@\t\r]/;

/**
 * Comma-separated values (RFC 4180). Text that a spreadsheet would take for a formula gets an apostrophe
 * in front: a pushed value must not be run by whoever opens the file.
 */
export function csv(rows: readonly Row[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
