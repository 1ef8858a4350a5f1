import { csv, type Row } from '../../report/csv.ts';

/** Has the browser save a table. */
export function saveCsv(name: string, rows: readonly Row[]): void {
  const url = URL.createObjectURL(new Blob([csv(rows)], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}
