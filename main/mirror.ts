import type { Mirror, Patch, Push } from '../preload/contract.ts';
import { applyPatch } from '../preload/mirror.ts';

/** Main's copy of what the page shows. Every change is a patch with the next revision. */
export class MirrorStore {
  #mirror: Mirror;
  #revision = 0;
  readonly #send: (push: Push) => void;

  constructor(first: Mirror, send: (push: Push) => void) {
    this.#mirror = first;
    this.#send = send;
  }

  get(): Mirror {
    return this.#mirror;
  }

  whole(): { readonly revision: number; readonly mirror: Mirror } {
    return { revision: this.#revision, mirror: this.#mirror };
  }

  patch(...patches: readonly Patch[]): void {
    for (const patch of patches) {
      this.#mirror = applyPatch(this.#mirror, patch);
      this.#revision += 1;
      this.#send({ revision: this.#revision, patch });
    }
  }
}
