import nodeFs, { type FileHandle } from 'node:fs/promises';
import type { VaultFs } from '../../../main/vault/disk.ts';

/** One call on the file system as the vault makes it, e.g. `open`, `file.sync`, `rename`. */
export type Hook = (call: { readonly number: number; readonly name: string; readonly path: string }) => void | Promise<void>;

/** node:fs/promises with a look at each call, on files too, before it is made. A hook that throws makes the call fail. */
export function watchedFs(hook: Hook): VaultFs {
  let number = 0;
  const watch = async (name: string, path: string): Promise<void> => {
    number += 1;
    await hook({ number, name, path });
  };
  const watched = <T extends object>(target: T, prefix: string, pathOf: (args: readonly unknown[]) => string): T =>
    new Proxy(target, {
      get(original, property) {
        const value: unknown = Reflect.get(original, property, original);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]): Promise<unknown> => {
          const name = `${prefix}${String(property)}`;
          try {
            await watch(name, pathOf(args));
          } catch (error) {
            // The file system closes a file even when it reports an error; leaving it open would only leak.
            if (name === 'file.close') await Reflect.apply(value, original, args);
            throw error;
          }
          const result: unknown = await Reflect.apply(value, original, args);
          return name === 'open' ? watched(result as FileHandle, 'file.', () => pathOf(args)) : result;
        };
      },
    });
  return watched(nodeFs, '', ([path]) => String(path));
}

export function systemError(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: made by a test`), { code });
}

/** A disk that fails at its n-th call (counted from 1), and, where `forGood`, at all after it. */
export class FailingDisk {
  readonly fs: VaultFs;
  /** Whether the n-th call was ever reached. */
  failed = false;
  #from = Infinity;
  #seen = 0;

  constructor(code: string, forGood: boolean) {
    this.fs = watchedFs(({ number }) => {
      this.#seen = number;
      if (number === this.#from || (forGood && number > this.#from)) {
        this.failed = true;
        throw systemError(code);
      }
    });
  }

  /** Makes the n-th call from now on fail. */
  failAt(n: number): void {
    this.#from = this.#seen + n;
  }

  heal(): void {
    this.#from = Infinity;
  }
}
