import { createHash } from 'node:crypto';

/** As many bytes as tell one encryption from every other: an age header for one recipient, with its random share and its MAC. */
export const STAMPED_BYTES = 184;

/**
 * Recognises a file without decrypting it: two encryptions never share a stamp. It proves nothing about the payload.
 * @param head the file, or at least its first 184 bytes
 * @param size of the whole file, in bytes
 */
export function stampOf(head: Uint8Array, size: number = head.length): string {
  return `${size}-${createHash('sha256').update(head.subarray(0, STAMPED_BYTES)).digest('base64url')}`;
}
