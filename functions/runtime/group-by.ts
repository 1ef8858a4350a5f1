export type Group<Item> = readonly [Item, ...Item[]];

/** Items by their key, in the order in which keys and items come first. */
export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Group<Item>[] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

/** A group in parts of at most so many items. */
export function* inParts<Item>(items: readonly Item[], size: number): Generator<Group<Item>> {
  for (const [place, first] of items.entries()) {
    if (place % size === 0) yield [first, ...items.slice(place + 1, place + size)];
  }
}
