import type { TwilioFetch } from './http-client.ts';

/** How many calls may be in flight at Twilio. Its own limit is not documented (NC); four was never refused in published reports. */
export const MOST_IN_FLIGHT = 4;
/** So many answers in a row without a 429, and one more call may be in flight. */
const ANSWERS_TO_RECOVER = 5;

/** Lets so many pieces of work run at once; one after `slowDown`, and slowly more again. */
export class Throttle {
  readonly #most: number;
  #limit: number;
  #running = 0;
  #answers = 0;
  /** Counts the 429s: an answer to a call that began before the last one says nothing about now. */
  #slowed = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#most = most;
    this.#limit = most;
  }

  async run<Value>(work: () => Promise<Value>): Promise<Value> {
    while (this.#running >= this.#limit) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
    const slowed = this.#slowed;
    try {
      const value = await work();
      if (slowed === this.#slowed) this.#answers += 1;
      if (this.#answers >= ANSWERS_TO_RECOVER && this.#limit < this.#most) {
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
    this.#slowed += 1;
  }

  get limit(): number {
    return this.#limit;
  }
}

/** A fetch of which at most four are in flight, readings and writes together, and one after a 429. Whoever waits to try again holds no place. */
export function throttledFetch(fetch: TwilioFetch): TwilioFetch {
  const throttle = new Throttle(MOST_IN_FLIGHT);
  return (url, init) => throttle.run(async () => {
    init.signal.throwIfAborted();
    const response = await fetch(url, init);
    if (response.status === 429) throttle.slowDown();
    return response;
  });
}
