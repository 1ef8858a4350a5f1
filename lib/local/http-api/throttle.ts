/** What API Gateway lets through of one route. */
export interface RouteLimit {
  /** Requests a second, on and on. */
  readonly perSecond: number;
  /** Requests at once. */
  readonly burst: number;
}

/** API Gateway's token bucket: a burst fills it, each request takes one token, each second brings new ones. */
export class Throttle {
  readonly #limit: RouteLimit;
  readonly #now: () => number;
  #tokens: number;
  #filledAt: number;

  /** @param now milliseconds on any clock that only goes on */
  constructor(limit: RouteLimit, now: () => number = () => performance.now()) {
    this.#limit = limit;
    this.#now = now;
    this.#tokens = limit.burst;
    this.#filledAt = now();
  }

  /** Whether one more request may pass. */
  take(): boolean {
    const now = this.#now();
    const brought = ((now - this.#filledAt) / 1000) * this.#limit.perSecond;
    this.#tokens = Math.min(this.#limit.burst, this.#tokens + brought);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
