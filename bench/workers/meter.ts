import { type Item, readUnits, writeUnits } from './stored-items.ts';

/** One item a call writes, or would have written. */
export interface Write {
  readonly table: string;
  readonly key: Record<string, Item[string]>;
  /** Two in a transaction. */
  readonly times: 1 | 2;
}

/**
 * What DynamoDB would charge for, and how often it was called: for a write one unit for each kilobyte begun of
 * the whole item, twice that in a transaction, also where a condition fails. The size is the item's when the meter is
 * read, for no item here becomes smaller.
 */
export class Meter {
  readonly #itemAt: (table: string, key: Write['key']) => Promise<Item | undefined>;
  #writes: Write[] = [];
  #calls = 0;
  #readUnits = 0;
  readonly #writeUnits = new Map<string, number>();

  constructor(itemAt: (table: string, key: Write['key']) => Promise<Item | undefined>) {
    this.#itemAt = itemAt;
  }

  /** Takes down one call. */
  note(writes: readonly Write[]): void {
    this.#calls += 1;
    this.#writes.push(...writes);
  }

  /** @param items undefined for one that was not there */
  noteReads(items: readonly (Item | undefined)[], consistent: boolean): void {
    for (const item of items) this.#readUnits += readUnits(item, consistent);
  }

  get calls(): number {
    return this.#calls;
  }

  get readUnits(): number {
    return this.#readUnits;
  }

  get writeUnits(): number {
    return [...this.#writeUnits.values()].reduce((sum, units) => sum + units, 0);
  }

  writeUnitsOf(table: string): number {
    return this.#writeUnits.get(table) ?? 0;
  }

  /** Looks at what was written since, which takes time of its own. */
  async weigh(): Promise<void> {
    const writes = this.#writes;
    this.#writes = [];
    const units = await Promise.all(
      writes.map(async ({ table, key, times }) => times * writeUnits(await this.#itemAt(table, key))),
    );
    for (const [place, { table }] of writes.entries()) {
      this.#writeUnits.set(table, this.writeUnitsOf(table) + (units[place] ?? 0));
    }
  }

  /** Forgets all that was taken down. */
  reset(): void {
    this.#writes = [];
    this.#calls = 0;
    this.#readUnits = 0;
    this.#writeUnits.clear();
  }
}
