/** What was started, so that all of it can be stopped: the last first. */
export class StopList {
  readonly #stops: (() => Promise<void>)[] = [];
  #stopping: Promise<void> | undefined;

  get stopping(): boolean {
    return this.#stopping !== undefined;
  }

  add(stop: () => Promise<void>): void {
    this.#stops.push(stop);
  }

  /** Stops everything once, however often it is asked to. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    for (const stop of this.#stops.reverse()) await stop();
  }
}
