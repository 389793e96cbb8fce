import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Here } from './desk.ts';
import { CommandFault } from './fault.ts';
import { Disk } from './vault/disk.ts';
import { ioError } from './vault/errors.ts';

/** What is asked of the system's keychain: Electron's safeStorage, or a stand-in of a test. */
export interface Keychain {
  /** The one in use, by name; null where there is none that protects anything. Asks nobody. */
  backend(): string | null;
  isAvailable(): Promise<boolean>;
  seal(text: string): Promise<Uint8Array>;
  /** `sealAgain`: its key was changed since. Rejects for what it did not seal, and when the person refuses. */
  open(sealed: Uint8Array): Promise<{ readonly text: string; readonly sealAgain: boolean }>;
}

/** Where the name of the keychain is kept that sealed the key. */
export interface BackendMemory {
  readonly keyBackend: string | undefined;
  set(change: { readonly keyBackend: string | undefined }): void;
}

const FILE = 'laptop.key';
// All that Electron names but 'basic_text', whose key is the same for everybody, and 'unknown'.
const LINUX_BACKENDS = new Set(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6']);

/**
 * The keychain behind safeStorage by name, or null where it would not protect the key.
 * @param selected what safeStorage says on Linux, where several exist; not asked elsewhere
 */
export function protectingBackend(platform: string, selected: () => string): string | null {
  switch (platform) {
    case 'darwin':
      return 'keychain';
    case 'win32':
      return 'dpapi';
    case 'linux': {
      const backend = selected();
      return LINUX_BACKENDS.has(backend) ? backend : null;
    }
    default:
      return null;
  }
}

/**
 * "Unlock on this laptop": the vault's identity, sealed by the system's keychain, in a file of the data folder. A convenience that may
 * fail at any time; the passphrase is the way that always works.
 */
export class LaptopKey {
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #keychain: Keychain;
  readonly #memory: BackendMemory;

  constructor(folder: string, keychain: Keychain, memory: BackendMemory) {
    this.#folder = folder;
    this.#disk = new Disk(folder);
    this.#keychain = keychain;
    this.#memory = memory;
  }

  /** Whether a key is kept. Whether it still may be used is looked at when it is asked for. */
  async isKept(): Promise<boolean> {
    return (await this.#disk.read(FILE).catch(() => null)) !== null;
  }

  /** What the settings show. The keychain itself is not asked: that may bring up a dialog, for something that few turn on. */
  async state(): Promise<Here> {
    const backend = this.#keychain.backend();
    if (backend === null) return 'unavailable';
    return backend === this.#memory.keyBackend && (await this.isKept()) ? 'on' : 'off';
  }

  /**
   * Keeps the identity, after the keychain has shown that it gives back what it sealed.
   * @param identity is called only once the keychain is known to be there
   * @throws CommandFault 'io' where the keychain does not do, VaultError 'io', and whatever `identity` throws
   */
  async keep(identity: () => Promise<string>): Promise<void> {
    const backend = this.#keychain.backend();
    if (backend === null || !(await this.#keychain.isAvailable().catch(() => false))) throw noKeychain();
    await this.#seal(await identity());
    this.#memory.set({ keyBackend: backend });
  }

  /**
   * The identity that was kept. Under another keychain than the one that sealed it, it is forgotten: such a change also happens when
   * somebody puts the disk into another system.
   * @throws CommandFault 'not-found', 'io'; VaultError 'io'. The passphrase is the way on after each.
   */
  async take(): Promise<string> {
    const sealed = await this.#disk.read(FILE);
    if (sealed === null) throw nothingKept();
    const backend = this.#keychain.backend();
    if (backend === null || backend !== this.#memory.keyBackend) {
      await this.forget();
      throw otherKeychain();
    }
    const opened = await this.#keychain.open(sealed).catch(() => { throw keychainRefused(); });
    // If that fails, the old one still opens.
    if (opened.sealAgain) await this.#seal(opened.text).catch(() => {});
    return opened.text;
  }

  /** @throws VaultError 'io' when the file stays: it must not be taken for gone. */
  async forget(): Promise<void> {
    try {
      await rm(path.join(this.#folder, FILE), { force: true });
    } catch (error) {
      throw ioError(error, 'The key on this laptop was not removed.', FILE);
    }
    if (this.#memory.keyBackend !== undefined) this.#memory.set({ keyBackend: undefined });
  }

  async #seal(identity: string): Promise<void> {
    const sealed = await this.#keychain.seal(identity).catch(() => { throw keychainRefused(); });
    await this.#disk.replace(FILE, sealed, async (readBack) => (await this.#keychain.open(readBack).catch(() => null))?.text === identity);
  }
}

function noKeychain(): CommandFault {
  return new CommandFault({
    code: 'io', what: '“Unlock on this laptop” was not turned on.', why: 'The keychain of this system is not there or is locked, so it cannot keep the key.',
    next: 'Unlock the keychain of this system and try again. The passphrase works as before.',
  });
}

function nothingKept(): CommandFault {
  return new CommandFault({ code: 'not-found', what: 'The vault did not open.', why: '“Unlock on this laptop” is off.', next: 'Type the passphrase.' });
}

function otherKeychain(): CommandFault {
  return new CommandFault({
    code: 'io', what: 'The vault did not open.', why: 'This system uses another keychain now than the one that keeps the key, so “Unlock on this laptop” was turned off.',
    next: 'Type the passphrase. You can turn it on again in the settings.',
  });
}

function keychainRefused(): CommandFault {
  return new CommandFault({
    code: 'io', what: 'The keychain of this system did not do its part.', why: 'It is locked, was refused, or does not know the key of this laptop any more.',
    next: 'Use the passphrase. If it stays so, turn “Unlock on this laptop” off and on again in the settings.',
  });
}
