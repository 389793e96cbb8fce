import type { EmergencyPlan } from './registration.ts';
import type { NumberStanding } from './standing.ts';

/** What a technician who is elsewhere should be told: the last registration of a site is done, or some failed. */
export type News = { readonly kind: 'done'; readonly registered: number } | { readonly kind: 'failed'; readonly failed: number };

const waits = ({ kind }: NumberStanding): boolean => kind === 'under-way' || kind === 'queued';

/** What a look at Twilio brought, told from the plans before and after it; null where it is worth no interruption. */
export function newsOf(before: EmergencyPlan, after: EmergencyPlan): News | null {
  const changed = [...after.numbers].filter(([phoneNumber]) => before.numbers.get(phoneNumber)?.kind === 'under-way');
  const failed = changed.filter(([, { kind }]) => kind === 'for-person').length;
  if (failed > 0) return { kind: 'failed', failed };
  const arrived = changed.some(([, { kind }]) => kind === 'registered');
  if (!arrived || [...after.numbers.values()].some(waits)) return null;
  return { kind: 'done', registered: [...after.numbers.values()].filter(({ kind }) => kind === 'registered').length };
}
