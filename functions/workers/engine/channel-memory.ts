/** Partitions whose channels a worker remembers. */
const mostPartitions = 1000;

/** What is known of the channels of a product, or of the account. It only ever becomes more. */
export interface KnownChannels {
  /** Those that keep their name, by first appearance. */
  readonly named: readonly string[];
  /** The smallest digests of the others, in their order. */
  readonly unnamedDigests: readonly string[];
}

const nothing: KnownChannels = { named: [], unnamedDigests: [] };

/** What this process need not read or write again: channels by the partition they belong to. */
export class ChannelMemory {
  readonly #known = new Map<string, KnownChannels>();

  has(partition: string): boolean {
    return this.#known.has(partition);
  }

  of(partition: string): KnownChannels {
    return this.#known.get(partition) ?? nothing;
  }

  /** Forgets the partition that was remembered least recently where there are too many. */
  remember(partition: string, news: Partial<KnownChannels>): void {
    const known = { ...this.of(partition), ...news };
    this.#known.delete(partition);
    this.#known.set(partition, known);
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostPartitions && oldest !== undefined) this.#known.delete(oldest);
  }
}
