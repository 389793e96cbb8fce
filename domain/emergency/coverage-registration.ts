import type { EmergencyAddress, TwilioAddress } from '../site/emergency-record.ts';
import type { OpenSite } from '../site/record.ts';
import { addressLine, sameDoor, toTwilio } from './secondary.ts';
import type { CoverageCondition, ExpectedReadBack } from './coverage-cell.ts';
import type { PlaceOf } from './coverage-places.ts';
import { met, notMet, notNeeded } from './coverage-trunk.ts';
import type { NumberStanding } from './standing.ts';
import { countryOfNumber, TERRITORY_WORDS, territoryOf } from './territory.ts';

/** The registration of one number. */
export interface NumberFacts {
  readonly registered: CoverageCondition;
  /** What the test service must read of it; null while nothing is registered. */
  readonly expected: ExpectedReadBack | null;
  /** Whether it belongs to the place where a phone stands. */
  readonly place: (place: PlaceOf) => CoverageCondition;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** Twilio registers addresses with numbers of its country. */
  readonly registers: boolean;
}

const ADDRESSES = 'emergency-twilio.addresses';
const REGISTERED = 'emergency-twilio.registered';


const REPORTED_WORDS = { registered: 'registered', 'pending-registration': 'pending', 'registration-failure': 'failed', unregistered: 'not registered' } as const;

function shownWords({ shown }: Extract<NumberStanding, { kind: 'queued' | 'for-person' }>): string {
  if (shown === undefined) return '';
  return shown.address === null ? ' A call from it shows no address now.' : ` A call from it still shows “${shown.address}”.`;
}

function registeredOf(number: string, standing: NumberStanding | undefined, isByHand: boolean, there: (at: string) => CoverageCondition): CoverageCondition {
  const give = `Give ${number} the address of the place where its phones stand.`;
  switch (standing?.kind) {
    case 'unassigned':
      if (standing.state === 'registered') return notMet('registered', 'missing', `${number} has an address at Twilio that nobody has given it here: whether it is the right one is not known.`, give, ADDRESSES);
      return notMet('registered', 'missing', `${number} has no emergency address: the dispatcher does not see where the caller is.`, give, ADDRESSES);
    case undefined: case 'none':
      return notMet('registered', 'missing', `${number} has no emergency address: the dispatcher does not see where the caller is.`, give, ADDRESSES);
    case 'not-here':
      return notNeeded('registered', `No address can be registered with ${number}: the emergency centre asks the caller.`);
    case 'queued':
      if (isByHand) return notMet('registered', 'missing', `Nobody has reported that ${number} has its address at Twilio. ${standing.why}`, 'Add the address to the number in the Twilio Console, and report here what it shows.', REGISTERED);
      if (standing.needs !== undefined) return notMet('registered', 'missing', `The address of ${number} is not submitted. ${standing.why}${shownWords(standing)}`, standing.needs === 'setup.run' ? 'Set up the trunk at Twilio, with this number.' : 'Have the terms accepted in the Twilio Console, and confirm it here.', standing.needs);
      return notMet('registered', 'waiting', `The address of ${number} waits to be submitted. ${standing.why}${shownWords(standing)}`, 'Nothing to do here: Trunkbook submits it as soon as it can.', ADDRESSES);
    case 'under-way':
      return notMet('registered', 'waiting', standing.state === 'pending-registration' ? `Twilio is registering the address of ${number}.${standing.withoutAddress ? ' Until then a call from it shows none.' : ''}` : `Twilio is taking an address off ${number}: a call from it shows none now.`, standing.state === 'pending-registration' ? 'Wait until Twilio has registered it.' : 'Wait until it is off.', REGISTERED);
    case 'registered':
      return there(standing.at);
    case 'for-person':
      return notMet('registered', 'missing', `${number}: ${standing.why}${shownWords(standing)}`, standing.next, ADDRESSES);
    case 'reported': {
      const words = `${standing.who} reported ${number} as ${REPORTED_WORDS[standing.state]} in the Twilio Console.`;
      if (standing.state === 'registered') return met('registered', words, true);
      if (standing.state === 'pending-registration') return notMet('registered', 'waiting', words, 'Look into the Twilio Console again, and report what it shows.', REGISTERED, true);
      return notMet('registered', 'missing', words, standing.state === 'registration-failure' ? 'Correct the address in the Twilio Console, and add it again.' : give, ADDRESSES, true);
    }
    case 'not-read':
      return notMet('registered', 'not-measured', `Twilio has not been asked about ${number} yet.`, 'Read the emergency addresses at Twilio.', REGISTERED);
  }
}

const wordsOf = (text: string): readonly string[] => text.toUpperCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');

/** Whether Twilio keeps every floor, suite and room; it may write the words before them otherwise. Each word is kept once only: the 1 of “1 Main St” is not that of its floor. */
function keepsDoor(entry: EmergencyAddress, atTwilio: TwilioAddress): boolean {
  const kept = [...wordsOf(atTwilio.streetSecondary), ...wordsOf(atTwilio.street)];
  const take = (word: string, from: number): boolean => {
    const at = kept.indexOf(word, from);
    if (at < 0) return false;
    kept.splice(at, 1);
    return true;
  };
  const behind = wordsOf(atTwilio.streetSecondary).length;
  for (const word of wordsOf(entry.street)) take(word, behind);
  return entry.secondary.every(({ value }) => wordsOf(value).every((word) => take(word, 0)));
}

function placeOf(number: string, entry: EmergencyAddress | undefined, lost: string | null, place: PlaceOf, atStreet: (address: EmergencyAddress) => boolean, isRight: (address: EmergencyAddress) => CoverageCondition): CoverageCondition {
  switch (place.kind) {
    case 'none-entered': return notMet('place', 'missing', 'No emergency address is entered for this site.', 'Enter the address of the place where this phone stands.', ADDRESSES);
    case 'unsaid': return notMet('place', 'not-measured', 'Nobody has said where this phone stands.', 'Say where this phone stands: name its extension with one of the addresses.', ADDRESSES);
    case 'two': return notMet('place', 'missing', `“${place.names[0]}” and “${place.names[1]}” both name this extension.`, 'Name the extension with one address only.', ADDRESSES);
    case 'here': break;
  }
  const { address } = place;
  const name = `“${address.friendlyName}”`;
  if (entry === undefined) return notMet('place', 'missing', `The phone stands in ${name}, and ${number} has no address.`, `Give ${number} the address ${name}, or show the number of that place.`, ADDRESSES);
  if (entry.id !== address.id && !sameDoor(toTwilio(entry), toTwilio(address))) {
    return notMet('place', 'missing', `The phone stands in ${name}, and ${number} belongs to “${entry.friendlyName}”: help would go there.`, `Show a number of ${name}, or give ${number} that address.`, ADDRESSES);
  }
  if (lost !== null) {
    return notMet('place', 'missing', `Twilio keeps “${lost}” for ${number}: without what leads to the door in ${name}.`, 'Give the number an address that keeps floor, suite and room.', ADDRESSES);
  }
  if (address.secondary.length === 0 && atStreet(address)) {
    return notMet('place', 'missing', `${name} has no floor, suite or room, though other addresses at this street have.`, 'Say in the address which floor, suite or room it is.', ADDRESSES);
  }
  return isRight(address);
}

/** What must hold of the address of each number that an emergency call can show. Ask once a number. */
export function registrationFacts({ intent, observed }: Pick<OpenSite, 'intent' | 'observed'>, standings: ReadonlyMap<string, NumberStanding>): (number: string) => NumberFacts {
  const { addresses, numbers } = intent.emergency;
  const byId = new Map(addresses.map((address) => [address.id, address]));
  const wanted = new Map(numbers.map(({ phoneNumber, address }) => [phoneNumber, address === null ? undefined : byId.get(address)]));
  const atTwilio = new Map((observed.emergency?.addresses ?? []).map(({ sid, address }) => [sid, address]));
  const reported = new Map(observed.emergencyReported.map(({ phoneNumber, address }) => [phoneNumber, address]));
  const streetOf = ({ street, postalCode, country }: EmergencyAddress): string => `${street} ${postalCode} ${country}`.toUpperCase();
  const streetsWithDoors = new Set(addresses.filter(({ secondary }) => secondary.length > 0).map(streetOf));
  const atStreet = (address: EmergencyAddress): boolean => streetsWithDoors.has(streetOf(address));
  const right = new Map<string, CoverageCondition>();
  const isRight = ({ id, friendlyName, confirmedBy }: EmergencyAddress): CoverageCondition => {
    const known = right.get(id) ?? (confirmedBy.trim() === ''
      // Twilio knows whether there is such a door, and 933 what is registered: that the phones stand behind it, only people there can say.
      ? notMet('place', 'not-measured', `It belongs to “${friendlyName}”, and nobody on site has confirmed this address.`, `Have somebody on site confirm the address of “${friendlyName}”, and write down who did.`, ADDRESSES)
      : met('place', `It belongs to “${friendlyName}”, where the phone stands. ${confirmedBy.trim()} confirmed the address.`));
    right.set(id, known);
    return known;
  };
  const onDay = new Map<string, CoverageCondition>();
  const registeredAt = (at: string): CoverageCondition => {
    const day = at.slice(0, 10);
    const known = onDay.get(day) ?? met('registered', `Twilio has registered its address, as it said on ${day}.`);
    onDay.set(day, known);
    return known;
  };
  const lines = new Map<EmergencyAddress | undefined, Map<string | null, { readonly line: string | null; readonly lost: string | null }>>();
  /** An address in one line, as Twilio keeps it or as it was entered; `lost`: that line, where Twilio keeps it without what leads to the door. Thousands of numbers share a few. */
  const lineAt = (sid: string | null, entry: EmergencyAddress | undefined): { readonly line: string | null; readonly lost: string | null } => {
    const ofEntry = lines.get(entry) ?? new Map<string | null, { readonly line: string | null; readonly lost: string | null }>();
    const known = ofEntry.get(sid);
    if (known !== undefined) return known;
    const kept = sid === null ? undefined : atTwilio.get(sid);
    const address = kept ?? (entry && toTwilio(entry));
    const line = address === undefined ? null : addressLine(address);
    const made = { line, lost: kept !== undefined && entry !== undefined && !keepsDoor(entry, kept) ? line : null };
    lines.set(entry, ofEntry.set(sid, made));
    return made;
  };
  return (number: string): NumberFacts => {
    const country = countryOfNumber(number, intent.country);
    const territory = territoryOf(country);
    if (territory !== 'registers') {
      const words = TERRITORY_WORDS[territory].means;
      return { country, registers: false, expected: null, registered: notNeeded('registered', words), place: () => notNeeded('place', words) };
    }
    const standing = standings.get(number);
    // Who works by hand says which address the Console shows; it counts, not the one that was wanted.
    const said = standing?.kind === 'reported' ? reported.get(number) : undefined;
    const entry = said === undefined || said === null ? wanted.get(number) : byId.get(said);
    const sid = standing?.kind === 'registered' ? standing.addressSid : null;
    const { line, lost } = lineAt(sid, entry);
    const isRegistered = standing?.kind === 'registered' || (standing?.kind === 'reported' && standing.state === 'registered');
    return {
      country, registers: true, registered: registeredOf(number, standing, intent.account.kind === 'by-hand', registeredAt),
      expected: isRegistered && line !== null ? { callerId: number, addressSid: sid, address: line } : null,
      place: (place) => placeOf(number, entry, lost, place, atStreet, isRight),
    };
  };
}
