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
  /** Twilio registers addresses with numbers of its country. */
  readonly registers: boolean;
}

const ADDRESSES = 'emergency-twilio.addresses';
const REGISTERED = 'emergency-twilio.registered';

const REPORTED_WORDS = { registered: 'registered', 'pending-registration': 'pending', 'registration-failure': 'failed', unregistered: 'not registered' } as const;

function registeredOf(number: string, standing: NumberStanding | undefined): CoverageCondition {
  const give = `Give ${number} the address of the place where its phones stand.`;
  switch (standing?.kind) {
    case undefined: case 'none': case 'unassigned':
      return notMet('registered', 'missing', `${number} has no emergency address: the dispatcher does not see where the caller is.`, give, ADDRESSES);
    case 'not-here':
      return notNeeded('registered', `No address can be registered with ${number}: the emergency centre asks the caller.`);
    case 'queued':
      return notMet('registered', 'waiting', `The address of ${number} waits to be submitted. ${standing.why}`, 'Nothing to do here: Trunkbook submits it as soon as it can.', ADDRESSES);
    case 'under-way':
      return notMet('registered', 'waiting', standing.state === 'pending-registration' ? `Twilio is registering the address of ${number}.${standing.withoutAddress ? ' Until then a call from it shows none.' : ''}` : `Twilio is taking the former address off ${number}. Until the next one is registered, a call from it shows none.`, 'Wait until Twilio has registered it.', REGISTERED);
    case 'registered':
      return met('registered', `Twilio has registered the address of ${number}.`);
    case 'for-person':
      return notMet('registered', 'missing', `${number}: ${standing.why}`, standing.next, ADDRESSES);
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

/** Whether Twilio keeps every floor, suite and room; it may write the words before them otherwise. */
function keepsDoor(entry: EmergencyAddress, atTwilio: TwilioAddress): boolean {
  const kept = wordsOf(`${atTwilio.streetSecondary} ${atTwilio.street}`);
  return entry.secondary.every(({ value }) => wordsOf(value).every((word) => kept.includes(word)));
}

function placeOf(number: string, entry: EmergencyAddress | undefined, atTwilio: TwilioAddress | undefined, place: PlaceOf, atStreet: (address: EmergencyAddress) => boolean): CoverageCondition {
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
  if (atTwilio !== undefined && !keepsDoor(entry, atTwilio)) {
    return notMet('place', 'missing', `Twilio keeps “${addressLine(atTwilio)}” for ${number}: without what leads to the door in ${name}.`, 'Give the number an address that keeps floor, suite and room.', ADDRESSES);
  }
  if (address.secondary.length === 0 && atStreet(address)) {
    return notMet('place', 'missing', `${name} has no floor, suite or room, though other addresses at this street have.`, 'Say in the address which floor, suite or room it is.', ADDRESSES);
  }
  return met('place', `${number} belongs to ${name}, where the phone stands.`);
}

/** What must hold of the address of each number that an emergency call can show. Looked up once a number. */
export function registrationFacts({ intent, observed }: Pick<OpenSite, 'intent' | 'observed'>, standings: ReadonlyMap<string, NumberStanding>): (number: string) => NumberFacts {
  const { addresses, numbers } = intent.emergency;
  const byId = new Map(addresses.map((address) => [address.id, address]));
  const wanted = new Map(numbers.map(({ phoneNumber, address }) => [phoneNumber, address === null ? undefined : byId.get(address)]));
  const atTwilio = new Map((observed.emergency?.addresses ?? []).map(({ sid, address }) => [sid, address]));
  const reported = new Map(observed.emergencyReported.map(({ phoneNumber, address }) => [phoneNumber, address]));
  const streetOf = ({ street, postalCode, country }: EmergencyAddress): string => `${street} ${postalCode} ${country}`.toUpperCase();
  const streetsWithDoors = new Set(addresses.filter(({ secondary }) => secondary.length > 0).map(streetOf));
  const facts = (number: string): NumberFacts => {
    const territory = territoryOf(countryOfNumber(number, intent.country));
    if (territory !== 'registers') {
      const words = TERRITORY_WORDS[territory].means;
      return { registers: false, expected: null, registered: notNeeded('registered', words), place: () => notNeeded('place', words) };
    }
    const standing = standings.get(number);
    // Who works by hand says which address the Console shows; it counts, not the one that was wanted.
    const said = standing?.kind === 'reported' ? reported.get(number) : undefined;
    const entry = said === undefined || said === null ? wanted.get(number) : byId.get(said);
    const cache = new Map<string, CoverageCondition>();
    const kept = standing?.kind === 'registered' ? atTwilio.get(standing.addressSid) : undefined;
    const line = kept ?? (entry && toTwilio(entry));
    const isRegistered = standing?.kind === 'registered' || (standing?.kind === 'reported' && standing.state === 'registered');
    return {
      registers: true, registered: registeredOf(number, standing),
      expected: isRegistered && line !== undefined ? { callerId: number, addressSid: standing.kind === 'registered' ? standing.addressSid : null, address: addressLine(line) } : null,
      place: (place) => {
        const key = place.kind === 'here' ? place.address.id : place.kind === 'two' ? place.names.join('\n') : place.kind;
        const known = cache.get(key) ?? placeOf(number, entry, kept, place, (address) => streetsWithDoors.has(streetOf(address)));
        cache.set(key, known);
        return known;
      },
    };
  };
  const cache = new Map<string, NumberFacts>();
  return (number) => {
    const known = cache.get(number) ?? facts(number);
    cache.set(number, known);
    return known;
  };
}
