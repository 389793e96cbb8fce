/** How many calls may be in flight at Twilio. Its own limit is not documented (NC); four was never refused in published reports. */
export const MOST_IN_FLIGHT = 4;
/** So many answers in a row without a 429, and one more call may be in flight. */
const ANSWERS_TO_RECOVER = 5;

/** Lets at most four calls run; one after a 429, and slowly more again. */
export class Throttle {
  #limit = MOST_IN_FLIGHT;
  #running = 0;
  #answers = 0;
  readonly #waiting: (() => void)[] = [];

  async run<Value>(call: () => Promise<Value>): Promise<Value> {
    while (this.#running >= this.#limit) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
    try {
      const value = await call();
      this.#answers += 1;
      if (this.#answers >= ANSWERS_TO_RECOVER && this.#limit < MOST_IN_FLIGHT) {
        this.#limit += 1;
        this.#answers = 0;
      }
      return value;
    } finally {
      this.#running -= 1;
      for (let free = this.#limit - this.#running; free > 0; free -= 1) this.#waiting.shift()?.();
    }
  }

  /** Twilio said 429: one at a time from now on. */
  slowDown(): void {
    this.#limit = 1;
    this.#answers = 0;
  }

  get limit(): number {
    return this.#limit;
  }
}
