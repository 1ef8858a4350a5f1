/** A record with a value for each of the names. */
export function recordOf<Name extends string, Value>(
  names: readonly Name[],
  make: (name: Name) => Value,
): Record<Name, Value> {
  // Object.fromEntries does not say which names it was given.
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>;
}
