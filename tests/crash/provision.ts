// The whole way of main, without a window: vault, desk, job, SDK, and HTTP to a practice account in another process.
import type { Site } from '../../domain/site/record.ts';
import type { Goal } from '../../domain/trunk/goal.ts';
import type { Job } from '../../preload/contract.ts';
import { openDesk, type Place } from './desk-on.ts';

export interface Provisioning extends Place {
  readonly goal: Goal;
}

/** Opens the vault, works on the site until the job ends, closes the vault. Returns the job, the site as it is on disk then, and how many files had to be mended. */
export async function provision({ siteId, goal, ...place }: Provisioning): Promise<{ readonly job: Job; readonly site: Site; readonly notices: number }> {
  const { vault, desk, jobs } = await openDesk({ siteId, ...place });
  await jobs.start(siteId, goal);
  await jobs.ended();
  const { job } = desk.mirror.get();
  if (job === null) throw new Error('no job');
  const site = await desk.site(siteId);
  desk.clear();
  await vault.close();
  return { job, site, notices: vault.notices.length };
}
