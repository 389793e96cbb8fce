import type { Directory } from '../domain/numbers/directory.ts';
import { emergencySummary } from '../domain/emergency/summary.ts';
import { ownTrunk } from '../domain/overview/own-trunk.ts';
import { overviewOf } from '../domain/overview/overview.ts';
import { GUIDE_VERSION } from '../domain/site/guide-version.ts';
import { type Site, type SiteSummary, withoutSecrets } from '../domain/site/record.ts';

/** What the list of sites says of one. `now` in milliseconds since 1970. */
export function summarise(site: Site, directory: Directory, now: number): SiteSummary {
  const { steps, settled, openPoints, emergency } = overviewOf({ ...withoutSecrets(site), directory }, now);
  return {
    id: site.id, name: site.name, createdAt: site.createdAt, touchedAt: new Date(now).toISOString(), archivedAt: site.archivedAt, practice: site.intent.account.kind === 'practice',
    byHand: site.intent.account.kind === 'by-hand', stepsDone: settled, steps: steps.length, openPoints: openPoints.length, trunk: ownTrunk(site), emergency: emergencySummary(site, emergency), guide: GUIDE_VERSION,
  };
}
