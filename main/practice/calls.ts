import { notPublic } from '../../domain/site/addresses.ts';
import type { PracticeWorld } from './world.ts';
import type { Alert, PbxSystem, PhoneCall, PracticeWorldData, Trunk } from './world-data.ts';

/** The troubles of a trunk that Twilio's debugger reports (twilio.md 4.1), with texts of our own. */
const TROUBLES = {
  32010: 'The trunk has no origination URL that is enabled',
  32011: 'The PBX did not answer, or answered with an error',
  32201: 'The call came from an address that is not in the IP access control list',
  32202: 'The user name or the password of the call is wrong',
  32208: 'The trunk is secure, and the call came without SRTP',
  32209: 'The trunk is secure, and the call came without TLS',
} as const;
export type Trouble = keyof typeof TROUBLES;

/** How long things take, in milliseconds: until a call is answered, a whole call, one that fails, and until an alert about it can be read. */
const ANSWER = 1000;
const WHOLE_CALL = 13_000;
const FAILING_CALL = 2000;
const ALERT_LATER = 1000;

type Leg = Pick<PhoneCall, 'to' | 'from' | 'direction' | 'trunkSid'>;

/** Writes down a call that begins at `startsAt`. Nothing is dialled, here or anywhere in the practice account. */
export function addCall(world: PracticeWorld, leg: Leg, { now, startsAt, trouble }: { readonly now: number; readonly startsAt: number; readonly trouble: Trouble | null }): PhoneCall {
  const number = world.data.numbers.find(({ phoneNumber }) => phoneNumber === (leg.direction === 'trunking-originating' ? leg.to : leg.from));
  const call: PhoneCall = {
    ...world.stamp('CA', now), ...leg, numberSid: number?.sid ?? null, startsAt, endsAt: startsAt + (trouble === null ? WHOLE_CALL : FAILING_CALL), outcome: trouble === null ? 'completed' : 'failed',
  };
  world.data.calls.push(call);
  return call;
}

/** NC: alert-resource — an alert about a call has the call as its resource. NC: alert-text — Twilio's words are others. */
export function addAlert(world: PracticeWorld, trouble: Trouble, about: PhoneCall): Alert {
  const at = about.endsAt + ALERT_LATER;
  const alert: Alert = { ...world.stamp('NO', at), generatedAt: about.endsAt, code: trouble, level: 'error', text: TROUBLES[trouble], resourceSid: about.sid, requestUrl: '' };
  world.data.alerts.push(alert);
  return alert;
}

export type CallState = 'queued' | 'ringing' | 'in-progress' | PhoneCall['outcome'];

/** Where a call stands. Follows from its times, so that it goes on while nobody looks. */
export function callState({ createdAt, startsAt, endsAt, outcome }: PhoneCall, now: number): CallState {
  if (now >= endsAt) return outcome;
  if (now < startsAt) return 'queued';
  return outcome === 'completed' && now >= Math.max(createdAt, startsAt) + ANSWER ? 'in-progress' : 'ringing';
}

/** What a call to a number of this trunk meets on its way to the PBX; null where it gets through. */
export function originationTrouble(data: PracticeWorldData, trunk: Trunk): Trouble | null {
  const enabled = data.originationUrls.filter((url) => url.trunkSid === trunk.sid && url.enabled);
  if (enabled.length === 0) return 32010;
  return enabled.some(({ sipUrl }) => data.pbxSystems.some((system) => leadsTo(sipUrl, system))) ? null : 32011;
}

/** Whether Twilio reaches a made-up PBX by this URL. A name that leads inside is split DNS: to the rest of the world it leads to the PBX. */
function leadsTo(sipUrl: string, { fqdn, dashboardIpv4, addresses }: PbxSystem): boolean {
  const host = /^sip:(?:[^@]*@)?([^:;?]+)/i.exec(sipUrl)?.[1]?.toLowerCase();
  if (host === dashboardIpv4) return true;
  return host === fqdn && (addresses.includes(dashboardIpv4) || addresses.every((address) => notPublic(address) !== null));
}

export const TEST_CALLS = ['through', 'through-outgoing', '32010', '32011', '32201', '32202', '32208', '32209'] as const;
/** `through`: from outside to the PBX; `through-outgoing`: from the PBX to outside; else the trouble that the call meets. */
export type TestCall = (typeof TEST_CALLS)[number];

/** A number for fiction, like all of the practice account's. */
const SOMEBODY = '+14155550142';
const INCOMING: readonly TestCall[] = ['through', '32010', '32011'];

/**
 * A technician's test call that is over at `now`: its call, and its alert where it met a trouble, can be read from then on.
 * NC: refused-call — a call that a trunk refuses is in the list of calls, as failed.
 * @param now milliseconds since 1970
 * @param trunkSid the first trunk that has a number, unless given
 */
export function placeTestCall(world: PracticeWorld, scenario: TestCall, now: number, trunkSid?: string): { readonly call: PhoneCall; readonly alert: Alert | null } {
  const { numbers, trunks } = world.data;
  const trunk = trunks.find(({ sid }) => (trunkSid === undefined ? numbers.some((number) => number.trunkSid === sid) : sid === trunkSid)) ?? trunks[0] ?? null;
  const own = (numbers.find((number) => trunk !== null && number.trunkSid === trunk.sid) ?? numbers[0])?.phoneNumber ?? SOMEBODY;
  const incoming = INCOMING.includes(scenario);
  const trouble = scenario === 'through' || scenario === 'through-outgoing' ? null : Number(scenario) as Trouble;
  const startsAt = now - ALERT_LATER - (trouble === null ? WHOLE_CALL : FAILING_CALL);
  const leg = incoming ? { to: own, from: SOMEBODY, direction: 'trunking-originating' as const } : { to: SOMEBODY, from: own, direction: 'trunking-terminating' as const };
  const call = addCall(world, { ...leg, trunkSid: trunk?.sid ?? null }, { now: startsAt, startsAt, trouble });
  return { call, alert: trouble === null ? null : addAlert(world, trouble, call) };
}
