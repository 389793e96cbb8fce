// What main has while a vault is open, without a window; a practice account in another process takes Twilio's place.
import { Desk } from '../../main/desk.ts';
import { MirrorStore } from '../../main/mirror.ts';
import { createTwilioClient, type TwilioCredentials } from '../../main/twilio/client.ts';
import type { Connection } from '../../main/twilio/connection.ts';
import { TwilioJobs } from '../../main/twilio-jobs.ts';
import { unlockVault, type Vault } from '../../main/vault/vault.ts';
import { fetchThrough } from '../main/practice/support.ts';

export interface Place {
  readonly folder: string;
  readonly passphrase: string;
  readonly siteId: string;
  readonly port: number;
  readonly credentials: TwilioCredentials;
}

/** Unlocks a vault, with the way to its account. */
export async function openDesk({ folder, passphrase, port, credentials }: Place): Promise<{ readonly vault: Vault; readonly desk: Desk; readonly jobs: TwilioJobs; readonly connect: () => Promise<Connection> }> {
  const vault = await unlockVault(folder, Buffer.from(passphrase));
  const mirror = new MirrorStore({
    environment: { version: '0', platform: 'linux', dataFolder: folder, host: 'electron', sandboxed: true }, preferences: { theme: 'system' }, vault: { kind: 'none' },
    sites: [], site: null, directory: null, accounts: [], job: null, halted: [],
  }, () => {});
  const desk = new Desk(mirror);
  desk.open(vault, { name: 'Sam Rivera' }, 'unavailable');
  const connect = async (): Promise<Connection> => ({
    accountSid: credentials.accountSid, readsAccount: false, resolveName: async () => ({ kind: 'none' }),
    client: (signal) => createTwilioClient(credentials, fetchThrough(port), signal),
  });
  return { vault, desk, jobs: new TwilioJobs(desk, connect, async () => {}), connect };
}
