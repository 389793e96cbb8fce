import type { PracticeAccount } from './practice/account.ts';
import type { Vault } from './vault/vault.ts';

/** Keeps the practice account that is in use. It is loaded when it is first needed, and given up when the vault closes. */
export class PracticeShelf {
  readonly #vault: () => Vault;
  #account: Promise<PracticeAccount> | null = null;

  constructor(vault: () => Vault) {
    this.#vault = vault;
  }

  take(): Promise<PracticeAccount> {
    const opening = this.#account ?? this.#open();
    this.#account = opening;
    // One that failed is tried again, for instance after its file was put back.
    opening.catch(() => { if (this.#account === opening) this.#account = null; });
    return opening;
  }

  forget(): void {
    this.#account = null;
  }

  async #open(): Promise<PracticeAccount> {
    const { openPracticeAccount } = await import('./practice/account.ts');
    return openPracticeAccount(this.#vault());
  }
}
