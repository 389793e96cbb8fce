/** What reads from Twilio while the vault is open. When it closes they end at once: only writes are finished. */
export class Readings {
  #stop = new AbortController();

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  end(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
  }
}
