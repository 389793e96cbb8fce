import { emergencyState } from '../emergency.ts';
import { iso8601, Refusal, refuse } from '../http.ts';
import { modernList } from '../paging.ts';
import { type Answer, type Call, DELETED, findBySid, type Route } from '../route.ts';
import type { Trunk } from '../world-data.ts';

const host = 'trunking.twilio.com';
export const TRUNK_PATH = '/v1/Trunks/{TrunkSid}';
const SUFFIX = '.pstn.twilio.com';
const MOST_TRUNKS = 100;
export const TRUNK_REFUSED = 21245;

export function trunkOf(call: Call): Trunk {
  return findBySid(call, call.data.trunks, call.part('TrunkSid'));
}

export function trunkUrl(sid: string): string {
  return `https://${host}/v1/Trunks/${sid}`;
}

/** NC: auth-type-order — IP_ACL comes first where both are mapped. */
function authTypes(trunk: Trunk): string[] {
  return [...(trunk.accessLists.length > 0 ? ['IP_ACL'] : []), ...(trunk.credentialLists.length > 0 ? ['CREDENTIAL_LIST'] : [])];
}

export function showTrunk(call: Call, trunk: Trunk): object {
  const url = trunkUrl(trunk.sid);
  return {
    sid: trunk.sid, account_sid: call.data.account.sid, friendly_name: trunk.friendlyName, domain_name: trunk.domainName, secure: trunk.secure,
    cnam_lookup_enabled: trunk.cnamLookupEnabled, symmetric_rtp_enabled: false, recording: { mode: 'do-not-record', trim: 'do-not-trim' },
    transfer_mode: trunk.transferMode, transfer_caller_id: trunk.transferCallerId,
    disaster_recovery_url: trunk.disasterRecoveryUrl, disaster_recovery_method: trunk.disasterRecoveryMethod,
    auth_type: authTypes(trunk).join(','), auth_type_set: authTypes(trunk), date_created: iso8601(trunk.createdAt), date_updated: iso8601(trunk.updatedAt), url,
    links: {
      origination_urls: `${url}/OriginationUrls`, credential_lists: `${url}/CredentialLists`,
      ip_access_control_lists: `${url}/IpAccessControlLists`, phone_numbers: `${url}/PhoneNumbers`,
    },
  };
}

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/** NC: domain-label — each label as DNS has it, 63 characters at most; upper and lower case are the same name. */
function readDomain({ form, data }: Call, except: string | null): string | undefined {
  const name = form.text('DomainName');
  if (name === undefined || name === '') return undefined;
  const labels = name.slice(0, -SUFFIX.length).split('.');
  if (!name.toLowerCase().endsWith(SUFFIX) || !labels.every((label) => LABEL.test(label))) throw refuse(TRUNK_REFUSED, `DomainName must have letters, digits and dashes, and end with ${SUFFIX.slice(1)}`);
  const own = data.trunks.filter((trunk) => trunk.sid !== except).flatMap((trunk) => (trunk.domainName === null ? [] : [trunk.domainName.toLowerCase()]));
  const parent = labels.slice(1).join('.').toLowerCase() + SUFFIX;
  if (labels.length > 1 && !own.includes(parent)) throw refuse(21247, `There is no trunk at ${parent}`);
  if (own.includes(name.toLowerCase()) || data.takenDomains.includes(name.toLowerCase())) throw refuse(21248, `The domain name ${name} is taken`);
  return name;
}

function hasSubdomains({ data }: Call, trunk: Trunk): boolean {
  return trunk.domainName !== null && data.trunks.some((other) => other.domainName?.toLowerCase().endsWith(`.${trunk.domainName?.toLowerCase()}`));
}

function readSettings(call: Call, old: Trunk | null): Omit<Trunk, 'sid' | 'order' | 'createdAt' | 'updatedAt' | 'accessLists' | 'credentialLists'> {
  const { form } = call;
  const domainName = readDomain(call, old?.sid ?? null);
  if (old && domainName !== undefined && domainName.toLowerCase() !== old.domainName?.toLowerCase() && hasSubdomains(call, old)) {
    throw refuse(21247, 'Other trunks have names below this one');
  }
  return {
    friendlyName: form.text('FriendlyName', 64) ?? old?.friendlyName ?? null,
    domainName: domainName ?? old?.domainName ?? null,
    secure: form.boolean('Secure') ?? old?.secure ?? false,
    cnamLookupEnabled: form.boolean('CnamLookupEnabled') ?? old?.cnamLookupEnabled ?? false,
    transferMode: form.oneOf('TransferMode', ['disable-all', 'enable-all', 'sip-only']) ?? old?.transferMode ?? 'disable-all',
    transferCallerId: form.oneOf('TransferCallerId', ['from-transferee', 'from-transferor']) ?? old?.transferCallerId ?? 'from-transferee',
    disasterRecoveryUrl: form.text('DisasterRecoveryUrl') ?? old?.disasterRecoveryUrl ?? null,
    disasterRecoveryMethod: form.oneOf('DisasterRecoveryMethod', ['GET', 'POST']) ?? old?.disasterRecoveryMethod ?? null,
  };
}

function createTrunk(call: Call): Answer {
  const { data } = call;
  // NC: trunk-on-trial — that a trial account has no trunks is documented, the refusal is not.
  if (data.account.type === 'Trial') throw new Refusal(403, 10002, 'Trial accounts do not have this feature');
  const settings = readSettings(call, null);
  if (data.trunks.length >= MOST_TRUNKS) throw refuse(21244, 'Too many trunks on this account');
  const trunk = { ...call.world.stamp('TK', call.now), ...settings, accessLists: [], credentialLists: [] };
  data.trunks.push(trunk);
  return { status: 201, body: showTrunk(call, trunk) };
}

function changeTrunk(call: Call): Answer {
  const trunk = trunkOf(call);
  Object.assign(trunk, readSettings(call, trunk), { updatedAt: call.now });
  return { status: 200, body: showTrunk(call, trunk) };
}

/** The numbers of a trunk stay on the account. */
function removeTrunk(call: Call): Answer {
  const trunk = trunkOf(call);
  const { data } = call;
  if (hasSubdomains(call, trunk)) throw refuse(21247, 'Other trunks have names below this one');
  const numbers = data.numbers.filter((number) => number.trunkSid === trunk.sid);
  if (numbers.some((number) => emergencyState(number, call.now) !== 'unregistered')) throw refuse(21634, 'A number of the trunk has emergency calling');
  for (const number of numbers) number.trunkSid = null;
  data.originationUrls = data.originationUrls.filter((url) => url.trunkSid !== trunk.sid);
  data.trunks = data.trunks.filter(({ sid }) => sid !== trunk.sid);
  return DELETED;
}

export const trunkRoutes: readonly Route[] = [
  { method: 'GET', host, path: '/v1/Trunks', run: (call) => modernList(call, 'trunks', call.data.trunks, (trunk) => showTrunk(call, trunk)) },
  { method: 'POST', host, path: '/v1/Trunks', run: createTrunk },
  { method: 'GET', host, path: TRUNK_PATH, run: (call) => ({ status: 200, body: showTrunk(call, trunkOf(call)) }) },
  { method: 'POST', host, path: TRUNK_PATH, run: changeTrunk },
  { method: 'DELETE', host, path: TRUNK_PATH, run: removeTrunk },
];
