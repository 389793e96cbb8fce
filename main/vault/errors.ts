/** The closed set of ways in which the vault fails. Only `wrong-passphrase` invites another try. */
export type VaultErrorCode = 'wrong-passphrase' | 'corrupt' | 'too-new' | 'io' | 'locked';

interface VaultErrorParts {
  readonly code: VaultErrorCode;
  readonly what: string;
  readonly why: string;
  readonly next: string;
  readonly file?: string | null;
}

/** A failure of the vault in the technician's words: what happened, why, what to do now. Carries no secret and no absolute path. */
export class VaultError extends Error {
  readonly code: VaultErrorCode;
  readonly what: string;
  readonly why: string;
  readonly next: string;
  /** Relative to the data folder, with forward slashes; null when no single file is meant. */
  readonly file: string | null;

  constructor({ code, what, why, next, file = null }: VaultErrorParts) {
    super(`${what} ${why}`);
    this.name = 'VaultError';
    this.code = code;
    this.what = what;
    this.why = why;
    this.next = next;
    this.file = file;
  }
}

/** Whether an error is a damaged or misplaced file: the one failure for which a backup may stand in. */
export function isCorrupt(error: unknown): error is VaultError {
  return error instanceof VaultError && error.code === 'corrupt';
}

/** The `code` of a Node system error (`ENOENT`, ...), or null for anything else. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

const FULL = {
  why: 'The disk is full.',
  next: 'Free some space on the disk that holds the data folder, then save again. Until then the last change is not on disk.',
};
const READ_ONLY = {
  why: 'The disk or the folder is read-only.',
  next: 'Make the data folder writable (or move it to a disk that is), then try again.',
};
const FORBIDDEN = {
  why: 'This user account has no permission for it, or another program (often a virus scanner) holds it open.',
  next: 'Check the permissions of the data folder, close other programs that use it, then try again.',
};
const NOT_A_FOLDER = {
  why: 'Where a folder is expected there is a file.',
  next: 'Choose another data folder, or move that file away.',
};
const DEFECT = {
  why: 'The disk reports a defect.',
  next: 'Copy the data folder to another disk now, then go on from that copy.',
};
const GONE = {
  why: 'It is not there any more; the disk may have been unplugged.',
  next: 'Connect the disk that holds the data folder again, then try again.',
};

const REASONS: Readonly<Record<string, { readonly why: string; readonly next: string }>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EROFS: READ_ONLY,
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  EBUSY: FORBIDDEN,
  ENOTDIR: NOT_A_FOLDER,
  EEXIST: NOT_A_FOLDER,
  EIO: DEFECT,
  ENOENT: GONE,
};

/**
 * Translates a system error.
 * @param what the sentence that says what was being done, e.g. 'The file could not be written.'
 * @param file relative to the data folder, null for the folder itself
 */
export function ioError(error: unknown, what: string, file: string | null): VaultError {
  const code = systemCode(error);
  const reason = (code === null ? undefined : REASONS[code]) ?? {
    why: `The system answered ${code ?? 'with an unknown error'}.`,
    next: 'Try again; if it stays, copy the data folder to another disk and go on from that copy.',
  };
  return new VaultError({ code: 'io', what, why: reason.why, next: reason.next, file });
}

/** Every call on a vault that was closed. */
export function lockedError(): VaultError {
  return new VaultError({ code: 'locked', what: 'The vault is locked.', why: 'It was closed, and its keys are gone from memory.', next: 'Unlock it with the passphrase.' });
}
