import stringWidth from 'string-width';
import { printable } from '../../functions/model/plain-text.ts';
import { reportTexts } from '../wording/report.ts';
import { inColumns } from './columns.ts';
import type { TerminalReader } from './view.ts';

export interface Column {
  readonly header: string;
  /** Numbers stand right and are never cut: half a number is a wrong one. @default left */
  readonly align?: 'left' | 'right';
  /** Columns it is not made narrower than. @default 8 */
  readonly least?: number;
  /** Where the terminal is too narrow, columns are left out in this order, from 1. @default it stays */
  readonly leaveOut?: number;
}

interface Laid extends Column {
  readonly place: number;
  readonly width: number;
  readonly narrowest: number;
}

const gap = '  ';
const least = 8;

/**
 * A table whose columns are as wide as what they hold. Where that is wider than the terminal, it is left out
 * what matters least, and what is widest is cut.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  reader: TerminalReader,
): string {
  const lines = [columns.map(({ header }) => header), ...rows.map((row) => row.map(printable))];
  const laid = columns.map((column, place) => lay(column, place, lines));
  const kept = keep(laid, reader.columns);
  const widths = shrink(kept, roomOf(kept, reader.columns));
  const render = (line: readonly string[]) =>
    kept
      .map(({ place, align }, index) => inColumns(line[place] ?? '', widths[index] ?? 0, align))
      .join(gap)
      .trimEnd();
  const without = laid.filter((column) => !kept.includes(column)).map(({ header }) => header);
  const note = without.filter(Boolean);
  return [
    ...lines.map(render),
    ...(note.length > 0 ? [reportTexts[reader.language].leftOut(note.join(', '))] : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function lay(column: Column, place: number, lines: readonly (readonly string[])[]): Laid {
  const width = Math.max(...lines.map((line) => stringWidth(line[place] ?? '')));
  const narrowest = column.align === 'right' ? width : Math.min(width, column.least ?? least);
  return { ...column, place, width, narrowest };
}

/** Leaves out columns until the others fit at their narrowest. */
function keep(columns: readonly Laid[], terminal: number): readonly Laid[] {
  const [next] = columns
    .filter(({ leaveOut }) => leaveOut !== undefined)
    .sort((one, other) => (one.leaveOut ?? 0) - (other.leaveOut ?? 0));
  const needed = sum(columns.map(({ narrowest }) => narrowest));
  if (next === undefined || needed <= roomOf(columns, terminal)) return columns;
  return keep(
    columns.filter((column) => column !== next),
    terminal,
  );
}

function roomOf(columns: readonly Laid[], terminal: number): number {
  return terminal - gap.length * (columns.length - 1);
}

/** Makes the widest columns narrower, one character at a time, until all fit. */
function shrink(columns: readonly Laid[], room: number): readonly number[] {
  const widths = columns.map(({ width }) => width);
  for (let excess = sum(widths) - room; excess > 0; excess -= 1) {
    const spare = columns.map(({ narrowest }, index) => Math.max(0, (widths[index] ?? 0) - narrowest));
    const slack = widths.map((width, index) => ((spare[index] ?? 0) > 0 ? width : 0));
    // Where nothing can be spared any more, the widest gives way all the same.
    const candidates = slack.some((width) => width > 0) ? slack : widths;
    const widest = candidates.indexOf(Math.max(...candidates));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
