import { isIPv4 } from 'node:net';
import { refuse, rfc2822 } from '../http.ts';
import { classicList } from '../paging.ts';
import { type Answer, type Call, DELETED, findBySid, type Route } from '../route.ts';
import type { AccessList, IpAddress } from '../world-data.ts';
import { ACCOUNT_PATH, accountPath } from './account.ts';

const host = 'api.twilio.com';
const LISTS = `${ACCOUNT_PATH}/SIP/IpAccessControlLists`;
const ADDRESSES = `${LISTS}/{ListSid}/IpAddresses`;
const MOST_LISTS = 1000;
/** The current page says 100; the error's own text says 25 (twilio.md 1.3). */
const MOST_ADDRESSES = 100;
const DUPLICATE = 21235;

function listOf(call: Call): AccessList {
  return findBySid(call, call.data.accessLists, call.part('ListSid'));
}

function addressesOf(call: Call): IpAddress[] {
  const { sid } = listOf(call);
  return call.data.ipAddresses.filter((address) => address.listSid === sid);
}

function showList(call: Call, { sid, friendlyName, createdAt, updatedAt }: AccessList): object {
  const path = `${accountPath(call)}/SIP/IpAccessControlLists/${sid}`;
  return {
    sid, account_sid: call.data.account.sid, friendly_name: friendlyName, date_created: rfc2822(createdAt), date_updated: rfc2822(updatedAt),
    subresource_uris: { ip_addresses: `${path}/IpAddresses.json` }, uri: `${path}.json`,
  };
}

function showAddress(call: Call, address: IpAddress): object {
  return {
    sid: address.sid, account_sid: call.data.account.sid, ip_access_control_list_sid: address.listSid, friendly_name: address.friendlyName,
    ip_address: address.ipAddress, cidr_prefix_length: address.cidrPrefixLength, date_created: rfc2822(address.createdAt), date_updated: rfc2822(address.updatedAt),
    uri: `${accountPath(call)}/SIP/IpAccessControlLists/${address.listSid}/IpAddresses/${address.sid}.json`,
  };
}

/** NC: name-comparison — names are compared as they are written, upper and lower case apart. */
function freeListName({ form, data }: Call, except: string | null): string {
  const name = form.withCode(DUPLICATE).required('FriendlyName', 255);
  if (data.accessLists.some((list) => list.friendlyName === name && list.sid !== except)) throw refuse(DUPLICATE, `An IP access control list named ${name} exists already`);
  return name;
}

function createList(call: Call): Answer {
  const friendlyName = freeListName(call, null);
  if (call.data.accessLists.length >= MOST_LISTS) throw refuse(21255, 'Too many IP access control lists on this account');
  const list = { ...call.world.stamp('AL', call.now), friendlyName };
  call.data.accessLists.push(list);
  return { status: 201, body: showList(call, list) };
}

function renameList(call: Call): Answer {
  const list = listOf(call);
  Object.assign(list, { friendlyName: freeListName(call, list.sid), updatedAt: call.now });
  return { status: 200, body: showList(call, list) };
}

function removeList(call: Call): Answer {
  const { sid } = listOf(call);
  const { data } = call;
  if (data.trunks.some((trunk) => trunk.accessLists.some((list) => list.sid === sid))) throw refuse(21236, 'The list is mapped to a trunk');
  data.ipAddresses = data.ipAddresses.filter((address) => address.listSid !== sid);
  data.accessLists = data.accessLists.filter((list) => list.sid !== sid);
  return DELETED;
}

/** NC: ip-address-refusal — 21235 family for what is no IPv4 address; the prefix goes from 1 to 32. Private ranges are taken, as live tests saw. */
function readAddress(call: Call, old: IpAddress | null): Pick<IpAddress, 'friendlyName' | 'ipAddress' | 'cidrPrefixLength'> {
  const form = call.form.withCode(DUPLICATE);
  const friendlyName = old ? form.text('FriendlyName', 255) ?? old.friendlyName : form.required('FriendlyName', 255);
  const ipAddress = old ? form.text('IpAddress') ?? old.ipAddress : form.required('IpAddress');
  if (!isIPv4(ipAddress)) throw refuse(DUPLICATE, 'IpAddress must be an IPv4 address in dotted decimal notation');
  return { friendlyName, ipAddress, cidrPrefixLength: form.integer('CidrPrefixLength', 1, 32) ?? old?.cidrPrefixLength ?? 32 };
}

function refuseTwin(call: Call, wanted: Pick<IpAddress, 'friendlyName' | 'ipAddress'>, except: string | null): void {
  const others = addressesOf(call).filter((address) => address.sid !== except);
  if (others.some((address) => address.friendlyName === wanted.friendlyName)) throw refuse(DUPLICATE, 'An address of this name is in the list already');
  if (others.some((address) => address.ipAddress === wanted.ipAddress)) throw refuse(DUPLICATE, 'This address is in the list already');
}

function createAddress(call: Call): Answer {
  const list = listOf(call);
  const wanted = readAddress(call, null);
  refuseTwin(call, wanted, null);
  if (addressesOf(call).length >= MOST_ADDRESSES) throw refuse(21237, 'Too many addresses in this list');
  const address = { ...call.world.stamp('IP', call.now), listSid: list.sid, ...wanted };
  call.data.ipAddresses.push(address);
  return { status: 201, body: showAddress(call, address) };
}

function changeAddress(call: Call): Answer {
  const address = findBySid(call, addressesOf(call), call.part('Sid'));
  const wanted = readAddress(call, address);
  refuseTwin(call, wanted, address.sid);
  Object.assign(address, wanted, { updatedAt: call.now });
  return { status: 200, body: showAddress(call, address) };
}

function removeAddress(call: Call): Answer {
  const { sid } = findBySid(call, addressesOf(call), call.part('Sid'));
  call.data.ipAddresses = call.data.ipAddresses.filter((address) => address.sid !== sid);
  return DELETED;
}

export const accessListRoutes: readonly Route[] = [
  { method: 'GET', host, path: `${LISTS}.json`, run: (call) => classicList(call, 'ip_access_control_lists', call.data.accessLists, (list) => showList(call, list)) },
  { method: 'POST', host, path: `${LISTS}.json`, run: createList },
  { method: 'GET', host, path: `${LISTS}/{ListSid}.json`, run: (call) => ({ status: 200, body: showList(call, listOf(call)) }) },
  { method: 'POST', host, path: `${LISTS}/{ListSid}.json`, run: renameList },
  { method: 'DELETE', host, path: `${LISTS}/{ListSid}.json`, run: removeList },
  { method: 'GET', host, path: `${ADDRESSES}.json`, run: (call) => classicList(call, 'ip_addresses', addressesOf(call), (address) => showAddress(call, address)) },
  { method: 'POST', host, path: `${ADDRESSES}.json`, run: createAddress },
  { method: 'GET', host, path: `${ADDRESSES}/{Sid}.json`, run: (call) => ({ status: 200, body: showAddress(call, findBySid(call, addressesOf(call), call.part('Sid'))) }) },
  { method: 'POST', host, path: `${ADDRESSES}/{Sid}.json`, run: changeAddress },
  { method: 'DELETE', host, path: `${ADDRESSES}/{Sid}.json`, run: removeAddress },
];
