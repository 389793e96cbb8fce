import type { SiteSummary } from '../../../domain/site/record.ts';
import { matches } from '../../words.ts';

/** The sites to show: those that match, the last touched first, archived ones behind. */
export function listed(sites: readonly SiteSummary[], { typed, archived }: { readonly typed: string; readonly archived: boolean }): readonly SiteSummary[] {
  return sites
    .filter((site) => (archived || site.archivedAt === null) && matches(site.name, typed))
    .toSorted((a, b) => Number(a.archivedAt !== null) - Number(b.archivedAt !== null) || b.touchedAt.localeCompare(a.touchedAt));
}
