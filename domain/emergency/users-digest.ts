import type { Extension } from '../numbers/directory.ts';
import { digestOf } from './digest.ts';

/** Under which name a tick keeps which extensions it was about. */
export const USERS_VALUE = 'users';

/** A short name for the extensions with their caller IDs, in whatever order they stand: another one, and something of it was changed. */
export function usersDigest(rows: readonly Extension[]): string {
  return digestOf(rows.map(({ number, callerId }) => `${number} ${callerId.trim()}`).sort().join('\n'));
}
