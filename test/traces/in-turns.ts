/** Lets work on the same things happen one after the other, in the order it was asked for. */
export class InTurns {
  /** What each thing is busy with. */
  readonly #busy = new Map<string, Promise<unknown>>();

  /** Works once all earlier work on any of the things is over. */
  async take<Value>(things: readonly string[], work: () => Promise<Value>): Promise<Value> {
    const before = Promise.allSettled(things.map((thing) => this.#busy.get(thing)));
    const working = before.then(work);
    for (const thing of things) this.#busy.set(thing, working);
    return working;
  }
}
