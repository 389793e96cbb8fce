import { addAlert, addCall, callState, originationTrouble } from '../calls.ts';
import { refuse, rfc2822 } from '../http.ts';
import { usualName } from '../inventory.ts';
import { withinMoments } from '../moments.ts';
import { classicList } from '../paging.ts';
import { type Answer, type Call, findBySid, type Route } from '../route.ts';
import type { PhoneCall } from '../world-data.ts';
import { ACCOUNT_PATH, accountPath } from './account.ts';

const host = 'api.twilio.com';
const CALLS = `${ACCOUNT_PATH}/Calls`;
const E164 = /^\+[1-9]\d{6,14}$/;
/** With or without a country code. No test may ever depend on what happens to a call to one of these: it is not made. */
const EMERGENCY = /^\+?(?:1|33|43|44|49|61|353)?(?:911|933|999|112|110|000)$/;

/** The trunk is shown only once the call has ended (twilio.md 1.10). NC: call-details — neither price nor caller's name is known. */
function show(call: Call, one: PhoneCall): object {
  const ended = call.now >= one.endsAt;
  const path = `${accountPath(call)}/Calls/${one.sid}`;
  return {
    sid: one.sid, account_sid: call.data.account.sid, to: one.to, to_formatted: usualName(one.to), from: one.from, from_formatted: usualName(one.from),
    phone_number_sid: one.numberSid, trunk_sid: ended ? one.trunkSid : null, status: callState(one, call.now), direction: one.direction,
    start_time: call.now >= one.startsAt ? rfc2822(one.startsAt) : null, end_time: ended ? rfc2822(one.endsAt) : null,
    duration: ended ? String(one.outcome === 'completed' ? Math.round((one.endsAt - one.startsAt) / 1000) : 0) : null,
    date_created: rfc2822(one.createdAt), date_updated: rfc2822(ended ? one.endsAt : one.createdAt), price: null, price_unit: 'USD', answered_by: null, api_version: '2010-04-01',
    forwarded_from: null, group_sid: null, caller_name: null, parent_call_sid: null, queue_time: '0', uri: `${path}.json`,
    subresource_uris: { recordings: `${path}/Recordings.json`, notifications: `${path}/Notifications.json`, events: `${path}/Events.json` },
  };
}

function list(call: Call): Answer {
  const { data, now, request: { query } } = call;
  const same = (name: string, value: string | null): boolean => (query.get(name) ?? '') === '' || query.get(name) === value;
  const [started, ended] = [withinMoments(query, 'StartTime'), withinMoments(query, 'EndTime')];
  const found = data.calls.filter((one) => one.createdAt <= now && same('To', one.to) && same('From', one.from) && same('Status', callState(one, now)) && same('ParentCallSid', null)
    && started(now >= one.startsAt ? one.startsAt : null) && ended(now >= one.endsAt ? one.endsAt : null));
  return classicList(call, 'calls', found, (one) => show(call, one));
}

/** NC: call-instructions — 20001 for a call that is not told what to say. */
function readCall({ form, data }: Call): { readonly to: string; readonly from: string } {
  const [to, from] = [form.required('To'), form.required('From')];
  if (EMERGENCY.test(to.replace(/[^\d+]/g, ''))) throw refuse(21211, 'The practice account never calls an emergency number');
  if (!E164.test(to) || to === from) throw refuse(21211, `${to} cannot be called`);
  if (!E164.test(from)) throw refuse(21212, `${from} is not a valid caller`);
  if (!['Url', 'Twiml', 'ApplicationSid'].some((name) => form.text(name))) throw refuse(20001, 'Url, Twiml or ApplicationSid is required');
  const own = (number: string): boolean => data.numbers.some(({ phoneNumber }) => phoneNumber === number);
  if (!own(from) && !data.verifiedCallers.includes(from)) throw refuse(21210, `${from} is not verified`);
  if (data.account.type === 'Trial' && !own(to) && !data.verifiedCallers.includes(to)) throw refuse(21219, `${to} is not verified`);
  return { to, from };
}

/**
 * A call that Twilio makes. It goes where the number's trunk leads it; a number without a trunk, and everybody else's, simply answers.
 * NC: call-legs — a call to a number on a trunk is two calls: the one asked for, and the one on the trunk.
 */
function create(call: Call): Answer {
  const { world, data, now } = call;
  const wanted = readCall(call);
  const number = data.numbers.find(({ phoneNumber }) => phoneNumber === wanted.to);
  const trunk = data.trunks.find(({ sid }) => sid === number?.trunkSid);
  const trouble = trunk ? originationTrouble(data, trunk) : null;
  const times = { now, startsAt: now + 1000, trouble };
  const made = addCall(world, { ...wanted, direction: 'outbound-api', trunkSid: null }, times);
  if (trunk) {
    const leg = addCall(world, { ...wanted, direction: 'trunking-originating', trunkSid: trunk.sid }, times);
    if (trouble !== null) addAlert(world, trouble, leg);
  }
  return { status: 201, body: show(call, made) };
}

export const callRoutes: readonly Route[] = [
  { method: 'GET', host, path: `${CALLS}.json`, run: list },
  { method: 'POST', host, path: `${CALLS}.json`, run: create },
  { method: 'GET', host, path: `${CALLS}/{Sid}.json`, run: (call) => ({ status: 200, body: show(call, findBySid(call, call.data.calls, call.part('Sid'))) }) },
];
