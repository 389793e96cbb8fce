import type { ReactNode } from 'react';
import { useMirror } from '../../../mirror-store.ts';
import { Note } from '../../../ui/fault-note.tsx';

/** Says which other sites of this vault work with one of these trunks, and what that means here. `keys` as ownTrunk names them. */
export function SharedTrunk({ siteId, keys, meaning }: { readonly siteId: string; readonly keys: readonly string[]; readonly meaning: string }): ReactNode {
  const sites = useMirror((mirror) => mirror.sites);
  const others = sites.filter(({ id, trunk }) => id !== siteId && trunk !== null && keys.includes(trunk)).map(({ name }) => `“${name}”`);
  if (others.length === 0) return null;
  return <Note shape="attention"><p>{others.slice(0, 3).join(', ')}{others.length > 3 && ` and ${others.length - 3} more`} {others.length === 1 ? 'works' : 'work'} with the same trunk. {meaning}</p></Note>;
}
