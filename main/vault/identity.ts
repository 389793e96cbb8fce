import { type VaultKeys, decryptWithPassphrase, encryptWithPassphrase, generateIdentity, keysOf } from './age.ts';
import type { Disk } from './disk.ts';
import { VaultError } from './errors.ts';
import { IDENTITY_COPY, IDENTITY_FILE } from './layout.ts';
import type { Notices } from './notices.ts';

/** An identity that opened: its keys, the plaintext it came from (the caller wipes it) and the file as it is on disk. */
interface OpenIdentity {
  readonly keys: VaultKeys;
  readonly plaintext: Uint8Array;
  readonly file: Uint8Array;
}

/** Both files hold the same bytes, unless one of them is damaged or a change of passphrase was interrupted. */
const FILES = [IDENTITY_FILE, IDENTITY_COPY] as const;

/** Makes the identity of a new vault and writes both copies. */
export async function createIdentity(disk: Disk, passphrase: Uint8Array, logN: number, createdAt: string): Promise<VaultKeys> {
  const identity = await generateIdentity();
  // The form of age-keygen's files, so that `age -d -i` takes it. The recipient is left out: it is a secret here.
  const plaintext = Buffer.from(`# Trunkbook vault, created ${createdAt}\n${identity}\n`);
  try {
    await writeIdentity(disk, plaintext, passphrase, logN);
    return await keysOf(identity);
  } finally {
    plaintext.fill(0);
  }
}

/**
 * Opens the identity with either copy and mends the other one.
 * @throws VaultError 'wrong-passphrase', 'corrupt' (both damaged, or none there), 'io'.
 */
export async function unlockIdentity(disk: Disk, passphrase: Uint8Array, notices: Notices): Promise<VaultKeys> {
  const copies = await readCopies(disk);
  const { keys, plaintext, file } = await openCopies(copies, passphrase, 'The vault did not open.');
  plaintext.fill(0);
  for (const [index, name] of FILES.entries()) {
    if (!sameBytes(copies[index] ?? null, file)) await mend(disk, name, file, notices);
  }
  return keys;
}

/**
 * Puts the same identity under another passphrase; no other file changes. Interrupted between the two files, both passphrases open
 * the vault until the next unlock, which brings the files in line with the passphrase that was used.
 * @throws VaultError 'wrong-passphrase' when `current` does not open the identity, 'corrupt', 'io'.
 */
export async function changeIdentityPassphrase(disk: Disk, keys: VaultKeys, current: Uint8Array, next: Uint8Array, logN: number): Promise<void> {
  await withIdentity(disk, keys, current, 'The passphrase was not changed.', (plaintext) => writeIdentity(disk, plaintext, next, logN));
}

/**
 * The open vault's identity as text, `AGE-SECRET-KEY-1...`, for a keychain to keep. Whoever has it opens every file.
 * @throws VaultError 'wrong-passphrase' when `passphrase` does not open the identity, 'corrupt', 'io'.
 */
export async function readIdentityText(disk: Disk, keys: VaultKeys, passphrase: Uint8Array): Promise<string> {
  return withIdentity(disk, keys, passphrase, 'The key was not taken out of the vault.', async (plaintext) => {
    const identity = identityLine(plaintext);
    if (identity === null) throw bothDamaged();
    return identity;
  });
}

/**
 * Whether a passphrase opens the identity of the open vault; nothing of it is given out.
 * @throws VaultError 'wrong-passphrase' when it does not, 'corrupt', 'io'.
 */
export async function verifyIdentityPassphrase(disk: Disk, keys: VaultKeys, passphrase: Uint8Array): Promise<void> {
  await withIdentity(disk, keys, passphrase, 'The passphrase could not be confirmed.', async () => undefined);
}

/** Opens the identity once more and lends its plaintext, after a look whether it still is the one of the open vault. */
async function withIdentity<T>(disk: Disk, keys: VaultKeys, passphrase: Uint8Array, what: string, use: (plaintext: Uint8Array) => Promise<T>): Promise<T> {
  const opened = await openCopies(await readCopies(disk), passphrase, what);
  try {
    if (opened.keys.recipient !== keys.recipient) {
      throw new VaultError({
        code: 'corrupt',
        what,
        why: 'The key files were replaced by those of another vault since this one was unlocked.',
        next: `Put the right ${IDENTITY_FILE} and ${IDENTITY_COPY} back from a copy of the data folder.`,
        file: IDENTITY_FILE,
      });
    }
    return await use(opened.plaintext);
  } finally {
    opened.plaintext.fill(0);
  }
}

async function writeIdentity(disk: Disk, plaintext: Uint8Array, passphrase: Uint8Array, logN: number): Promise<void> {
  const file = await encryptWithPassphrase(plaintext, passphrase, logN);
  // Opened again from the passphrase, not from the derived key: a slip in scrypt would lock the vault for good.
  await disk.replace(IDENTITY_FILE, file, async (readBack) => {
    const outcome = await decryptWithPassphrase(readBack, passphrase);
    if (outcome.kind !== 'opened') return false;
    const same = sameBytes(outcome.plaintext, plaintext);
    outcome.plaintext.fill(0);
    return same;
  });
  await disk.replace(IDENTITY_COPY, file, async (readBack) => sameBytes(readBack, file));
}

async function mend(disk: Disk, name: string, file: Uint8Array, notices: Notices): Promise<void> {
  try {
    await disk.replace(name, file, async (readBack) => sameBytes(readBack, file));
    notices.add({
      kind: 'identity-repaired',
      file: name,
      what: `The key file ${name} was damaged, missing or out of date, and was restored from its copy.`,
      next: 'Nothing to do. If it happens again, the disk is failing: copy the data folder to another one.',
    });
  } catch (error) {
    notices.add({
      kind: 'identity-not-repaired',
      file: name,
      what: `The key file ${name} is damaged, missing or out of date, and could not be restored from its copy.`,
      next: error instanceof VaultError ? error.next : 'Copy the data folder to another disk.',
    });
  }
}

/** The bytes of both files, null for one that is missing or cannot be read; throws when neither can be read. */
async function readCopies(disk: Disk): Promise<readonly (Uint8Array | null)[]> {
  const reads = await Promise.allSettled(FILES.map((name) => disk.read(name)));
  const copies = reads.map((read) => (read.status === 'fulfilled' ? read.value : null));
  if (copies.some((copy) => copy !== null)) return copies;
  for (const read of reads) if (read.status === 'rejected') throw read.reason;
  throw new VaultError({
    code: 'corrupt',
    what: 'The vault cannot be opened.',
    why: `Both of its key files (${FILES.join(' and ')}) are missing.`,
    next: `Put one of them back from a copy of the data folder; either will do. Without it the other files stay closed.`,
    file: IDENTITY_FILE,
  });
}

/** @param what a sentence: what did not happen when the passphrase is refused */
async function openCopies(copies: readonly (Uint8Array | null)[], passphrase: Uint8Array, what: string): Promise<OpenIdentity> {
  const failures = new Set<'refused' | 'damaged' | 'no-memory'>();
  const tried: Uint8Array[] = [];
  for (const file of copies) {
    // The same bytes again would cost another scrypt and end the same.
    if (file === null || tried.some((other) => sameBytes(other, file))) continue;
    tried.push(file);
    const outcome = await decryptWithPassphrase(file, passphrase);
    if (outcome.kind !== 'opened') {
      failures.add(outcome.kind);
      continue;
    }
    const keys = await keysInside(outcome.plaintext);
    if (keys !== null) return { keys, plaintext: outcome.plaintext, file };
    failures.add('damaged');
  }
  if (failures.has('no-memory')) throw noMemory(what);
  throw failures.has('refused') ? refused(what, failures.has('damaged')) : bothDamaged();
}

async function keysInside(plaintext: Uint8Array): Promise<VaultKeys | null> {
  const identity = identityLine(plaintext);
  return identity === null ? null : keysOf(identity).catch(() => null);
}

function identityLine(plaintext: Uint8Array): string | null {
  const lines = Buffer.from(plaintext.buffer, plaintext.byteOffset, plaintext.byteLength).toString('latin1').split('\n');
  return lines.find((text) => text.startsWith('AGE-SECRET-KEY-1'))?.trim() ?? null;
}

function sameBytes(one: Uint8Array | null, other: Uint8Array): boolean {
  return one !== null && Buffer.compare(one, other) === 0;
}

function refused(what: string, oneDamaged: boolean): VaultError {
  return new VaultError({
    code: 'wrong-passphrase',
    what,
    why: oneDamaged
      ? 'One of the two key files is damaged, and this passphrase does not open the other. It may be mistyped; damage in a certain place looks the same.'
      : 'The passphrase does not open the key file. It may be mistyped; damage in a certain place looks the same.',
    next: `Type it again, minding capitals and the keyboard layout. If you are sure of it, put ${IDENTITY_FILE} back from a copy of the data folder.`,
    file: IDENTITY_FILE,
  });
}

function bothDamaged(): VaultError {
  return new VaultError({
    code: 'corrupt',
    what: 'The vault cannot be opened.',
    why: 'Its key files are damaged; the passphrase has nothing to do with it.',
    next: `Put ${IDENTITY_FILE} or ${IDENTITY_COPY} back from a copy of the data folder; either will do.`,
    file: IDENTITY_FILE,
  });
}

function noMemory(what: string): VaultError {
  return new VaultError({
    code: 'io',
    what,
    why: 'This computer has not enough free memory to check the passphrase (up to 1 GB for a moment).',
    next: 'Close other programs and try again.',
    file: IDENTITY_FILE,
  });
}
