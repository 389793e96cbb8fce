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

const OF_ACCOUNTS = new Map<string, Throttle>();

/** The one throttle of an account: whatever reads and writes there shares it, and a 429 slows all of it. */
export function throttleOf(accountSid: string): Throttle {
  const throttle = OF_ACCOUNTS.get(accountSid) ?? new Throttle(MOST_IN_FLIGHT);
  OF_ACCOUNTS.set(accountSid, throttle);
  return throttle;
}
