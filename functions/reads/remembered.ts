import { setTimeout as pause } from 'node:timers/promises';

/** How long whoever asks waits for a new reading while there is an older one, in milliseconds. */
const patience = 100;
/** How old the older one may be to stand in for it, in milliseconds: yesterday's is not today's. */
const oldest = 60_000;

/**
 * A reading that may take long: the last one while it is fresh; then a new one, or still the last where
 * the new one takes too long, which the next to ask gets. Nobody gets one that is over a minute old, or
 * one that is not kept.
 */
export class Remembered<Value> {
  readonly #read: () => Promise<Value>;
  readonly #freshMilliseconds: number;
  readonly #keeps: (value: Value) => boolean;
  #last: { readonly value: Value; readonly at: number } | undefined;
  #reading: Promise<Value> | undefined;

  constructor(
    read: () => Promise<Value>,
    freshMilliseconds: number,
    keeps: (value: Value) => boolean = () => true,
  ) {
    this.#read = read;
    this.#freshMilliseconds = freshMilliseconds;
    this.#keeps = keeps;
  }

  /** @throws what the reading throws, where there is no other to fall back on */
  async value(): Promise<Value> {
    const last = this.#last;
    if (last === undefined) return this.#readAgain();
    const age = Date.now() - last.at;
    if (age > oldest) return this.#readAgain();
    if (age <= this.#freshMilliseconds) return last.value;
    return Promise.race([this.#readAgain().catch(() => last.value), pause(patience, last.value)]);
  }

  #readAgain(): Promise<Value> {
    this.#reading ??= this.#read()
      .then((value) => {
        if (this.#keeps(value)) this.#last = { value, at: Date.now() };
        return value;
      })
      .finally(() => {
        this.#reading = undefined;
      });
    return this.#reading;
  }
}
