import { type Disturbance, isOfEmergency, type TrunkDisturbance } from '../../domain/site/disturbances.ts';
import { disturbEmergency, type Send } from './disturb-emergency.ts';
import { handle } from './handle.ts';
import type { Trunk } from './world-data.ts';
import type { PracticeWorld } from './world.ts';

/** An address and a PBX that are nobody's, from the ranges for documentation. */
const FOREIGN_ADDRESS = '198.51.100.77';
const FOREIGN_URL = 'sip:old-pbx.example';

/** One call to the account. */
type Change = { readonly method: 'POST' | 'DELETE'; readonly url: string; readonly form?: Readonly<Record<string, string>> };

/** The call that changes the trunk so; null where there is nothing to change. */
function changeFor(world: PracticeWorld, trunk: Trunk, what: TrunkDisturbance): Change | null {
  const { data } = world;
  const url = `https://trunking.twilio.com/v1/Trunks/${trunk.sid}`;
  const lists = `https://api.twilio.com/2010-04-01/Accounts/${data.account.sid}/SIP/IpAccessControlLists`;
  const [list] = trunk.accessLists;
  const origins = data.originationUrls.filter((one) => one.trunkSid === trunk.sid);
  switch (what) {
    case 'secure-flipped':
      return { method: 'POST', url, form: { Secure: String(!trunk.secure) } };
    case 'trunk-renamed':
      return { method: 'POST', url, form: { FriendlyName: `${trunk.friendlyName ?? 'Trunk'}`.slice(0, 58) + ' (old)' } };
    case 'address-removed': {
      const address = data.ipAddresses.find(({ listSid }) => listSid === list?.sid);
      return address ? { method: 'DELETE', url: `${lists}/${address.listSid}/IpAddresses/${address.sid}.json` } : null;
    }
    case 'foreign-address-added':
      return list ? { method: 'POST', url: `${lists}/${list.sid}/IpAddresses.json`, form: { FriendlyName: 'Home office', IpAddress: FOREIGN_ADDRESS } } : null;
    case 'origination-disabled': {
      const enabled = origins.find((one) => one.enabled);
      return enabled ? { method: 'POST', url: `${url}/OriginationUrls/${enabled.sid}`, form: { Enabled: 'false' } } : null;
    }
    case 'foreign-origination-added':
      return origins.some(({ sipUrl }) => sipUrl === FOREIGN_URL) ? null
        : { method: 'POST', url: `${url}/OriginationUrls`, form: { Weight: '10', Priority: '10', Enabled: 'true', FriendlyName: 'Old PBX', SipUrl: FOREIGN_URL } };
    case 'number-detached': {
      const number = data.numbers.find(({ trunkSid }) => trunkSid === trunk.sid);
      return number ? { method: 'DELETE', url: `${url}/PhoneNumbers/${number.sid}` } : null;
    }
    case 'list-taken-off': {
      const [login] = trunk.credentialLists;
      return list ? { method: 'DELETE', url: `${url}/IpAccessControlLists/${list.sid}` } : login ? { method: 'DELETE', url: `${url}/CredentialLists/${login.sid}` } : null;
    }
  }
}

/**
 * Somebody changes the account in the Console: for training, and to test that Trunkbook notices. Twilio's rules hold for them too.
 * @param now of the world's clock, milliseconds since 1970
 * @returns whether the account was changed: not where there is nothing to change, nor where Twilio refuses it
 */
export function disturb(world: PracticeWorld, trunkSid: string, what: Disturbance, now: number): boolean {
  const trunk = world.data.trunks.find(({ sid }) => sid === trunkSid);
  if (!trunk) return false;
  const send = sender(world);
  if (isOfEmergency(what)) return disturbEmergency(world, trunk, what, now, send);
  const change = changeFor(world, trunk, what);
  return change !== null && send(change.method, change.url, change.form ?? {}, now);
}

/** Through the same routes as everybody. */
function sender(world: PracticeWorld): Send {
  const { account } = world.data;
  return (method, url, form, at) => {
    const { host, pathname, searchParams } = new URL(url);
    const { status } = handle(world, {
      method, host, path: pathname, query: searchParams, body: new URLSearchParams(form).toString(),
      headers: { 'authorization': `Basic ${Buffer.from(`${account.sid}:${account.authToken}`).toString('base64')}`, 'content-type': 'application/x-www-form-urlencoded' },
    }, at);
    return status < 300;
  };
}
