/** A generation of backups that holds a file, and how far that copy got. */
export interface BackupCopy {
  readonly generation: string;
  readonly revision: number;
  readonly savedAt: string;
}

interface NoticeText {
  /** Relative to the data folder, with forward slashes. */
  readonly file: string;
  readonly what: string;
  readonly next: string;
}

/** Something that the technician should hear about although the vault is open. */
export type VaultNotice =
  | (NoticeText & { readonly kind: 'identity-repaired' | 'identity-not-repaired' | 'identity-missing' })
  /** The file was missing or damaged, and a backup took its place in memory. The next save writes it back. */
  | (NoticeText & { readonly kind: 'opened-from-backup'; readonly backup: BackupCopy })
  /** The file is older than the one that the index remembers. It is used as it is; `backup` is newer, if there is one. */
  | (NoticeText & { readonly kind: 'rolled-back'; readonly revision: number; readonly remembered: number; readonly backup: BackupCopy | null })
  | (NoticeText & { readonly kind: 'unreadable' | 'backup-failed' });

/** What is told while a vault is open. Told once: the same thing about the same file is not repeated. */
export class Notices {
  readonly #list: VaultNotice[] = [];

  get list(): readonly VaultNotice[] {
    return this.#list;
  }

  add(notice: VaultNotice): void {
    if (!this.#list.some((told) => told.kind === notice.kind && told.file === notice.file)) this.#list.push(notice);
  }
}
