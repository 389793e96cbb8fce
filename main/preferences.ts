import { renameSync } from 'node:fs';
import path from 'node:path';
import Store from 'electron-store';
import { nativeTheme } from 'electron';
import { z } from 'zod';
import { Preferences } from '../preload/contract.ts';

const Bounds = z.strictObject({ x: z.int(), y: z.int(), width: z.int().min(400), height: z.int().min(300) });
export type Bounds = z.infer<typeof Bounds>;
const Stored = z.object({
  theme: Preferences.shape.theme.catch('system'), bounds: Bounds.optional().catch(undefined),
  /** Which of the system's keychains sealed the key of "unlock on this laptop". */
  keyBackend: z.string().optional().catch(undefined),
});
type Stored = z.infer<typeof Stored>;

/** Small things that are no secret: theme, window, which keychain. Losing them costs nothing, so a damaged file is put aside and a folder that takes no writes is lived with. */
export class PreferenceStore {
  #values: Stored;
  readonly #store: Store<Stored> | null;

  constructor(folder: string) {
    this.#store = openStore(folder);
    this.#values = Stored.parse(this.#store?.store ?? {});
    nativeTheme.themeSource = this.#values.theme;
  }

  get theme(): Preferences['theme'] {
    return this.#values.theme;
  }

  get bounds(): Bounds | undefined {
    return this.#values.bounds;
  }

  get keyBackend(): string | undefined {
    return this.#values.keyBackend;
  }

  set(change: Partial<Stored>): void {
    this.#values = { ...this.#values, ...change };
    if (change.theme !== undefined) nativeTheme.themeSource = change.theme;
    try {
      if (this.#store !== null) this.#store.store = this.#values;
    } catch {
      // The folder takes no writes: the vault says so where it matters.
    }
  }
}

function openStore(folder: string): Store<Stored> | null {
  const open = (): Store<Stored> => new Store<Stored>({ name: 'preferences', cwd: folder, clearInvalidConfig: false });
  try {
    return open();
  } catch {
    try {
      renameSync(path.join(folder, 'preferences.json'), path.join(folder, 'preferences.damaged.json'));
      return open();
    } catch {
      return null;
    }
  }
}
