// Emergency addresses as main sees to them by itself: the watch, its jobs and its looks, without a window.
import { setTimeout as pause } from 'node:timers/promises';
import type { Site } from '../../domain/site/record.ts';
import { EmergencyWatch } from '../../main/emergency-watch.ts';
import { openDesk, type Place } from './desk-on.ts';

/**
 * Opens the vault and watches until nothing of the site waits and nothing is under way, closes the vault. The first look comes by itself, as
 * after any unlocking; the next ones at once, as where a technician lets the practice account's time pass. Returns the site as it is on disk
 * then, and how many files had to be mended.
 */
export async function follow(place: Place): Promise<{ readonly site: Site; readonly notices: number }> {
  const { siteId } = place;
  const { vault, desk, jobs, connect } = await openDesk(place);
  const watch = new EmergencyWatch({ desk, jobs, connect, tell: () => {}, now: Date.now });
  const said = () => desk.mirror.get().sites.find(({ id }) => id === siteId)?.emergency ?? null;
  let seen = said()?.seen;
  watch.start();
  for (let now = said(); now !== null && (now.underWay > 0 || now.queued > 0 || jobs.isBusy); now = said()) {
    if (now.seen !== seen) watch.lookSoon(siteId);
    ({ seen } = now);
    await pause(10);
  }
  await watch.stop();
  await jobs.stop();
  const site = await desk.site(siteId);
  desk.clear();
  await vault.close();
  return { site, notices: vault.notices.length };
}

/** What is on the disk, looked at and left as it is. */
export async function onDisk({ siteId, ...place }: Place): Promise<{ readonly site: Site; readonly notices: number }> {
  const { vault, desk } = await openDesk({ siteId, ...place });
  const site = await desk.site(siteId);
  desk.clear();
  await vault.close();
  return { site, notices: vault.notices.length };
}
