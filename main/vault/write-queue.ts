interface Waiting {
  job: () => Promise<unknown>;
  readonly done: Promise<unknown>;
}

/** Runs jobs one after the other. A job that has not started can be replaced by a newer one for the same thing. */
export class WriteQueue {
  #tail: Promise<unknown> = Promise.resolve();
  readonly #waiting = new Map<string, Waiting>();

  /** Runs a job after all those before it. */
  run<T>(job: () => Promise<T>): Promise<T> {
    const done = this.#tail.then(job);
    this.#tail = done.catch(() => undefined);
    return done;
  }

  /**
   * Runs the latest of the jobs given for a key. Whoever asked for one that was replaced gets the result of the one that ran:
   * it saved something at least as new.
   */
  runLatest<T>(key: string, job: () => Promise<T>): Promise<T> {
    const waiting = this.#waiting.get(key);
    if (waiting !== undefined) {
      waiting.job = job;
      return waiting.done as Promise<T>;
    }
    const done = this.run(() => {
      const latest = this.#waiting.get(key)?.job ?? job;
      this.#waiting.delete(key);
      return latest() as Promise<T>;
    });
    this.#waiting.set(key, { job, done });
    return done;
  }

  /** Resolves when everything asked for so far has run, well or not. */
  async idle(): Promise<void> {
    await this.#tail;
  }
}
