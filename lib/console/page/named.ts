/** The word for a pushed value, where there is one; a value may be called `constructor`. */
export function wordFor(names: Readonly<Record<string, string>>, value: string): string | undefined {
  return Object.hasOwn(names, value) ? names[value] : undefined;
}
