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

  /** Runs a job after all those before it and before all those after it: no later job takes the place of an earlier one across it. */
  runBetween<T>(job: () => Promise<T>): Promise<T> {
    this.#waiting.clear();
    return this.run(job);
  }

  /**
   * Runs the latest of the jobs given for a key. Whoever asked for one that was replaced gets the result of the one that ran:
   * it saved something at least as new.
   */
  runLatest<T>(key: string, job: () => Promise<T>): Promise<T> {
    const earlier = this.#waiting.get(key);
    if (earlier !== undefined) {
      earlier.job = job;
      return earlier.done as Promise<T>;
    }
    const done = this.run(() => {
      if (this.#waiting.get(key) === waiting) this.#waiting.delete(key);
      return waiting.job() as Promise<T>;
    });
    const waiting: Waiting = { job, done };
    this.#waiting.set(key, waiting);
    return done;
  }
}
