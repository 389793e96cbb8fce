import { keepReading } from '../../domain/site/keep-reading.ts';
import type { Site } from '../../domain/site/record.ts';
import { sameAccount } from '../../domain/site/same-account.ts';
import type { Desk } from '../desk.ts';
import { keepEmergencyLook, type Tell } from '../emergency-look.ts';
import { CommandFault } from '../fault.ts';
import type { Handlers } from '../ipc/answer.ts';
import type { TwilioJobs } from '../twilio-jobs.ts';
import type { Connection } from '../twilio/connection.ts';
import { toTwilioFault } from '../twilio/errors.ts';
import { VaultError } from '../vault/errors.ts';

export interface TrunkCommands {
  readonly desk: Desk;
  readonly jobs: TwilioJobs;
  readonly connect: (site: Site) => Promise<Connection>;
  /** Ends readings when the vault closes. */
  readonly signal: () => AbortSignal;
  /** Hears what a reading says of registrations. */
  readonly tell?: Tell;
}

/** Asks Twilio; what goes wrong comes back in words. What the disk says has words of its own. */
export async function asking<Value>(doing: string, ask: () => Promise<Value>): Promise<Value> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof CommandFault || error instanceof VaultError ? error : toTwilioFault(error, { doing });
  }
}

/** What reading needs, of the site's account and of the network. */
export type Reading = Pick<TrunkCommands, 'desk' | 'connect' | 'signal' | 'tell'>;

/** Reads the part of the account that matters for the site, and keeps it. Where only the emergency addresses could not be read, it is kept all the same, and then that is thrown. */
export async function readTrunk({ desk, connect, signal, tell = () => {} }: Reading, siteId: string, inside: string | null = null): Promise<void> {
  const [{ readAccount }, { readEmergency }] = await Promise.all([import('../twilio/read-account.ts'), import('../twilio/read-emergency.ts')]);
  const site = await desk.site(siteId);
  const connection = await connect(site);
  // Of the moment before it was asked: what Trunkbook does meanwhile is not in it.
  const stamp = desk.stamp();
  const [snapshot, emergency] = await Promise.all([
    asking('reading the account', async () => readAccount({ ...connection, client: await connection.client(signal()) }, site, inside)),
    concernsEmergency(site) ? settled(asking('reading where the emergency addresses stand', async () => readEmergency({ accountSid: connection.accountSid, client: await connection.client(signal()) }, site))) : null,
    lookUpOnce(desk, connect, siteId),
  ]);
  await desk.change(siteId, (kept) => keepReading(kept, { source: 'api', ...stamp, account: site.intent.account, value: snapshot }, Date.now()));
  if (emergency === null) return;
  if (emergency.status === 'rejected') throw emergency.reason;
  await keepEmergencyLook(desk, siteId, tell, emergency.value, site.intent.account, stamp);
}

async function settled<Value>(work: Promise<Value>): Promise<PromiseSettledResult<Value>> {
  const [result] = await Promise.allSettled([work]);
  return result;
}

/** Whether the site has, or had, anything to do with emergency addresses at Twilio. */
function concernsEmergency({ intent, ledger }: Site): boolean {
  return intent.emergency.numbers.length > 0 || ledger.some((entry) => entry.kind === 'call' && (entry.resource === 'address' || entry.resource === 'emergency-address'));
}

/** Reads the account of a site that was just opened, where it was read before: what somebody changed meanwhile shall not come as a surprise. */
export async function readAgain(reading: Reading, siteId: string): Promise<void> {
  const { intent, observed } = await reading.desk.site(siteId);
  if (intent.account.kind !== 'by-hand' && observed.twilio !== null) await readTrunk(reading, siteId);
}

/** Reading the account, and working on it. */
export function trunkCommands({ jobs, ...reading }: TrunkCommands): Pick<Handlers, 'trunk.read' | 'trunk.apply' | 'job.cancel' | 'site.lookUpName' | 'sheet.fetch'> {
  const { desk, connect, signal } = reading;
  return {
    'trunk.read': async ({ siteId, inside }) => {
      await readTrunk(reading, siteId, inside);
      return {};
    },
    'trunk.apply': async ({ siteId, goal }) => ({ jobId: await jobs.start(siteId, goal) }),
    'job.cancel': ({ jobId }) => {
      jobs.cancel(jobId);
      return {};
    },
    'sheet.fetch': async ({ siteId, trunkSid }) => {
      const { client, accountSid } = await connect(await desk.site(siteId));
      const { fetchValues } = await import('../twilio/fetch-values.ts');
      return asking('looking for the values at Twilio', async () => fetchValues(await client(signal()), accountSid, trunkSid));
    },
    'site.lookUpName': async ({ siteId }) => {
      await lookUpName(desk, connect, siteId);
      return {};
    },
  };
}

/**
 * Asks where the PBX's name leads, and keeps the answer. Returns whether a name server answered at all.
 * @param keepEarlier no answer does not take the place of an earlier one for the same name: there may be no network
 */
export async function lookUpName(desk: Desk, connect: (site: Site) => Promise<Connection>, siteId: string, keepEarlier = false): Promise<boolean> {
  const site = await desk.site(siteId);
  const { account, pbx: { fqdn } } = site.intent;
  if (fqdn === null) return true;
  const { resolveName } = await connect(site);
  const value = await resolveName(fqdn);
  const answered = value.kind !== 'none';
  await desk.change(siteId, (site) => {
    const { intent, observed } = site;
    if (intent.pbx.fqdn !== fqdn || !sameAccount(intent.account, account)) return site;
    const earlier = keepEarlier && !answered && observed.pbxName?.fqdn === fqdn && observed.pbxName.value.kind !== 'none';
    return earlier ? site : { ...site, observed: { ...observed, pbxName: { source: 'measured', ...desk.stamp(), fqdn, value } } };
  });
  return answered;
}

/** Looks the name up where that was not done yet for this very name. A name that cannot be looked up is “not measured”, and stops nothing. */
export async function lookUpOnce(desk: Desk, connect: (site: Site) => Promise<Connection>, siteId: string): Promise<void> {
  const { intent, observed } = await desk.site(siteId);
  if (intent.pbx.fqdn !== observed.pbxName?.fqdn) await lookUpName(desk, connect, siteId).catch(() => {});
}
