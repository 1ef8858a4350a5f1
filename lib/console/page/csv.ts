/** A cell of a table that is saved. */
export type Cell = string | number;

// A spreadsheet would carry out a cell that begins like a formula, and what begins it may come from a push.
const formula = /^[=+\-@\t\r]/;

/** A table as RFC 4180 writes it, with the mark by which Excel knows UTF-8. */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const text = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
