import { iso8601, refuse, rfc2822 } from '../http.ts';
import { numbersForSale, type Offer, usualName } from '../inventory.ts';
import { classicList } from '../paging.ts';
import { type Answer, type Call, DELETED, findBySid, type Route } from '../route.ts';
import { ownedNumber } from '../world.ts';
import type { PhoneNumber } from '../world-data.ts';
import { ACCOUNT_PATH, accountPath } from './account.ts';

const host = 'api.twilio.com';
const NUMBERS = `${ACCOUNT_PATH}/IncomingPhoneNumbers`;
const CAPABILITIES = { voice: true, sms: true, mms: true, fax: false };

/** What both APIs say about a number. */
function commonParts(call: Call, number: PhoneNumber): object {
  return {
    sid: number.sid, account_sid: call.data.account.sid, phone_number: number.phoneNumber, friendly_name: number.friendlyName, capabilities: CAPABILITIES,
    address_requirements: number.addressRequirements, api_version: '2010-04-01', beta: false, trunk_sid: number.trunkSid,
    voice_url: number.voiceUrl === '' ? null : number.voiceUrl, voice_method: 'POST', voice_fallback_url: null, voice_fallback_method: 'POST', voice_caller_id_lookup: false,
    voice_application_sid: number.voiceApplicationSid, sms_application_sid: '', sms_url: '', sms_method: 'POST', sms_fallback_url: '', sms_fallback_method: 'POST',
    status_callback: '', status_callback_method: 'POST',
  };
}

/** NC: never-registered — a number without an emergency address is `unregistered`, not null. `emergency_status` means nothing any more (twilio.md 1.9). */
function showNumber(call: Call, number: PhoneNumber): object {
  return {
    ...commonParts(call, number), date_created: rfc2822(number.createdAt), date_updated: rfc2822(number.updatedAt), origin: 'twilio', status: 'in-use', type: number.kind,
    voice_receive_mode: 'voice', address_sid: number.addressSid, bundle_sid: null, identity_sid: null,
    emergency_status: 'Inactive', emergency_address_sid: number.emergencyAddressSid, emergency_address_status: number.emergencyState,
    uri: `${accountPath(call)}/IncomingPhoneNumbers/${number.sid}.json`,
  };
}

/** A number as the trunking API shows it. */
export function showTrunkNumber(call: Call, number: PhoneNumber, trunkSid: string): object {
  return {
    ...commonParts(call, number), date_created: iso8601(number.createdAt), date_updated: iso8601(number.updatedAt),
    url: `https://trunking.twilio.com/v1/Trunks/${trunkSid}/PhoneNumbers/${number.sid}`,
    links: { phone_number: `https://${host}${accountPath(call)}/IncomingPhoneNumbers/${number.sid}.json` },
  };
}

/**
 * Takes a number off its trunk. Refuses while the number has emergency calling: a 911 call from it would be without its trunk.
 * NC: detach-by-update — by whichever way it is asked for.
 */
export function leaveTrunk(number: PhoneNumber): void {
  if (number.trunkSid !== null && number.emergencyState !== 'unregistered') throw refuse(21634, 'The number has emergency calling');
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
  const addressSid = readAddressSid(call, 'AddressSid');
  const addressRequirements = place.country === 'GB' ? 'any' : 'none';
  if (addressRequirements === 'any' && !addressSid) throw refuse(21631, 'This number requires an address');
  // EmergencyAddressSid and EmergencyStatus are ignored here, as they are at Twilio (twilio.md 0.7).
  const number = {
    ...call.world.stamp('PN', call.now), ...ownedNumber(phoneNumber), kind: place.kind, addressRequirements, addressSid: addressSid ?? null, trunkSid: trunkSid ?? null,
    friendlyName: form.text('FriendlyName', 64) ?? usualName(phoneNumber), voiceUrl: form.text('VoiceUrl') ?? '',
  } as const satisfies PhoneNumber;
  data.numbers.push(number);
  return { status: 201, body: showNumber(call, number) };
}

/** The trunk to be set: a SID, null to take the number off, undefined to leave it. */
function readTrunk(call: Call): string | null | undefined {
  const sid = call.form.text('TrunkSid');
  if (sid === undefined || sid === '') return sid === '' ? null : undefined;
  return findBySid(call, call.data.trunks, sid).sid;
}

function readAddressSid(call: Call, name: string): string | null | undefined {
  const sid = call.form.text(name);
  if (sid === undefined || sid === '') return sid === '' ? null : undefined;
  return findBySid(call, call.data.addresses, sid).sid;
}

function change(call: Call): Answer {
  const { form } = call;
  const number = findBySid(call, call.data.numbers, call.part('Sid'));
  const trunkSid = readTrunk(call);
  const addressSid = readAddressSid(call, 'AddressSid');
  const emergencyAddressSid = readAddressSid(call, 'EmergencyAddressSid');
  const application = form.text('VoiceApplicationSid');
  if (application !== undefined && application !== '' && !/^AP[0-9a-f]{32}$/.test(application)) throw refuse(20001, 'VoiceApplicationSid is not a SID');
  const friendlyName = form.text('FriendlyName', 64) ?? number.friendlyName;
  if ((trunkSid !== undefined && trunkSid !== number.trunkSid) || application) leaveTrunk(number);
  // A trunk and an application exclude each other; a trunk leaves the voice URL where it is, and dead (twilio.md 1.7).
  if (trunkSid !== undefined) Object.assign(number, { trunkSid, ...(trunkSid === null ? {} : { voiceApplicationSid: '' }) });
  if (application !== undefined && !trunkSid) number.voiceApplicationSid = application;
  if (addressSid !== undefined) number.addressSid = addressSid;
  // Registration itself comes with emergency calling: until then a set address stays pending, a cleared one is gone at once.
  if (emergencyAddressSid !== undefined) Object.assign(number, { emergencyAddressSid, emergencyState: emergencyAddressSid === null ? 'unregistered' : 'pending-registration' });
  Object.assign(number, { friendlyName, voiceUrl: form.text('VoiceUrl') ?? number.voiceUrl, updatedAt: call.now });
  return { status: 200, body: showNumber(call, number) };
}

/** Released: it is for sale again. */
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
