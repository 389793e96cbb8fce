import type { Site } from '../../domain/site/record.ts';
import { sameAccount } from '../../domain/site/same-account.ts';
import type { AccountNumber } from '../../domain/numbers/directory.ts';
import { accountKey } from '../../domain/overview/account-key.ts';
import type { Desk } from '../desk.ts';
import { CommandFault } from '../fault.ts';
import type { Handlers } from '../ipc/answer.ts';
import type { SetUpJobs } from '../set-up-jobs.ts';
import type { Connection } from '../twilio/connection.ts';
import { toTwilioFault } from '../twilio/errors.ts';
import { fetchValues } from '../twilio/fetch-values.ts';
import { readAccount } from '../twilio/read-account.ts';

export interface TrunkCommands {
  readonly desk: Desk;
  readonly jobs: SetUpJobs;
  readonly connect: (site: Site) => Promise<Connection>;
  /** Ends readings when the vault closes. */
  readonly signal: () => AbortSignal;
}

const SHOWN = 30;

/** Asks Twilio; what goes wrong comes back in words. */
export async function asking<Value>(doing: string, ask: () => Promise<Value>): Promise<Value> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof CommandFault ? error : toTwilioFault(error, { doing });
  }
}

/** What reading needs, of the site's account and of the network. */
export type Reading = Pick<TrunkCommands, 'desk' | 'connect' | 'signal'>;

/** Reads the part of the account that matters for the site, and keeps it. */
export async function readTrunk({ desk, connect, signal }: Reading, siteId: string): Promise<void> {
  const site = await desk.site(siteId);
  const connection = await connect(site);
  const [snapshot] = await Promise.all([
    asking('reading the account', async () => readAccount(await connection.client(signal()), connection.accountSid, site.intent, site.ledger)),
    lookUpOnce(desk, connect, siteId),
  ]);
  await desk.change(siteId, (now) => ({ ...now, observed: { ...now.observed, twilio: { source: 'api', ...desk.stamp(), account: site.intent.account, value: snapshot } } }));
}

/** Lists all numbers of the account, and keeps the list for when there is no network. */
export async function listNumbers({ desk, connect, signal }: Reading, siteId: string): Promise<readonly AccountNumber[]> {
  const site = await desk.site(siteId);
  const { client, accountSid } = await connect(site);
  const found = await asking('reading the account’s numbers', async () => (await client(signal())).api.v2010.accounts(accountSid).incomingPhoneNumbers.list({ pageSize: 1000 }));
  const numbers = found.map((number): AccountNumber => ({
    phoneNumber: number.phoneNumber, place: number.friendlyName,
    note: number.trunkSid ? 'is on a trunk' : number.voiceUrl || number.voiceApplicationSid ? 'has a voice URL' : null,
  }));
  await desk.changeNumbers(siteId, (part) => ({ ...part, listed: { source: 'api', ...desk.stamp(), account: accountKey(site.intent.account), numbers } }));
  return numbers;
}

/** Reading the account, choosing numbers, setting the trunk up. */
export function trunkCommands({ desk, jobs, connect, signal }: TrunkCommands): Pick<Handlers, 'trunk.read' | 'trunk.setUp' | 'job.cancel' | 'numbers.owned' | 'numbers.available' | 'site.lookUpName' | 'sheet.fetch'> {
  return {
    'trunk.read': async ({ siteId }) => {
      await readTrunk({ desk, connect, signal }, siteId);
      return {};
    },
    'trunk.setUp': async ({ siteId, confirmed }) => ({ jobId: await jobs.start(siteId, confirmed) }),
    'job.cancel': ({ jobId }) => {
      jobs.cancel(jobId);
      return {};
    },
    'numbers.owned': async ({ siteId }) => [...await listNumbers({ desk, connect, signal }, siteId)],
    'numbers.available': async ({ siteId, areaCode }) => {
      const site = await desk.site(siteId);
      const { client, accountSid } = await connect(site);
      const numbers = await asking('looking for numbers to buy', async () =>
        (await client(signal())).api.v2010.accounts(accountSid).availablePhoneNumbers(site.intent.country).local
          .list({ voiceEnabled: true, limit: SHOWN, ...(areaCode === null ? {} : { areaCode: Number(areaCode) }) }));
      return numbers.map((number): AccountNumber => ({ phoneNumber: number.phoneNumber, place: [number.locality, number.region].filter(Boolean).join(', '), note: null }));
    },
    'sheet.fetch': async ({ siteId, trunkSid }) => {
      const { client, accountSid } = await connect(await desk.site(siteId));
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
