/**
 * A reading that takes long, given at once: the last one, while a new one is made where it is no longer
 * fresh. Only the very first asker waits; an answer is as old as the time since anybody asked.
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

  /** @throws what the reading throws, where there is none to fall back on */
  async value(): Promise<Value> {
    const last = this.#last;
    if (last === undefined) return this.#readAgain();
    // What goes wrong is told to whoever waits, and nobody waits for this one.
    if (Date.now() - last.at > this.#freshMilliseconds) this.#readAgain().catch(() => undefined);
    return last.value;
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
