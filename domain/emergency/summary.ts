import type { OpenSite, SiteSummary } from '../site/record.ts';
import type { EmergencyPlan } from './registration.ts';

/** What the list of sites says of emergency addresses; null where the site has none. */
export function emergencySummary({ intent, observed }: Pick<OpenSite, 'intent' | 'observed'>, plan: EmergencyPlan): SiteSummary['emergency'] {
  if (intent.emergency.numbers.length === 0) return null;
  let [underWay, queued, forPerson] = [0, 0, 0];
  let next: string | null = null;
  for (const { phoneNumber } of intent.emergency.numbers) {
    const standing = plan.numbers.get(phoneNumber);
    if (standing?.kind === 'queued') queued += 1;
    if (standing?.kind === 'for-person') forPerson += 1;
    if (standing?.kind !== 'under-way') continue;
    underWay += 1;
    if (next === null || standing.next < next) next = standing.next;
  }
  // By hand nothing is submitted, and nobody looks again by itself.
  const byHand = plan.kind === 'by-hand';
  return { underWay, queued: byHand ? 0 : queued, forPerson, seen: plan.kind === 'ready' ? observed.emergency?.at ?? null : null, next };
}
