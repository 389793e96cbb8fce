import { type ExtensionRange, extensionKey, parseExtensions } from '../dialplan/conditions.ts';
import type { EmergencyAddress } from '../site/emergency-record.ts';

/** An extension, or the first of a range, that one of the other addresses has too, and which one; null where each phone stands in one place. */
export function sharedExtension(parts: readonly ExtensionRange[], others: readonly Pick<EmergencyAddress, 'friendlyName' | 'extensions'>[]): { readonly extension: string; readonly friendlyName: string } | null {
  for (const { friendlyName, extensions } of others) {
    for (const theirs of parseExtensions(extensions).parts) {
      const mine = parts.find(({ from, to }) => extensionKey(from) <= extensionKey(theirs.to) && extensionKey(theirs.from) <= extensionKey(to));
      if (mine !== undefined) return { extension: extensionKey(mine.from) >= extensionKey(theirs.from) ? mine.from : theirs.from, friendlyName };
    }
  }
  return null;
}
