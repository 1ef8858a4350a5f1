import { setTimeout as pause } from 'node:timers/promises';

/** How long whoever asks waits for a new reading while there is an older one, in milliseconds. */
const patience = 200;

/**
 * A reading that may take long: the last one while it is fresh; then a new one, or still the last where
 * the new one takes too long, which the next to ask gets.
 */
export class Remembered<Value> {
  readonly #read: () => Promise<Value>;
  readonly #freshMilliseconds: number;
  #last: { readonly value: Value; readonly at: number } | undefined;
  #reading: Promise<Value> | undefined;

  constructor(read: () => Promise<Value>, freshMilliseconds: number) {
    this.#read = read;
    this.#freshMilliseconds = freshMilliseconds;
  }

  /** @throws what the reading throws, where there is no other to fall back on */
  async value(): Promise<Value> {
    const last = this.#last;
    if (last === undefined) return this.#readAgain();
    if (Date.now() - last.at <= this.#freshMilliseconds) return last.value;
    return Promise.race([
      this.#readAgain().catch(() => last.value),
      pause(patience, last.value, { ref: false }),
    ]);
  }

  #readAgain(): Promise<Value> {
    this.#reading ??= this.#read()
      .then((value) => {
        this.#last = { value, at: Date.now() };
        return value;
      })
      .finally(() => {
        this.#reading = undefined;
      });
    return this.#reading;
  }
}
