import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter();

/** Text of exactly so many columns, where a Chinese character fills two: cut with `…`, or padded. */
export function inColumns(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  const short = cut(text, columns);
  const padding = ' '.repeat(Math.max(0, columns - stringWidth(short)));
  return align === 'left' ? short + padding : padding + short;
}

/** Text of so many columns at most. */
export function cut(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let short = '';
  for (const { segment } of graphemes.segment(text)) {
    if (stringWidth(short + segment) > columns - 1) break;
    short += segment;
  }
  return `${short}…`;
}

/** Words joined by spaces, in lines of so many columns at most; those behind the first are indented. */
export function wrapped(words: readonly string[], columns: number, indent: number): string {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last === undefined || stringWidth(longer) > columns) {
      lines.push(last === undefined ? word : ' '.repeat(indent) + word);
    } else lines[lines.length - 1] = longer;
  }
  return lines.join('\n');
}
