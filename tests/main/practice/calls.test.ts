import { describe, expect, test } from 'vitest';
import { TEST_CALLS } from '../../../main/practice/calls.ts';
import { PRACTICE_PBX } from '../../../main/practice/seeds.ts';
import { PracticeWorld } from '../../../main/practice/world.ts';
import { ACCOUNT, freshWorld, make, NOW, NUMBERS, ORIGIN, refused, seeded, tell, tellLater, TRUNKS } from './support.ts';

const CALLS = `${ACCOUNT}/Calls`;
const ALERTS = 'https://monitor.twilio.com/v1/Alerts';
const SAY = { Twiml: '<Response><Hangup/></Response>' };

const numberOf = (world: PracticeWorld, sid: string): string => world.data.numbers.find((number) => number.sid === sid)?.phoneNumber ?? '';
const listed = (world: PracticeWorld, minutes: number, query = ''): Record<string, unknown>[] => tellLater(world, minutes, 'GET', `${CALLS}.json${query}`).body['calls'] as Record<string, unknown>[];
const alerts = (world: PracticeWorld, minutes: number, query = ''): Record<string, unknown>[] => tellLater(world, minutes, 'GET', `${ALERTS}${query}`).body['alerts'] as Record<string, unknown>[];

/** A trunk with a number on it; `To` is that number and `From` another of the account. */
function withTrunk(sipUrl: string | null, Enabled = 'true'): { world: PracticeWorld; trunk: string; form: Record<string, string> } {
  const world = freshWorld();
  const trunk = make(world, TRUNKS);
  tell(world, 'POST', `${NUMBERS}/${seeded(world, 'free')}.json`, { TrunkSid: trunk });
  if (sipUrl !== null) make(world, `${TRUNKS}/${trunk}/OriginationUrls`, { ...ORIGIN, SipUrl: sipUrl, Enabled });
  return { world, trunk, form: { To: numberOf(world, seeded(world, 'free')), From: numberOf(world, seeded(world, 'spare')), ...SAY } };
}

describe('a call that Twilio makes', () => {
  const { plain, moved, splitDns } = PRACTICE_PBX;

  test.each([
    ['the PBX by its name', `sip:${plain.fqdn}`, 'true', null], ['the PBX by its address, over TLS', `sip:${plain.dashboardIpv4}:5061;transport=tls`, 'true', null],
    ['a PBX with split DNS', `sip:${splitDns.fqdn}`, 'true', null], ['a name that leads to an old address', `sip:${moved.fqdn}`, 'true', '32011'],
    ['nobody', 'sip:nowhere.example', 'true', '32011'], ['a URL that is disabled', `sip:${plain.fqdn}`, 'false', '32010'], ['no URL', null, 'true', '32010'],
  ] as const)('to a trunk that leads to %s comes out so', (_, sipUrl, enabled, alert) => {
    const { world, trunk, form } = withTrunk(sipUrl, enabled);
    expect(tell(world, 'POST', `${CALLS}.json`, form)).toMatchObject({ status: 201, body: { status: 'queued', direction: 'outbound-api', start_time: null, end_time: null, trunk_sid: null } });
    const outcome = alert === null ? 'completed' : 'failed';
    expect(listed(world, 5)).toMatchObject([{ direction: 'trunking-originating', trunk_sid: trunk, status: outcome, to: form['To'] }, { direction: 'outbound-api', trunk_sid: null, status: outcome }]);
    expect(alerts(world, 5).map(({ error_code: code }) => code)).toEqual(alert === null ? [] : [alert]);
  });

  test('goes its way by the clock, its trunk is shown when it is over, and its alert comes after it', () => {
    const { world, form } = withTrunk(`sip:${plain.fqdn}`);
    const sid = make(world, `${CALLS}.json`, form);
    const at = (seconds: number): Record<string, unknown> => tellLater(world, seconds / 60, 'GET', `${CALLS}/${sid}.json`).body;
    expect([0, 1.5, 5, 14].map((seconds) => at(seconds)['status'])).toEqual(['queued', 'ringing', 'in-progress', 'completed']);
    const leg = world.data.calls.find(({ direction }) => direction === 'trunking-originating')?.sid ?? '';
    expect([5, 14].map((seconds) => tellLater(world, seconds / 60, 'GET', `${CALLS}/${leg}.json`).body['trunk_sid'])).toEqual([null, world.data.trunks[0]?.sid]);
    const broken = withTrunk(null);
    make(broken.world, `${CALLS}.json`, broken.form);
    expect([3, 4].map((seconds) => alerts(broken.world, seconds / 60).length)).toEqual([0, 1]);
  });

  test('to a number without a trunk simply answers', () => {
    const world = freshWorld();
    make(world, `${CALLS}.json`, { To: numberOf(world, seeded(world, 'free')), From: numberOf(world, seeded(world, 'spare')), ...SAY });
    expect(listed(world, 5)).toMatchObject([{ status: 'completed', duration: '13' }]);
  });

  test.each(['911', '+911', '933', '999', '112', '+44999', '+1911', '000', '9-1-1'])('to the emergency number %s is refused, and nothing is kept of it', (To) => {
    const world = freshWorld();
    expect(refused(tell(world, 'POST', `${CALLS}.json`, { To, From: numberOf(world, seeded(world, 'spare')), ...SAY }))).toEqual([400, 21_211]);
    expect(world.data.calls).toEqual([]);
  });

  test('needs two different numbers, a caller that is the account’s or verified, and something to say', () => {
    const { world, form } = withTrunk(null);
    const { To = '', From = '' } = form;
    const wrong: readonly (readonly [Record<string, string>, number])[] = [
      [{ ...form, From: To }, 21_211], [{ ...form, To: 'sip:911@pbx.example' }, 21_211], [{ ...form, From: '5125550100' }, 21_212], [{ ...form, From: '+12065550177' }, 21_210], [{ To, From }, 20_001], [{ To, ...SAY }, 20_001],
    ];
    for (const [one, code] of wrong) expect(refused(tell(world, 'POST', `${CALLS}.json`, one))).toEqual([400, code]);
    world.verifyCaller('+12065550177');
    make(world, `${CALLS}.json`, { ...form, From: '+12065550177' });
  });

  test('from a trial account goes to verified numbers only', () => {
    const world = PracticeWorld.fresh({ now: NOW, accountType: 'Trial' });
    const form = { To: '+12065550177', From: numberOf(world, seeded(world, 'spare')), ...SAY };
    expect(refused(tell(world, 'POST', `${CALLS}.json`, form))).toEqual([400, 21_219]);
    world.verifyCaller('+12065550177');
    make(world, `${CALLS}.json`, form);
  });
});

describe('a test call', () => {
  test.each(TEST_CALLS)('%s is there at once: a call of the trunk, and its alert', (scenario) => {
    const { world, trunk, form } = withTrunk(`sip:${PRACTICE_PBX.plain.fqdn}`);
    const { call, alert } = world.placeTestCall(scenario, NOW);
    const through = scenario.startsWith('through');
    const incoming = ['through', '32010', '32011'].includes(scenario);
    expect(listed(world, 0)).toMatchObject([{
      sid: call.sid, trunk_sid: trunk, status: through ? 'completed' : 'failed', direction: incoming ? 'trunking-originating' : 'trunking-terminating', [incoming ? 'to' : 'from']: form['To'],
    }]);
    expect(alerts(world, 0).map((one) => [one['error_code'], one['resource_sid'], one['sid']])).toEqual(through ? [] : [[scenario, call.sid, alert?.sid]]);
    if (alert) expect(tell(world, 'GET', `${ALERTS}/${alert.sid}`).body).toMatchObject({ error_code: scenario, log_level: 'error', request_variables: '', response_body: '', response_headers: '' });
    expect(PracticeWorld.from(world.toJSON()).toJSON()).toEqual(world.toJSON());
  });

  test('goes over the trunk that is named', () => {
    const { world } = withTrunk(null);
    const other = make(world, TRUNKS);
    expect(world.placeTestCall('32201', NOW, other).call.trunkSid).toBe(other);
  });
});

test('calls are looked for by number, state and time; alerts by level and time, thirty days back', () => {
  const { world, form } = withTrunk(null);
  const DAY = 24 * 60;
  for (const days of [0, 1, 2]) world.placeTestCall('32201', NOW + days * 86_400_000);
  world.placeTestCall('through', NOW + 2 * 86_400_000);
  const late = 3 * DAY;
  const own = encodeURIComponent(form['To'] ?? '');
  expect(listed(world, late)).toHaveLength(4);
  const counts: Record<string, number> = {
    [`?From=${own}`]: 3, [`?To=${own}`]: 1, '?Status=failed': 3, '?Status=completed': 1, '?Status=busy': 0, '?StartTime=2026-11-24': 1, '?StartTime%3E=2026-11-24': 3, '?StartTime%3C=2026-11-24': 2,
    '?StartTime%3E=2026-11-24T12:00:00Z': 2, '?EndTime%3E=2026-11-24&EndTime%3C=2026-11-24': 1, [`?ParentCallSid=CA${'0'.repeat(32)}`]: 0,
  };
  for (const [query, count] of Object.entries(counts)) expect(listed(world, late, query), query).toHaveLength(count);
  const found: Record<string, number> = { '': 3, '?LogLevel=error': 3, '?LogLevel=warning': 0, '?StartDate=2026-11-24': 2, '?EndDate=2026-11-23': 1, '?StartDate=2026-11-24&EndDate=2026-11-24': 1, '?StartDate=2026-11-23T12:00:00Z': 2 };
  for (const [query, count] of Object.entries(found)) expect(alerts(world, late, query), query).toHaveLength(count);
  expect(alerts(world, 30.5 * DAY)).toHaveLength(2);
  expect(refused(tell(world, 'GET', `${ALERTS}/${world.data.alerts[2]?.sid ?? ''}`))).toEqual([404, 20_404]);
  for (const url of [`${ALERTS}?LogLevel=loud`, `${ALERTS}?StartDate=yesterday`, `${CALLS}.json?StartTime=1`]) expect(refused(tell(world, 'GET', url))).toEqual([400, 20_001]);
});
