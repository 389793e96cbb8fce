import type { LedgerEntry } from '../domain/site/record.ts';
import type { Mirror, Patch } from './contract.ts';

/** The state after a patch. Main and the page run the same function, so that both hold the same. */
export function applyPatch(mirror: Mirror, patch: Patch): Mirror {
  switch (patch.what) {
    case 'ledger':
      return mirror.site?.id === patch.siteId ? { ...mirror, site: { ...mirror.site, ledger: withEntries(mirror.site.ledger, patch.entries) } } : mirror;
    default:
      return { ...mirror, [patch.what]: patch.value };
  }
}

/** A whole site may have arrived with these entries in it already. */
function withEntries(ledger: readonly LedgerEntry[], entries: readonly LedgerEntry[]): LedgerEntry[] {
  const known = new Set(ledger.map(({ id }) => id));
  return [...ledger, ...entries.filter(({ id }) => !known.has(id))];
}
