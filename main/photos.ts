import { z } from 'zod';
import { MOST_PICTURE_BYTES } from '../domain/site/picture-limit.ts';
import { CommandFault } from './fault.ts';
import type { Vault } from './vault/vault.ts';

/** The page makes small pictures far below this. */
const MOST_SMALL_BYTES = 500_000;

/** What photos/<id>.age holds: the picture as it was chosen, and a small one of it, both in base64. */
const StoredPhoto = z.strictObject({ schema: z.literal(1), mime: z.enum(['image/jpeg', 'image/png', 'image/webp']), data: z.string(), thumbnail: z.string() });
type StoredPhoto = z.infer<typeof StoredPhoto>;
type Mime = StoredPhoto['mime'];

/** What a file is, by its first bytes: its name may say anything. */
export function mimeOf(bytes: Uint8Array): Mime | null {
  const begins = (at: number, ...wanted: number[]): boolean => wanted.every((byte, index) => bytes[at + index] === byte);
  if (begins(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp';
  return null;
}

/** Keeps a picture beside its site. Both it and its small copy must be pictures. Returns its size in bytes. */
export async function keepPhoto(vault: Vault, siteId: string, photo: string, given: { readonly data: string; readonly thumbnail: string }): Promise<number> {
  const bytes = Buffer.from(given.data, 'base64');
  const mime = mimeOf(bytes);
  const small = Buffer.from(given.thumbnail, 'base64');
  if (mime === null || mimeOf(small) === null || small.length > MOST_SMALL_BYTES) {
    throw new CommandFault({ code: 'invalid-value', what: 'The picture was not attached.', why: 'The file is none that Trunkbook can show.', next: 'Choose a JPEG, PNG or WebP file, or a screenshot.' });
  }
  if (bytes.length > MOST_PICTURE_BYTES) {
    throw new CommandFault({
      code: 'invalid-value', what: 'The picture was not attached.', why: `It has ${(bytes.length / 1_000_000).toFixed(1)} MB; at most ${MOST_PICTURE_BYTES / 1_000_000} MB are kept.`, next: 'Make it smaller, or take it again at a lower size.',
    });
  }
  await vault.savePhoto(siteId, photo, { schema: 1, mime, data: given.data, thumbnail: given.thumbnail } satisfies StoredPhoto);
  return bytes.length;
}

/** A picture as a data URL, whole or small. */
export async function readPhoto(vault: Vault, siteId: string, photo: string, size: 'whole' | 'small'): Promise<string> {
  const stored = StoredPhoto.safeParse(await vault.readPhoto(siteId, photo));
  if (!stored.success) throw new CommandFault({ code: 'not-found', what: 'This picture is not in the vault.', why: 'Its file is gone, or a newer Trunkbook wrote it.', next: 'Look for it in a backup of the data folder.' });
  if (size === 'whole') return `data:${stored.data.mime};base64,${stored.data.data}`;
  const { thumbnail } = stored.data;
  return `data:${mimeOf(Buffer.from(thumbnail, 'base64')) ?? stored.data.mime};base64,${thumbnail}`;
}
