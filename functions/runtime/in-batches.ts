/** What one call takes at most: how many items, and how many bytes of all of them together. */
export interface BatchLimits {
  readonly items: number;
  readonly bytes: number;
}

/**
 * Splits items, in their order, into batches that fit a call each. An item over the limit of bytes is a
 * batch of its own, for the service to refuse.
 */
export function inBatches<Item>(
  items: readonly Item[],
  limits: BatchLimits,
  bytesOf: (item: Item) => number,
): readonly (readonly Item[])[] {
  const batches: Item[][] = [];
  let bytes = 0;
  for (const item of items) {
    const open = batches.at(-1);
    const size = bytesOf(item);
    if (open && open.length < limits.items && bytes + size <= limits.bytes) {
      open.push(item);
      bytes += size;
    } else {
      batches.push([item]);
      bytes = size;
    }
  }
  return batches;
}
