import type { Mirror, Patch } from './contract.ts';

/** The state after a patch. Main and the page run the same function, so that both hold the same. */
export function applyPatch(mirror: Mirror, patch: Patch): Mirror {
  switch (patch.what) {
    case 'ledger':
      return mirror.site?.id === patch.siteId ? { ...mirror, site: { ...mirror.site, ledger: [...mirror.site.ledger, ...patch.entries] } } : mirror;
    default:
      return { ...mirror, [patch.what]: patch.value };
  }
}
