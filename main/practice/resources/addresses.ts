import { Refusal, refuse, rfc2822 } from '../http.ts';
import { classicList } from '../paging.ts';
import { type Answer, type Call, DELETED, findBySid, type Route } from '../route.ts';
import type { Address } from '../world-data.ts';
import { ACCOUNT_PATH, accountPath } from './account.ts';

const host = 'api.twilio.com';
const ADDRESSES = `${ACCOUNT_PATH}/Addresses`;
const PARAMETER_REFUSED = 21238;

function addressOf(call: Call): Address {
  return findBySid(call, call.data.addresses, call.part('Sid'));
}

/** Addresses are kept as they were entered: that Twilio checks them comes with emergency calling, so none is `validated` here. */
function show(call: Call, address: Address): object {
  return {
    sid: address.sid, account_sid: call.data.account.sid, friendly_name: address.friendlyName, customer_name: address.customerName, street: address.street,
    street_secondary: address.streetSecondary, city: address.city, region: address.region, postal_code: address.postalCode, iso_country: address.isoCountry,
    emergency_enabled: address.emergencyEnabled, validated: false, verified: false, date_created: rfc2822(address.createdAt), date_updated: rfc2822(address.updatedAt),
    uri: `${accountPath(call)}/Addresses/${address.sid}.json`,
  };
}

function read(call: Call, old: Address | null): Omit<Address, 'sid' | 'order' | 'createdAt' | 'updatedAt'> {
  const form = call.form.withCode(PARAMETER_REFUSED);
  const part = (name: string, before: string | undefined): string => (before === undefined ? form.required(name) : form.text(name) ?? before);
  const isoCountry = old?.isoCountry ?? form.required('IsoCountry');
  if (!/^[A-Z]{2}$/.test(isoCountry)) throw refuse(PARAMETER_REFUSED, 'IsoCountry must be two letters');
  const emergencyEnabled = form.boolean('EmergencyEnabled') ?? old?.emergencyEnabled ?? false;
  return {
    customerName: part('CustomerName', old?.customerName), street: part('Street', old?.street), city: part('City', old?.city),
    region: part('Region', old?.region), postalCode: part('PostalCode', old?.postalCode), isoCountry, emergencyEnabled,
    friendlyName: form.text('FriendlyName', emergencyEnabled ? 32 : 64) ?? old?.friendlyName ?? '',
    streetSecondary: form.text('StreetSecondary') ?? old?.streetSecondary ?? null,
  };
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
  const wanted = read(call, null);
  const address = { ...call.world.stamp('AD', call.now), ...wanted };
  call.data.addresses.push(address);
  return { status: 201, body: show(call, address) };
}

function change(call: Call): Answer {
  const address = addressOf(call);
  Object.assign(address, read(call, address), { updatedAt: call.now });
  return { status: 200, body: show(call, address) };
}

/** NC: address-in-use — that an address must be unlinked first is documented, the refusal is not. */
function remove(call: Call): Answer {
  const { sid } = addressOf(call);
  if (call.data.numbers.some((number) => number.addressSid === sid || number.emergencyAddressSid === sid)) throw new Refusal(409, 20409, 'The address is in use by a number');
  call.data.addresses = call.data.addresses.filter((address) => address.sid !== sid);
  return DELETED;
}

export const addressRoutes: readonly Route[] = [
  { method: 'GET', host, path: `${ADDRESSES}.json`, run: list },
  { method: 'POST', host, path: `${ADDRESSES}.json`, run: create },
  { method: 'GET', host, path: `${ADDRESSES}/{Sid}.json`, run: (call) => ({ status: 200, body: show(call, addressOf(call)) }) },
  { method: 'POST', host, path: `${ADDRESSES}/{Sid}.json`, run: change },
  { method: 'DELETE', host, path: `${ADDRESSES}/{Sid}.json`, run: remove },
];
