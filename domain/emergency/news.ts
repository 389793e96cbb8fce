import type { EmergencyPlan } from './registration.ts';
import type { NumberStanding } from './standing.ts';

/** What a technician who is elsewhere should be told: all of a site's registrations are done, all but those that need somebody, or some failed. */
export type News =
  | { readonly kind: 'done'; readonly registered: number }
  | { readonly kind: 'partly'; readonly registered: number; readonly forPerson: number }
  | { readonly kind: 'failed'; readonly failed: number };

/** Something is still to come of it without anybody's doing. */
const waits = ({ kind }: NumberStanding): boolean => kind === 'under-way' || kind === 'queued' || kind === 'not-read';

/** What a look at Twilio brought, told from the plans before and after it; null where it is worth no interruption. */
export function newsOf(before: Pick<EmergencyPlan, 'numbers'>, after: Pick<EmergencyPlan, 'numbers'>): News | null {
  const changed = [...after.numbers].filter(([phoneNumber]) => before.numbers.get(phoneNumber)?.kind === 'under-way');
  const failed = changed.filter(([, { kind }]) => kind === 'for-person').length;
  if (failed > 0) return { kind: 'failed', failed };
  const all = [...after.numbers.values()];
  if (!changed.some(([, { kind }]) => kind === 'registered') || all.some(waits)) return null;
  const registered = all.filter(({ kind }) => kind === 'registered').length;
  const forPerson = all.filter(({ kind }) => kind === 'for-person').length;
  return forPerson === 0 ? { kind: 'done', registered } : { kind: 'partly', registered, forPerson };
}
