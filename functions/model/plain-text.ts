// Controls move the cursor and colour the screen, format characters reorder what is read: a pushed value
// may do neither. The joiner inside emoji stays.
const commanding = /(?!\u200D)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A pushed value as it can be shown on a terminal or in a mail, in one line. */
export function printable(text: string): string {
  return text.toWellFormed().replace(commanding, '\uFFFD');
}

const numbers = new Intl.NumberFormat('en-US');

/** A number as a reader likes it, such as `1,234`. */
export function count(number: number): string {
  return numbers.format(number);
}
