import { iso8601, notFound, refuse } from '../http.ts';
import { modernList } from '../paging.ts';
import { type Answer, type Call, DELETED, findBySid, type Route } from '../route.ts';
import type { Association, OriginationUrl, Trunk } from '../world-data.ts';
import { showTrunkNumber } from './number-views.ts';
import { leaveTrunk } from './numbers.ts';
import { TRUNK_PATH, TRUNK_REFUSED, trunkOf, trunkUrl } from './trunks.ts';

const host = 'trunking.twilio.com';
const MOST_ORIGINATION_URLS = 10;

/** One of the two kinds of list that a trunk checks its callers with. */
interface ListKind {
  readonly segment: 'IpAccessControlLists' | 'CredentialLists';
  readonly key: string;
  readonly parameter: string;
  readonly lists: (call: Call) => readonly { readonly sid: string; readonly friendlyName: string }[];
  readonly on: (trunk: Trunk) => Association[];
}

const ACCESS: ListKind = {
  segment: 'IpAccessControlLists', key: 'ip_access_control_lists', parameter: 'IpAccessControlListSid', lists: ({ data }) => data.accessLists, on: (trunk) => trunk.accessLists,
};
const CREDENTIALS: ListKind = {
  segment: 'CredentialLists', key: 'credential_lists', parameter: 'CredentialListSid', lists: ({ data }) => data.credentialLists, on: (trunk) => trunk.credentialLists,
};

function showAssociation(call: Call, kind: ListKind, trunk: Trunk, { sid, createdAt, updatedAt }: Association): object {
  return {
    sid, account_sid: call.data.account.sid, trunk_sid: trunk.sid, friendly_name: findBySid(call, kind.lists(call), sid).friendlyName,
    date_created: iso8601(createdAt), date_updated: iso8601(updatedAt), url: `${trunkUrl(trunk.sid)}/${kind.segment}/${sid}`,
  };
}

/** NC: missing-target — a list or number that does not exist is answered like a path that does not. */
function associate(call: Call, kind: ListKind): Answer {
  const trunk = trunkOf(call);
  const { sid } = findBySid(call, kind.lists(call), call.form.required(kind.parameter));
  if (kind.on(trunk).some((association) => association.sid === sid)) throw refuse(TRUNK_REFUSED, 'The list is on this trunk already');
  const association = { ...call.world.stamp('XX', call.now), sid };
  kind.on(trunk).push(association);
  return { status: 201, body: showAssociation(call, kind, trunk, association) };
}

function dissociate(call: Call, kind: ListKind): Answer {
  const lists = kind.on(trunkOf(call));
  lists.splice(lists.indexOf(findBySid(call, lists, call.part('Sid'))), 1);
  return DELETED;
}

function listRoutes(kind: ListKind): Route[] {
  const path = `${TRUNK_PATH}/${kind.segment}`;
  return [
    { method: 'GET', host, path, run: (call) => { const trunk = trunkOf(call); return modernList(call, kind.key, kind.on(trunk), (one) => showAssociation(call, kind, trunk, one)); } },
    { method: 'POST', host, path, run: (call) => associate(call, kind) },
    { method: 'GET', host, path: `${path}/{Sid}`, run: (call) => { const trunk = trunkOf(call); return { status: 200, body: showAssociation(call, kind, trunk, findBySid(call, kind.on(trunk), call.part('Sid'))) }; } },
    { method: 'DELETE', host, path: `${path}/{Sid}`, run: (call) => dissociate(call, kind) },
  ];
}

function originsOf(call: Call): OriginationUrl[] {
  const { sid } = trunkOf(call);
  return call.data.originationUrls.filter((url) => url.trunkSid === sid);
}

function showOrigin(call: Call, url: OriginationUrl): object {
  return {
    sid: url.sid, account_sid: call.data.account.sid, trunk_sid: url.trunkSid, friendly_name: url.friendlyName, sip_url: url.sipUrl, weight: url.weight,
    priority: url.priority, enabled: url.enabled, date_created: iso8601(url.createdAt), date_updated: iso8601(url.updatedAt), url: `${trunkUrl(url.trunkSid)}/OriginationUrls/${url.sid}`,
  };
}

/** NC: sip-url — `sip:` and something behind it; `sips:` is refused, with the trunk's own code. */
function readSipUrl(text: string): string {
  if (!/^sip:[^\s]+$/i.test(text)) throw refuse(TRUNK_REFUSED, 'SipUrl must begin with sip:');
  return text;
}

const ORIGIN_PARAMETERS = ['Weight', 'Priority', 'Enabled', 'FriendlyName', 'SipUrl'] as const;

function readOrigin({ form }: Call, old: OriginationUrl | null): Pick<OriginationUrl, 'weight' | 'priority' | 'enabled' | 'friendlyName' | 'sipUrl'> {
  if (!old) for (const name of ORIGIN_PARAMETERS) form.required(name);
  return {
    weight: form.integer('Weight', 1, 65_535) ?? old?.weight ?? 10,
    priority: form.integer('Priority', 0, 65_535) ?? old?.priority ?? 10,
    enabled: form.boolean('Enabled') ?? old?.enabled ?? true,
    friendlyName: form.text('FriendlyName', 64) ?? old?.friendlyName ?? '',
    sipUrl: readSipUrl(form.text('SipUrl') ?? old?.sipUrl ?? ''),
  };
}

/** NC: duplicate-origination-url — two alike are taken. */
function createOrigin(call: Call): Answer {
  const trunk = trunkOf(call);
  const wanted = readOrigin(call, null);
  if (originsOf(call).length >= MOST_ORIGINATION_URLS) throw refuse(21249, 'Too many origination URLs on this trunk');
  const url = { ...call.world.stamp('OU', call.now), trunkSid: trunk.sid, ...wanted };
  call.data.originationUrls.push(url);
  return { status: 201, body: showOrigin(call, url) };
}

function changeOrigin(call: Call): Answer {
  const url = findBySid(call, originsOf(call), call.part('Sid'));
  Object.assign(url, readOrigin(call, url), { updatedAt: call.now });
  return { status: 200, body: showOrigin(call, url) };
}

function removeOrigin(call: Call): Answer {
  const { sid } = findBySid(call, originsOf(call), call.part('Sid'));
  call.data.originationUrls = call.data.originationUrls.filter((url) => url.sid !== sid);
  return DELETED;
}

/** NC: attach-again — a number that is on this trunk already, or on another one, is simply put on this one. */
function attachNumber(call: Call): Answer {
  const trunk = trunkOf(call);
  const number = findBySid(call, call.data.numbers, call.form.required('PhoneNumberSid'));
  if (number.trunkSid !== trunk.sid) leaveTrunk(number, call.now);
  Object.assign(number, { trunkSid: trunk.sid, voiceApplicationSid: '', updatedAt: call.now });
  return { status: 201, body: showTrunkNumber(call, number, trunk.sid) };
}

function numbersOf(call: Call): Call['data']['numbers'] {
  const { sid } = trunkOf(call);
  return call.data.numbers.filter((number) => number.trunkSid === sid);
}

function detachNumber(call: Call): Answer {
  const number = numbersOf(call).find(({ sid }) => sid === call.part('Sid'));
  if (!number) throw notFound(call.request.path);
  leaveTrunk(number, call.now);
  number.updatedAt = call.now;
  return DELETED;
}

const ORIGINS = `${TRUNK_PATH}/OriginationUrls`;
const NUMBERS = `${TRUNK_PATH}/PhoneNumbers`;

export const trunkPartRoutes: readonly Route[] = [
  ...listRoutes(ACCESS),
  ...listRoutes(CREDENTIALS),
  { method: 'GET', host, path: ORIGINS, run: (call) => modernList(call, 'origination_urls', originsOf(call), (url) => showOrigin(call, url)) },
  { method: 'POST', host, path: ORIGINS, run: createOrigin },
  { method: 'GET', host, path: `${ORIGINS}/{Sid}`, run: (call) => ({ status: 200, body: showOrigin(call, findBySid(call, originsOf(call), call.part('Sid'))) }) },
  { method: 'POST', host, path: `${ORIGINS}/{Sid}`, run: changeOrigin },
  { method: 'DELETE', host, path: `${ORIGINS}/{Sid}`, run: removeOrigin },
  { method: 'GET', host, path: NUMBERS, run: (call) => modernList(call, 'phone_numbers', numbersOf(call), (number) => showTrunkNumber(call, number, trunkOf(call).sid)) },
  { method: 'POST', host, path: NUMBERS, run: attachNumber },
  { method: 'GET', host, path: `${NUMBERS}/{Sid}`, run: (call) => ({ status: 200, body: showTrunkNumber(call, findBySid(call, numbersOf(call), call.part('Sid')), trunkOf(call).sid) }) },
  { method: 'DELETE', host, path: `${NUMBERS}/{Sid}`, run: detachNumber },
];
