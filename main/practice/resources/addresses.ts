import { checkAddress, isChecked } from '../address-book.ts';
import { emergencyAddress } from '../emergency.ts';
import { Refusal, refuse, rfc2822 } from '../http.ts';
import { classicList } from '../paging.ts';
import { type Answer, type Call, DELETED, findBySid, type Route } from '../route.ts';
import type { Address, PhoneNumber } from '../world-data.ts';
import { ACCOUNT_PATH, accountPath } from './account.ts';
import { showDependentNumber } from './number-views.ts';

const host = 'api.twilio.com';
const ADDRESSES = `${ACCOUNT_PATH}/Addresses`;
const PARAMETER_REFUSED = 21238;

function addressOf(call: Call): Address {
  return findBySid(call, call.data.addresses, call.part('Sid'));
}

function show(call: Call, address: Address): object {
  return {
    sid: address.sid, account_sid: call.data.account.sid, friendly_name: address.friendlyName, customer_name: address.customerName, street: address.street,
    street_secondary: address.streetSecondary, city: address.city, region: address.region, postal_code: address.postalCode, iso_country: address.isoCountry,
    emergency_enabled: address.emergencyEnabled, validated: address.validated, verified: address.verified, date_created: rfc2822(address.createdAt),
    date_updated: rfc2822(address.updatedAt), uri: `${accountPath(call)}/Addresses/${address.sid}.json`,
  };
}

type Written = Omit<Address, 'sid' | 'order' | 'createdAt' | 'updatedAt'>;

/** NC: customer-name-length — 64 bytes: the document's “16 four-byte or 21 three-byte characters” taken as a limit of bytes. */
function readCustomerName(name: string): string {
  if (Buffer.byteLength(name) > 64) throw refuse(PARAMETER_REFUSED, 'CustomerName is too long');
  return name;
}

function read(call: Call, old: Address | null): Written {
  const form = call.form.withCode(PARAMETER_REFUSED);
  const part = (name: string, before: string | undefined): string => (before === undefined ? form.required(name) : form.text(name) ?? before);
  const isoCountry = old?.isoCountry ?? form.required('IsoCountry');
  if (!/^[A-Z]{2}$/.test(isoCountry)) throw refuse(PARAMETER_REFUSED, 'IsoCountry must be two letters');
  const emergencyEnabled = form.boolean('EmergencyEnabled') ?? old?.emergencyEnabled ?? false;
  const written = {
    customerName: readCustomerName(part('CustomerName', old?.customerName)), street: part('Street', old?.street), city: part('City', old?.city),
    region: part('Region', old?.region), postalCode: part('PostalCode', old?.postalCode), isoCountry, emergencyEnabled,
    friendlyName: form.text('FriendlyName') ?? old?.friendlyName ?? '',
    streetSecondary: form.text('StreetSecondary') ?? old?.streetSecondary ?? null, validated: old?.validated ?? false, verified: old?.verified ?? false,
  };
  const longest = emergencyEnabled ? 32 : 64;
  if (written.friendlyName.length > longest) throw refuse(PARAMETER_REFUSED, `FriendlyName must be at most ${longest} characters`);
  return written;
}

const POSTAL = ['street', 'streetSecondary', 'city', 'region', 'postalCode'] as const;
const movedFrom = (old: Address, wanted: Written): boolean => POSTAL.some((part) => old[part] !== wanted[part]);

/**
 * The address as Twilio keeps it: corrected where it may be. Without AutoCorrectAddress, a near match is refused with the right one in words (twilio.md 1.8).
 * NC: several-matches — of several near ones the first is taken, or all are in the words, one after the other; only other people's code says so.
 */
function check({ form }: Call, wanted: Written): Written {
  const autoCorrect = form.withCode(PARAMETER_REFUSED).boolean('AutoCorrectAddress') ?? true;
  if (!isChecked(wanted)) return { ...wanted, validated: false };
  const verdict = checkAddress(wanted);
  if (verdict.kind === 'unknown') throw refuse(21628, 'Failed to validate address. The address was not found.');
  if (verdict.kind === 'good') return { ...wanted, validated: true };
  if (autoCorrect) return { ...wanted, ...verdict.found[0], validated: true };
  const suggestions = verdict.found.map(({ street, city, region, postalCode }) => `FriendlyName: ${wanted.friendlyName}, CustomerName: ${wanted.customerName}, Street: ${street}, Locality: ${city}, Region: ${region}, PostalCode: ${postalCode}, IsoCountry: ${wanted.isoCountry}`);
  throw refuse(21629, ['Failed to validate address. Check the suggested address.', ...suggestions].join(' | '));
}

function list(call: Call): Answer {
  const { query } = call.request;
  const filters: readonly (readonly [name: string, of: (address: Address) => string])[] = [
    ['CustomerName', (address) => address.customerName], ['FriendlyName', (address) => address.friendlyName],
    ['IsoCountry', (address) => address.isoCountry], ['EmergencyEnabled', (address) => String(address.emergencyEnabled)],
  ];
  return classicList(call, 'addresses', call.data.addresses.filter((address) => filters.every(([name, of]) => (query.get(name) ?? of(address)) === of(address))), (address) => show(call, address));
}

function create(call: Call): Answer {
  const wanted = check(call, read(call, null));
  const address = { ...call.world.stamp('AD', call.now), ...wanted };
  call.data.addresses.push(address);
  return { status: 201, body: show(call, address) };
}

/** The address is some number's emergency address, or on its way to be or no longer to be. */
function hasEmergency(call: Call, sid: string): boolean {
  return call.data.numbers.some((number) => emergencyAddress(number, call.now) === sid);
}

/** NC: change-address-in-use — that an emergency address must be off all numbers before it is changed is documented, the refusal is not. */
function change(call: Call): Answer {
  const address = addressOf(call);
  const written = read(call, address);
  const moved = movedFrom(address, written);
  if (moved && address.verified) throw refuse(21630, 'The address is part of a verified document');
  if ((moved || (address.emergencyEnabled && !written.emergencyEnabled)) && hasEmergency(call, address.sid)) throw new Refusal(409, 20409, 'The address is in use for emergency calling');
  const wanted = moved || (written.emergencyEnabled && !address.emergencyEnabled) ? check(call, written) : written;
  Object.assign(address, wanted, { updatedAt: call.now });
  return { status: 200, body: show(call, address) };
}

/** NC: address-in-use — that an address must be unlinked first is documented, the refusal is not. */
function remove(call: Call): Answer {
  const { sid } = addressOf(call);
  if (dependents(call, sid).length > 0) throw new Refusal(409, 20409, 'The address is in use by a number');
  for (const number of call.data.numbers) if (number.emergency?.addressSid === sid) number.emergency = null;
  call.data.addresses = call.data.addresses.filter((address) => address.sid !== sid);
  return DELETED;
}

/** NC: dependent-numbers — numbers that have the address for either purpose. */
function dependents(call: Call, sid: string): PhoneNumber[] {
  return call.data.numbers.filter((number) => number.addressSid === sid || emergencyAddress(number, call.now) === sid);
}

export const addressRoutes: readonly Route[] = [
  { method: 'GET', host, path: `${ADDRESSES}.json`, run: list },
  { method: 'POST', host, path: `${ADDRESSES}.json`, run: create },
  { method: 'GET', host, path: `${ADDRESSES}/{Sid}.json`, run: (call) => ({ status: 200, body: show(call, addressOf(call)) }) },
  { method: 'POST', host, path: `${ADDRESSES}/{Sid}.json`, run: change },
  { method: 'DELETE', host, path: `${ADDRESSES}/{Sid}.json`, run: remove },
  {
    method: 'GET', host, path: `${ADDRESSES}/{Sid}/DependentPhoneNumbers.json`,
    run: (call) => classicList(call, 'dependent_phone_numbers', dependents(call, addressOf(call).sid), (number) => showDependentNumber(call, number)),
  },
];
