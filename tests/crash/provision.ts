// The whole way of main, without a window: vault, desk, job, SDK, and HTTP to a practice account in another process.
import type { Site } from '../../domain/site/record.ts';
import type { Goal } from '../../domain/trunk/goal.ts';
import { Desk } from '../../main/desk.ts';
import { MirrorStore } from '../../main/mirror.ts';
import { TwilioJobs } from '../../main/twilio-jobs.ts';
import { createTwilioClient, type TwilioCredentials } from '../../main/twilio/client.ts';
import { unlockVault } from '../../main/vault/vault.ts';
import type { Job } from '../../preload/contract.ts';
import { fetchThrough } from '../main/practice/support.ts';

export interface Provisioning {
  readonly folder: string;
  readonly passphrase: string;
  readonly siteId: string;
  readonly port: number;
  readonly credentials: TwilioCredentials;
  readonly goal: Goal;
}

/** Opens the vault, works on the site until the job ends, closes the vault. Returns the job, the site as it is on disk then, and how many files had to be mended. */
export async function provision({ folder, passphrase, siteId, port, credentials, goal }: Provisioning): Promise<{ readonly job: Job; readonly site: Site; readonly notices: number }> {
  const vault = await unlockVault(folder, Buffer.from(passphrase));
  const mirror = new MirrorStore({
    environment: { version: '0', platform: 'linux', dataFolder: folder, host: 'electron', sandboxed: true }, preferences: { theme: 'system' }, vault: { kind: 'none' },
    sites: [], site: null, directory: null, accounts: [], job: null,
  }, () => {});
  const desk = new Desk(mirror);
  desk.open(vault, { name: 'Sam Rivera' }, 'unavailable');
  const jobs = new TwilioJobs(desk, async () => ({
    accountSid: credentials.accountSid, readsAccount: false, resolveName: async () => ({ kind: 'none' }),
    client: (signal) => createTwilioClient(credentials, fetchThrough(port), signal),
  }), async () => {});
  await jobs.start(siteId, goal);
  await jobs.ended();
  const { job } = mirror.get();
  if (job === null) throw new Error('no job');
  const site = await desk.site(siteId);
  desk.clear();
  await vault.close();
  return { job, site, notices: vault.notices.length };
}
