import { type EmergencyAnswer, matters, numbersToAsk } from '../../domain/emergency/keep-emergency.ts';
import { AddressAtTwilio, EMERGENCY_STATES, EmergencyReading, type TwilioAddress } from '../../domain/site/emergency-record.ts';
import type { Site } from '../../domain/site/record.ts';
import type { Twilio } from './client.ts';
import { addressAsKept } from './perform.ts';
import { wholePages } from './read-account.ts';
import { readNumbers } from './read-numbers.ts';

/** So few numbers are asked for by themselves; more are looked for in the account's list. */
const ONE_BY_ONE = 4;

interface Asking {
  readonly client: Twilio;
  readonly accountSid: string;
}

/** All addresses of the account. */
export async function listAddresses({ client, accountSid }: Asking): Promise<readonly AddressAtTwilio[]> {
  const listed = await client.api.v2010.accounts(accountSid).addresses.list(wholePages());
  return listed.map(asAddress);
}

function asAddress(address: Parameters<typeof addressAsKept>[0] & { readonly sid: string; readonly emergencyEnabled: boolean | null; readonly validated: boolean | null }): AddressAtTwilio {
  return { sid: address.sid, address: addressAsKept(address), emergencyEnabled: address.emergencyEnabled ?? false, validated: address.validated ?? false };
}

/** One address of the account. */
export async function readAddress({ client, accountSid }: Asking, sid: string): Promise<AddressAtTwilio> {
  return AddressAtTwilio.parse(asAddress(await client.api.v2010.accounts(accountSid).addresses(sid).fetch()));
}

/** All addresses of the account, each with how many numbers use it for emergency calls; null where the account has more numbers than one page. */
export async function existingAddresses(asking: Asking): Promise<readonly { readonly sid: string; readonly address: TwilioAddress; readonly emergencyEnabled: boolean; readonly numbers: number | null }[]> {
  const { client, accountSid } = asking;
  const [addresses, page] = await Promise.all([listAddresses(asking), client.api.v2010.accounts(accountSid).incomingPhoneNumbers.page(wholePages())]);
  const counts = new Map<string, number>();
  for (const { emergencyAddressSid } of page.instances) if (emergencyAddressSid) counts.set(emergencyAddressSid, (counts.get(emergencyAddressSid) ?? 0) + 1);
  const isWhole = !page.nextPageUrl;
  return addresses.map(({ sid, address, emergencyEnabled }) => ({ sid, address, emergencyEnabled, numbers: isWhole ? counts.get(sid) ?? 0 : null }));
}

/**
 * Asks Twilio where the emergency addresses of a site stand. Throws the SDK's errors as they are; the caller translates them.
 * @param only these numbers, where just those under way are looked at; all of the site's unless given
 */
export async function readEmergency({ client, accountSid }: Asking, site: Pick<Site, 'intent' | 'ledger' | 'observed'>, only: readonly string[] | null = null): Promise<EmergencyAnswer> {
  const wanted = only ?? numbersToAsk(site, accountSid);
  const [addresses, numbers] = await Promise.all([listAddresses({ client, accountSid }), askNumbers({ client, accountSid }, site, wanted, only !== null)]);
  const isWanted = matters(site, accountSid, numbers);
  const answer = { accountSid, addresses: addresses.filter(isWanted), numbers, whole: only === null };
  // Whatever Twilio answers, only what the vault can hold gets in.
  EmergencyReading.pick({ accountSid: true, addresses: true }).parse({ accountSid, addresses: answer.addresses });
  EmergencyReading.shape.numbers.parse(numbers.map((number) => ({ ...number, at: NEVER, since: NEVER })));
  return answer;
}

const NEVER = new Date(0).toISOString();

type Asked = EmergencyAnswer['numbers'][number];
type Answered = Pick<Awaited<ReturnType<typeof readNumbers>>[number], 'sid' | 'phoneNumber' | 'trunkSid' | 'emergencyAddressSid' | 'emergencyAddressStatus'>;

async function askNumbers({ client, accountSid }: Asking, { observed }: Pick<Site, 'observed'>, wanted: readonly string[], fewOnly: boolean): Promise<readonly Asked[]> {
  const known = new Map(observed.emergency?.accountSid === accountSid ? observed.emergency.numbers.map(({ phoneNumber, sid }) => [phoneNumber, sid]) : []);
  const sids = wanted.map((phoneNumber) => known.get(phoneNumber) ?? null);
  if (fewOnly && wanted.length <= ONE_BY_ONE && sids.every((sid) => sid !== null)) {
    const { incomingPhoneNumbers } = client.api.v2010.accounts(accountSid);
    return Promise.all(sids.map(async (sid, index) => asAsked(wanted[index] ?? '', await orGone(incomingPhoneNumbers(sid).fetch()))));
  }
  const found = new Map((await readNumbers(client, accountSid, wanted)).map((number) => [number.phoneNumber, number]));
  return wanted.map((phoneNumber) => asAsked(phoneNumber, found.get(phoneNumber) ?? null));
}

async function orGone<Value>(asking: Promise<Value>): Promise<Value | null> {
  try {
    return await asking;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'status' in error && error.status === 404) return null;
    throw error;
  }
}

function asAsked(phoneNumber: string, number: Answered | null): Asked {
  if (number === null) return { phoneNumber, sid: null, trunkSid: null, state: null, addressSid: null };
  const { sid, trunkSid, emergencyAddressSid, emergencyAddressStatus } = number;
  return { phoneNumber, sid, trunkSid: trunkSid || null, state: EMERGENCY_STATES.find((state) => state === emergencyAddressStatus) ?? null, addressSid: emergencyAddressSid || null };
}
