/** How long a copied value stays, in seconds. */
export const CLIPBOARD_SECONDS = 45;

interface SystemClipboard {
  readonly read: () => Promise<string>;
  readonly write: (text: string) => Promise<void>;
}

/** The one value that was copied last, and its way out of the clipboard. */
export class CopiedValue {
  readonly #clipboard: SystemClipboard;
  #copied: string | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(clipboard: SystemClipboard) {
    this.#clipboard = clipboard;
  }

  /** Copies a value and clears it again after 45 seconds, if the clipboard still holds it then. */
  async copy(text: string): Promise<void> {
    await this.#clipboard.write(text);
    this.#copied = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.forget().catch(() => {}), CLIPBOARD_SECONDS * 1000);
    this.#timer.unref();
  }

  /** Clears our value now (on lock and on quit); somebody else's stays. */
  async forget(): Promise<void> {
    clearTimeout(this.#timer);
    const ours = this.#copied;
    this.#copied = null;
    if (ours !== null && (await this.#clipboard.read()) === ours) await this.#clipboard.write('');
  }
}
