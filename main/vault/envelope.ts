import { z } from 'zod';
import type { VaultKeys } from './age.ts';
import { VaultError } from './errors.ts';
import type { FileKey } from './layout.ts';

const FORMAT = 'trunkbook-vault';
/** The version of the envelope that this Trunkbook writes; what is inside `body` carries its own. */
export const ENVELOPE_SCHEMA = 1;

/** What one payload file says: which file it is, how often it was saved, when, and its content. */
export interface Envelope {
  readonly revision: number;
  /** ISO 8601, UTC. */
  readonly savedAt: string;
  readonly body: unknown;
}

const Stamp = z.object({ format: z.literal(FORMAT), schema: z.int().positive() });
const CurrentEnvelope = z.strictObject({
  format: z.literal(FORMAT),
  schema: z.literal(ENVELOPE_SCHEMA),
  kind: z.string(),
  id: z.string(),
  revision: z.int().positive(),
  savedAt: z.iso.datetime(),
  body: z.unknown(),
});

/** Makes the plaintext of a file. `bodyJson` is the content, serialised before, when the caller handed it over. */
export function encodeEnvelope(key: FileKey, revision: number, savedAt: string, bodyJson: string): Uint8Array {
  const head = JSON.stringify({ format: FORMAT, schema: ENVELOPE_SCHEMA, kind: key.kind, id: key.id, revision, savedAt });
  return Buffer.from(`${head.slice(0, -1)},"body":${bodyJson}}`);
}

/**
 * Decrypts a file and checks that it is the one that belongs at its place.
 * @throws VaultError 'corrupt' (damaged, of another vault, or swapped with another file) or 'too-new'.
 */
export async function openEnvelope(keys: VaultKeys, key: FileKey, file: Uint8Array): Promise<Envelope> {
  const plaintext = await keys.decrypt(file).catch(() => {
    throw corrupt(key.path, 'It is damaged, or it belongs to another vault.');
  });
  const json = parseJson(plaintext);
  const stamp = Stamp.safeParse(json);
  if (!stamp.success) throw corrupt(key.path, 'It opens, but what is inside is not a Trunkbook file.');
  if (stamp.data.schema > ENVELOPE_SCHEMA) throw tooNew(key.path);
  const envelope = CurrentEnvelope.safeParse(json);
  if (!envelope.success) throw corrupt(key.path, 'It opens, but what is inside is not complete.');
  const { kind, id, revision, savedAt, body } = envelope.data;
  if (kind !== key.kind) throw corrupt(key.path, `It is in the wrong place: it holds '${kind}' where '${key.kind}' belongs.`);
  if (id !== key.id) throw corrupt(key.path, whose(key, id));
  return { revision, savedAt, body };
}

/** What a file of the right kind is that says another id than belongs at its place. */
function whose(key: FileKey, id: string): string {
  if (key.kind === 'document') return `It is in the wrong place: it is '${id}'.`;
  const [site = '', photo = ''] = id.split('/');
  return key.kind === 'photo' && key.id.startsWith(`${site}/`) ? `It is in the wrong place: it is the picture ${photo}.` : `It belongs to another site (${site}).`;
}

function parseJson(plaintext: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plaintext));
  } catch {
    return undefined;
  } finally {
    plaintext.fill(0);
  }
}

/** @param why a sentence */
export function corrupt(file: string, why: string): VaultError {
  return new VaultError({
    code: 'corrupt',
    what: `The file ${file} cannot be used.`,
    why,
    next: 'Nothing was written over it. Put a copy of the file from a backup of the data folder in its place, or set it aside and enter its content again.',
    file,
  });
}

function tooNew(file: string): VaultError {
  return new VaultError({
    code: 'too-new',
    what: `The file ${file} was written by a newer Trunkbook.`,
    why: 'This version does not know its form and will not write over it.',
    next: 'Update Trunkbook on this laptop, then open the vault again.',
    file,
  });
}
