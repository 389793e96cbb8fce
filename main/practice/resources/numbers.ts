import { askEmergency, emergencyState } from '../emergency.ts';
import { refuse } from '../http.ts';
import { numbersForSale, type Offer, usualName } from '../inventory.ts';
import { classicList } from '../paging.ts';
import { requirementsOf } from '../places.ts';
import { type Answer, type Call, DELETED, findBySid, type Route } from '../route.ts';
import { ownedNumber } from '../world.ts';
import type { Address, PhoneNumber } from '../world-data.ts';
import { ACCOUNT_PATH } from './account.ts';
import { showNumber } from './number-views.ts';

const host = 'api.twilio.com';
const NUMBERS = `${ACCOUNT_PATH}/IncomingPhoneNumbers`;
/**
 * Takes a number off its trunk. Refuses while the number has emergency calling: a 911 call from it would be without its trunk.
 * NC: detach-by-update — by whichever way it is asked for.
 */
export function leaveTrunk(number: PhoneNumber, now: number): void {
  if (number.trunkSid !== null && emergencyState(number, now) !== 'unregistered') throw refuse(21634, 'The number has emergency calling');
  number.trunkSid = null;
}

/** The filter is part of a number; `*` stands for any one digit (twilio.md 1.7). */
function matchesPart(phoneNumber: string, wanted: string): boolean {
  const pattern = [...wanted.replace(/[^\d*+]/g, '')].map((sign) => (sign === '*' ? '\\d' : sign === '+' ? '^\\+' : sign)).join('');
  return new RegExp(pattern).test(phoneNumber);
}

function list(call: Call): Answer {
  const { query } = call.request;
  const [part, name, origin] = [query.get('PhoneNumber'), query.get('FriendlyName'), query.get('Origin')];
  const found = call.data.numbers.filter((number) => (part === null || matchesPart(number.phoneNumber, part))
    && (name === null || number.friendlyName === name) && (origin === null || origin === 'twilio'));
  return classicList(call, 'incoming_phone_numbers', found, (number) => showNumber(call, number));
}

/** NC: never-for-sale — a number that was never on offer is refused like one that is gone. */
function chooseOffer({ form, data }: Call): Offer {
  const phoneNumber = form.text('PhoneNumber');
  if (phoneNumber !== undefined) {
    if (!/^\+[1-9]\d{6,14}$/.test(phoneNumber)) throw refuse(21421, `${phoneNumber} is not a valid number`);
    const offer = numbersForSale(data, (place) => phoneNumber.startsWith(place.prefix)).find((one) => one.phoneNumber === phoneNumber);
    if (!offer) throw refuse(21422, `${phoneNumber} is not available`);
    return offer;
  }
  const areaCode = form.required('AreaCode');
  if (!/^[2-9]\d{2}$/.test(areaCode)) throw refuse(21451, `${areaCode} is not an area code`);
  const [offer] = numbersForSale(data, (place) => place.kind === 'local' && place.areaCode === areaCode);
  if (!offer) throw refuse(21452, `There are no numbers in ${areaCode}`);
  return offer;
}

function buy(call: Call): Answer {
  const { form, data } = call;
  // Twilio calls this a feature: no error, no second number (twilio.md 1.7).
  // NC: buy-again — the other values of the request are ignored.
  const owned = data.numbers.find((number) => number.phoneNumber === form.text('PhoneNumber'));
  if (owned) return { status: 201, body: showNumber(call, owned) };
  if (data.account.type === 'Trial' && data.numbers.length > 0) throw refuse(21404, 'Trial accounts are allowed only one number');
  const { phoneNumber, place } = chooseOffer(call);
  const trunkSid = readTrunk(call);
  const address = readAddress(call, 'AddressSid');
  const bundleSid = readBundle(call, place.country);
  const needs = requirementsOf(place.country);
  if (needs.bundle && !bundleSid) throw refuse(21649, 'This number requires a regulatory bundle');
  refuseAddress(needs.address, address ?? null, place.country);
  // EmergencyAddressSid and EmergencyStatus are ignored here, as they are at Twilio (twilio.md 0.7).
  const number = {
    ...call.world.stamp('PN', call.now), ...ownedNumber(phoneNumber), kind: place.kind, addressRequirements: needs.address, addressSid: address?.sid ?? null,
    bundleSid: bundleSid ?? null, trunkSid: trunkSid ?? null,
    friendlyName: readName(call) ?? usualName(phoneNumber), voiceUrl: form.text('VoiceUrl') ?? '',
  } as const satisfies PhoneNumber;
  data.numbers.push(number);
  return { status: 201, body: showNumber(call, number) };
}

/** NC: number-name — refuses a name that is too long with 20001. */
function readName({ form }: Call): string | undefined {
  return form.withCode(20001).text('FriendlyName', 64);
}

/** The trunk to be set: a SID, null to take the number off, undefined to leave it. */
function readTrunk(call: Call): string | null | undefined {
  const sid = call.form.text('TrunkSid');
  if (sid === undefined || sid === '') return sid === '' ? null : undefined;
  return findBySid(call, call.data.trunks, sid).sid;
}

/** As with the trunk: an address, null, or undefined. */
function readAddress(call: Call, name: string): Address | null | undefined {
  const sid = call.form.text(name);
  if (sid === undefined || sid === '') return sid === '' ? null : undefined;
  return findBySid(call, call.data.addresses, sid);
}

/** NC: bundle-unfit — a bundle that is not approved, or of another country, is answered with 21650. */
function readBundle(call: Call, country: string): string | null | undefined {
  const sid = call.form.text('BundleSid');
  if (sid === undefined || sid === '') return sid === '' ? null : undefined;
  const bundle = call.data.bundles.find((one) => one.sid === sid && one.isoCountry === country);
  if (!bundle) throw refuse(21650, 'The regulatory bundle does not fit the number');
  return bundle.sid;
}

/** Both codes say that an address is needed; 21615 that it must be of the number's own country. */
function refuseAddress(needs: PhoneNumber['addressRequirements'], address: Address | null, country: string): void {
  if (needs !== 'none' && !address) throw refuse(needs === 'local' ? 21615 : 21631, 'This number requires an address');
  if (needs === 'local' && address?.isoCountry !== country) throw refuse(21615, 'This number requires an address in its own country');
}

/** What the number has for emergency calling after this update; `EmergencyStatus` is ignored (twilio.md 0.7). */
function readEmergency(call: Call, number: PhoneNumber): PhoneNumber['emergency'] {
  const wanted = readAddress(call, 'EmergencyAddressSid');
  if (wanted === undefined) return number.emergency;
  const current = call.data.addresses.find(({ sid }) => sid === number.emergency?.addressSid) ?? null;
  return askEmergency(number, { current, wanted }, call.now);
}

function change(call: Call): Answer {
  const { form, now } = call;
  const number = findBySid(call, call.data.numbers, call.part('Sid'));
  const trunkSid = readTrunk(call);
  const address = readAddress(call, 'AddressSid');
  const application = form.text('VoiceApplicationSid');
  if (application !== undefined && application !== '' && !/^AP[0-9a-f]{32}$/.test(application)) throw refuse(20001, 'VoiceApplicationSid is not a SID');
  const friendlyName = readName(call) ?? number.friendlyName;
  const emergency = readEmergency(call, number);
  if ((trunkSid !== undefined && trunkSid !== number.trunkSid) || application) leaveTrunk(number, now);
  // A trunk and an application exclude each other; a trunk leaves the voice URL where it is, and dead (twilio.md 1.7).
  if (trunkSid !== undefined) Object.assign(number, { trunkSid, ...(trunkSid === null ? {} : { voiceApplicationSid: '' }) });
  if (application !== undefined && !trunkSid) number.voiceApplicationSid = application;
  if (address !== undefined) number.addressSid = address?.sid ?? null;
  Object.assign(number, { emergency, friendlyName, voiceUrl: form.text('VoiceUrl') ?? number.voiceUrl, updatedAt: now });
  return { status: 200, body: showNumber(call, number) };
}

/** Released: it is for sale again. NC: release-with-emergency — also while it has an emergency address. */
function release(call: Call): Answer {
  const { sid } = findBySid(call, call.data.numbers, call.part('Sid'));
  call.data.numbers = call.data.numbers.filter((number) => number.sid !== sid);
  return DELETED;
}

export const numberRoutes: readonly Route[] = [
  { method: 'GET', host, path: `${NUMBERS}.json`, run: list },
  { method: 'POST', host, path: `${NUMBERS}.json`, run: buy },
  { method: 'GET', host, path: `${NUMBERS}/{Sid}.json`, run: (call) => ({ status: 200, body: showNumber(call, findBySid(call, call.data.numbers, call.part('Sid'))) }) },
  { method: 'POST', host, path: `${NUMBERS}/{Sid}.json`, run: change },
  { method: 'DELETE', host, path: `${NUMBERS}/{Sid}.json`, run: release },
];
