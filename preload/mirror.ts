import type { Extension } from '../domain/numbers/directory.ts';
import type { LedgerEntry } from '../domain/site/record.ts';
import type { Mirror, Patch } from './contract.ts';

/** The state after a patch. Main and the page run the same function, so that both hold the same. */
export function applyPatch(mirror: Mirror, patch: Patch): Mirror {
  switch (patch.what) {
    case 'ledger':
      return mirror.site?.id === patch.siteId ? { ...mirror, site: { ...mirror.site, ledger: withEntries(mirror.site.ledger, patch.entries) } } : mirror;
    case 'job-line': {
      const { job } = mirror;
      return job === null || job.id !== patch.jobId || job.lines[patch.index] === undefined ? mirror : { ...mirror, job: { ...job, state: patch.state, lines: job.lines.with(patch.index, patch.line) } };
    }
    case 'summary':
      return { ...mirror, sites: mirror.sites.some(({ id }) => id === patch.value.id) ? mirror.sites.map((site) => (site.id === patch.value.id ? patch.value : site)) : [...mirror.sites, patch.value] };
    case 'numbers':
      return mirror.directory?.siteId === patch.siteId ? { ...mirror, directory: { ...mirror.directory, numbers: patch.value } } : mirror;
    case 'extensions':
      return mirror.directory?.siteId === patch.siteId
        ? { ...mirror, directory: { ...mirror.directory, extensions: { ...mirror.directory.extensions, rows: withRows(mirror.directory.extensions.rows, patch.rows, patch.removed) } } } : mirror;
    default:
      return { ...mirror, [patch.what]: patch.value };
  }
}

/** A whole site may have arrived with these entries in it already. */
function withEntries(ledger: readonly LedgerEntry[], entries: readonly LedgerEntry[]): LedgerEntry[] {
  const known = new Set(ledger.map(({ id }) => id));
  return [...ledger, ...entries.filter(({ id }) => !known.has(id))];
}

/** Rows keep their place; new ones come last. Rows that did not change stay the same objects. */
function withRows(rows: readonly Extension[], changed: readonly Extension[], removed: readonly string[]): Extension[] {
  const next = new Map(changed.map((row) => [row.number, row]));
  const gone = new Set(removed);
  const kept = rows.flatMap((row) => {
    if (gone.has(row.number)) return [];
    const other = next.get(row.number);
    next.delete(row.number);
    return [other ?? row];
  });
  return [...kept, ...next.values()];
}
