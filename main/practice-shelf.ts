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
    this.#account ??= this.#open();
    return this.#account;
  }

  forget(): void {
    this.#account = null;
  }

  async #open(): Promise<PracticeAccount> {
    const { openPracticeAccount } = await import('./practice/account.ts');
    return openPracticeAccount(this.#vault());
  }
}
