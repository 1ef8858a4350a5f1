/** Shares of the largest value up to which the first shades go; the last shade is for what is above. */
const bounds = [0.1, 0.3, 0.6];

/** The style sheet's class for a shade: none for zero, the strongest for the largest. */
export function levelClass(value: number, largest: number): string {
  if (value <= 0) return 'level-0';
  const below = bounds.findIndex((bound) => value <= bound * largest);
  return `level-${below < 0 ? bounds.length + 1 : below + 1}`;
}
