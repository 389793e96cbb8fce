import type { EmergencyAnswer } from '../domain/emergency/keep-emergency.ts';
import type { News } from '../domain/emergency/news.ts';
import type { Stamp } from '../domain/site/make.ts';
import { type AccountChoice, type LedgerEntry, type Site, withoutSecrets } from '../domain/site/record.ts';
import { type Desk, newId } from './desk.ts';
import type { Connection } from './twilio/connection.ts';
import { retryBusy } from './twilio/retry.ts';

/** Tells people who look elsewhere what came of a site's registrations. */
export type Tell = (site: Site, news: News) => void;

/** Keeps what Twilio said, and tells what it brought. What became of calls whose answers were lost goes into the ledger with it: a later reading may not show it any more. */
export async function keepEmergencyLook(desk: Desk, siteId: string, tell: Tell, answer: EmergencyAnswer, account: AccountChoice, stamp: Stamp): Promise<Site> {
  // Loaded when first needed: nothing of it belongs before the window.
  const [{ keepEmergency }, { newsOf }, { emergencyPlan }] = await Promise.all([import('../domain/emergency/keep-emergency.ts'), import('../domain/emergency/news.ts'), import('../domain/emergency/registration.ts')]);
  let news: News | null = null;
  const after = await desk.change(siteId, (site) => {
    const kept = keepEmergency(site, answer, account, stamp, Date.now());
    const plan = emergencyPlan(withoutSecrets(kept), Date.now());
    news = newsOf(emergencyPlan(withoutSecrets(site), Date.now()), plan);
    const found = plan.found.map(({ call, sid }): LedgerEntry => ({ id: newId(), ...desk.stamp(), kind: 'found', call, sid }));
    return found.length === 0 ? kept : { ...kept, ledger: [...kept.ledger, ...found] };
  });
  if (news !== null) tell(after, news);
  return after;
}

/**
 * Asks Twilio where the emergency addresses of a site stand, and keeps it. Throws what asking threw.
 * @param only these numbers, where just those under way are looked at; all of the site's unless given
 */
export async function lookAtEmergency(desk: Desk, connect: (site: Site) => Promise<Connection>, siteId: string, tell: Tell, signal: AbortSignal, only: readonly string[] | null = null): Promise<Site> {
  const { readEmergency } = await import('./twilio/read-emergency.ts');
  const site = await desk.site(siteId);
  const connection = await connect(site);
  const stamp = desk.stamp();
  const client = await connection.client(signal);
  const answer = await retryBusy(() => readEmergency({ client, accountSid: connection.accountSid }, site, only), { doing: 'reading where the emergency addresses stand', retry: 'reading' }, { signal, sleep: (milliseconds) => pause(milliseconds, signal) });
  return keepEmergencyLook(desk, siteId, tell, answer, site.intent.account, stamp);
}

/** Waits, or ends at once where it is stopped. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
