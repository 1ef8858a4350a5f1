import type { Summary } from './statistics.ts';

/** A table; columns after the first are numbers, set to the right. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const rule = header.map((_name, column) => (column === 0 ? ':--' : '--:'));
  return [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Three significant digits, with commas between thousands. */
export function digits(value: number): string {
  if (value === 0) return '0';
  return value.toLocaleString('en-US', { maximumSignificantDigits: value >= 1000 ? 4 : 3 });
}

/** A median and, in brackets, the tenth and the ninetieth percentile. */
export function spread({ median, low, high }: Summary, unit = ''): string {
  return `${digits(median)}${unit} [${digits(low)}–${digits(high)}]`;
}

export function bytes(count: number): string {
  return count < 1024 ? `${count} B` : `${digits(count / 1024)} KB`;
}

/** Whether a goal is met, in the words of every section. */
export function verdict(isMet: boolean): string {
  return isMet ? 'met' : '**missed**';
}
