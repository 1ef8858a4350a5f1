/** So many failures in a row, and the target is left alone for a while. */
const mostFailures = 5;
/** How long, in milliseconds. */
const rest = 30_000;

/**
 * Keeps a dead target from holding up this instance push after push: each one waited for is a function that runs
 * meanwhile. After its rest the target is tried once: one more failure, and it is left alone again.
 */
export class Breaker {
  readonly #now: () => number;
  #failures = 0;
  #restsUntil = Number.NEGATIVE_INFINITY;

  /** @param now milliseconds. @default the process's own clock */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Whether the target is left alone at the moment. */
  get isOpen(): boolean {
    return this.#now() < this.#restsUntil;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  failed(): void {
    this.#failures += 1;
    if (this.#failures >= mostFailures) this.#restsUntil = this.#now() + rest;
  }
}
