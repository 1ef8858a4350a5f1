import stringWidth from 'string-width';
import { inColumns, pageWidth, printable } from './printable.ts';

export interface Column {
  readonly header: string;
  /** @default left */
  readonly align?: 'left' | 'right';
}

const gap = '  ';

/**
 * A table whose columns are as wide as what they hold; where that is wider than the page, the widest
 * columns are cut.
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map(({ header }) => header), ...rows.map((row) => row.map(printable))];
  const room = pageWidth - gap.length * (columns.length - 1);
  const widths = shrink(
    columns.map((_column, place) => Math.max(...lines.map((line) => stringWidth(line[place] ?? '')))),
    room,
  );
  const render = (line: readonly string[]) =>
    columns
      .map(({ align }, place) => inColumns(line[place] ?? '', widths[place] ?? 0, align))
      .join(gap)
      .trimEnd();
  return lines.map((line) => `${render(line)}\n`).join('');
}

function shrink(widths: readonly number[], room: number): number[] {
  const shrunk = [...widths];
  for (let excess = sum(shrunk) - room; excess > 0; excess -= 1) {
    const widest = shrunk.indexOf(Math.max(...shrunk));
    shrunk[widest] = (shrunk[widest] ?? 0) - 1;
  }
  return shrunk;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
