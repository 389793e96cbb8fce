// Twilio's own command line, unmodified, against `npm run practice`: a client that Trunkbook did not write, told by its environment alone.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PRACTICE_ADDRESSES } from '../../main/practice/address-book.ts';
import { EMERGENCY_MINUTES } from '../../main/practice/emergency.ts';
import { SEEDED_NUMBERS, TAKEN_DOMAINS } from '../../main/practice/seeds.ts';
import { type PracticeService, startPracticeService } from '../../tools/practice/service.ts';
import { GOOD_PASSWORD } from '../main/practice/support.ts';
import { type CliAnswer, INSTALL_LIMIT_MILLISECONDS, type Installed, installTwilioCli, runTwilioCli, runTwilioCliCommands, timeTwilioCli, trunkSetUp, twilioCliEnvironment, twilioCliHome } from './twilio-cli.ts';

/** Each command takes a good second of one core. */
const WALK_MILLISECONDS = 180_000;
const TRUNKS = 'api:trunking:v1:trunks';
const SIP = 'api:core:sip';

let installed: Installed = { ready: false, reason: 'the installation did not end' };
beforeAll(async () => {
  installed = await installTwilioCli();
  if (!installed.ready) process.stderr.write(`Skipped: ${installed.reason}\n`);
}, INSTALL_LIMIT_MILLISECONDS);

const { home, remove } = twilioCliHome();
const services: PracticeService[] = [];
afterAll(() => {
  for (const { stop } of services) stop();
  remove();
});

async function serve(): Promise<PracticeService> {
  const service = await startPracticeService(0);
  services.push(service);
  return service;
}

/** What a command shows, when nothing was refused. */
function shower(env: Readonly<Record<string, string>>): (command: string, ...words: string[]) => Promise<CliAnswer['things']> {
  return async (command, ...words) => {
    const { code, things, told } = await runTwilioCli([command, ...words], env);
    expect([command, code, told]).toEqual([command, 0, expect.not.stringContaining('rror')]);
    return things;
  };
}

test('a trunk with all its parts is made, read back, changed and removed', { timeout: WALK_MILLISECONDS }, async ({ skip }) => {
  if (!installed.ready) return skip(installed.reason);
  const { announcement: service } = await serve();
  const env = twilioCliEnvironment(service, home);
  const ask = (command: string, ...words: string[]): Promise<CliAnswer> => runTwilioCli([command, ...words], env);
  const show = shower(env);
  /** Two at once: they do not depend on each other. */
  const both = <A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> => Promise.all([one, other]);

  // Made
  const domain = 'cli-lakeside.pstn.twilio.com';
  const sids = await runTwilioCliCommands(trunkSetUp({ name: 'CLI', domain, address: '34.174.61.120', username: 'cli-pbx', password: GOOD_PASSWORD, sipUrl: 'sip:pbx.example;transport=tls' }), env);
  expect(sids.map((sid) => sid.slice(0, 2))).toEqual(['TK', 'AL', 'IP', 'CL', 'CR', 'AL', 'CL', 'OU']);
  const [trunk = '', access = '', address = '', logins = '', login = '', , , origin = ''] = sids;
  const [numbers, [second]] = await both(
    show('api:core:incoming-phone-numbers:list', '--friendly-name', SEEDED_NUMBERS.free.friendlyName),
    show(`${TRUNKS}:create`, '--friendly-name', 'Second'),
  );
  const number = String(numbers[0]?.['sid']);
  expect(numbers).toEqual([expect.objectContaining({ friendlyName: SEEDED_NUMBERS.free.friendlyName, trunkSid: null })]);
  await show(`${TRUNKS}:phone-numbers:create`, '--trunk-sid', trunk, '--phone-number-sid', number);

  // Read back
  const [[whole], addresses] = await both(show(`${TRUNKS}:fetch`, '--sid', trunk), show(`${SIP}:ip-access-control-lists:ip-addresses:list`, '--ip-access-control-list-sid', access));
  expect(whole).toMatchObject({ sid: trunk, domainName: domain, secure: true, cnamLookupEnabled: true, accountSid: service.accountSid });
  expect(String(whole?.['authType']).split(',').sort()).toEqual(['CREDENTIAL_LIST', 'IP_ACL']);
  expect(addresses).toEqual([expect.objectContaining({ sid: address, ipAddress: '34.174.61.120', cidrPrefixLength: 32 })]);
  const [credentials, origins] = await both(show(`${SIP}:credential-lists:credentials:list`, '--credential-list-sid', logins), show(`${TRUNKS}:origination-urls:list`, '--trunk-sid', trunk));
  expect(credentials).toEqual([expect.objectContaining({ sid: login, username: 'cli-pbx' })]);
  expect(JSON.stringify(credentials)).not.toContain(GOOD_PASSWORD);
  expect(origins).toEqual([expect.objectContaining({ sid: origin, sipUrl: 'sip:pbx.example;transport=tls', weight: 10, priority: 10, enabled: true })]);
  const [onTrunk, lists] = await both(show(`${TRUNKS}:phone-numbers:list`, '--trunk-sid', trunk), show(`${TRUNKS}:ip-access-control-lists:list`, '--trunk-sid', trunk));
  expect([onTrunk.map(({ sid }) => sid), lists.map(({ sid }) => sid)]).toEqual([[number], [access]]);

  // Refused: the exit code is the first two digits of Twilio's code.
  const [taken, mapped] = await both(ask(`${TRUNKS}:create`, '--domain-name', domain), ask(`${SIP}:ip-access-control-lists:remove`, '--sid', access));
  expect([taken.code, taken.things]).toEqual([21, [expect.objectContaining({ code: 21_248, status: 400 })]]);
  expect([mapped.code, mapped.things]).toEqual([21, [expect.objectContaining({ code: 21_236 })]]);

  // Listed over two pages, and changed
  const [trunks] = await both(show(`${TRUNKS}:list`, '--page-size', '1'), show(`${TRUNKS}:origination-urls:update`, '--trunk-sid', trunk, '--sid', origin, '--priority', '20', '--no-enabled'));
  expect(trunks.map(({ sid }) => String(sid)).sort()).toEqual([trunk, String(second?.['sid'])].sort());
  const [[renamed], [changed]] = await both(show(`${TRUNKS}:update`, '--sid', trunk, '--friendly-name', 'CLI renamed', '--no-secure'), show(`${TRUNKS}:origination-urls:fetch`, '--trunk-sid', trunk, '--sid', origin));
  expect(renamed).toMatchObject({ sid: trunk, friendlyName: 'CLI renamed', secure: false, domainName: domain, cnamLookupEnabled: true });
  expect(changed).toMatchObject({ priority: 20, enabled: false, weight: 10 });

  // Removed: off the trunk first, then itself.
  await both(show(`${TRUNKS}:phone-numbers:remove`, '--trunk-sid', trunk, '--sid', number), show(`${TRUNKS}:origination-urls:remove`, '--trunk-sid', trunk, '--sid', origin));
  await both(show(`${TRUNKS}:ip-access-control-lists:remove`, '--trunk-sid', trunk, '--sid', access), show(`${TRUNKS}:credential-lists:remove`, '--trunk-sid', trunk, '--sid', logins));
  await both(show(`${SIP}:ip-access-control-lists:remove`, '--sid', access), show(`${SIP}:credential-lists:remove`, '--sid', logins));
  await both(show(`${TRUNKS}:remove`, '--sid', trunk), show(`${TRUNKS}:remove`, '--sid', String(second?.['sid'])));
  const [gone, [freed]] = await both(ask(`${TRUNKS}:fetch`, '--sid', trunk), show('api:core:incoming-phone-numbers:fetch', '--sid', number));
  expect([gone.code, gone.things]).toEqual([20, [expect.objectContaining({ code: 20_404 })]]);
  expect(freed).toMatchObject({ sid: number, trunkSid: null });
  // The account itself sees the same as its key.
  const token = twilioCliEnvironment(service, home, 'auth-token');
  const [none, noLists] = await both(runTwilioCli([`${TRUNKS}:list`], token), runTwilioCli([`${SIP}:credential-lists:list`], token));
  expect([none, noLists].map(({ code, things }) => ({ code, things }))).toEqual([{ code: 0, things: [] }, { code: 0, things: [] }]);
});

test('an emergency address is made without correction, put on a number, registered, and taken off again', { timeout: WALK_MILLISECONDS }, async ({ skip }) => {
  if (!installed.ready) return skip(installed.reason);
  const { announcement, world } = await serve();
  const passTime = (minutes: number): void => world.passTime(minutes * 60_000);
  const env = twilioCliEnvironment(announcement, home);
  const show = shower(env);
  const { near } = PRACTICE_ADDRESSES;
  const place = (street: string, ...more: string[]): string[] => [
    'api:core:addresses:create', '--friendly-name', 'Front desk', '--customer-name', 'Lakeside Dental', '--street', street, '--street-secondary', 'Suite 4 Floor 2', '--city', 'San Francisco', '--region', 'CA', '--postal-code', '94105', '--iso-country', 'US',
    '--emergency-enabled', '--no-auto-correct-address', ...more,
  ];
  // Twilio suggests, and what it suggests is taken.
  const suggested = await runTwilioCli(place(near.street), env);
  expect([suggested.code, suggested.things]).toEqual([21, [expect.objectContaining({ code: 21_629, message: expect.stringContaining(near.finds[0].street) as string })]]);
  const [made, [free], trunk] = await Promise.all([runTwilioCli(place(near.finds[0].street), env), show('api:core:incoming-phone-numbers:list', '--friendly-name', SEEDED_NUMBERS.free.friendlyName), show(`${TRUNKS}:create`, '--friendly-name', 'CLI')]);
  expect(made.things).toEqual([expect.objectContaining({ street: near.finds[0].street, streetSecondary: 'Suite 4 Floor 2', emergencyEnabled: true, validated: true })]);
  const [address, number, trunkSid] = [made.things[0]?.['sid'], free?.['sid'], trunk[0]?.['sid']].map(String) as [string, string, string];
  const update = (...words: string[]): Promise<CliAnswer['things']> => show('api:core:incoming-phone-numbers:update', '--sid', number, ...words);
  const look = (): Promise<CliAnswer['things']> => show('api:core:incoming-phone-numbers:fetch', '--sid', number);
  await update('--trunk-sid', trunkSid);
  // On: pending, then registered. The list of the address's numbers knows it, and neither of the two can go.
  expect(await update('--emergency-address-sid', address)).toEqual([expect.objectContaining({ emergencyAddressSid: address, emergencyAddressStatus: 'pending-registration' })]);
  passTime(EMERGENCY_MINUTES.US.register);
  const [shown, dependents, kept, held] = await Promise.all([
    look(), show('api:core:addresses:dependent-phone-numbers:list', '--address-sid', address), runTwilioCli(['api:core:addresses:remove', '--sid', address], env), runTwilioCli([`${TRUNKS}:phone-numbers:remove`, '--trunk-sid', trunkSid, '--sid', number], env),
  ]);
  expect(shown).toEqual([expect.objectContaining({ emergencyAddressSid: address, emergencyAddressStatus: 'registered' })]);
  expect(dependents).toEqual([expect.objectContaining({ sid: number, emergencyAddressSid: address })]);
  expect([kept.code, held.code, held.things]).toEqual([20, 21, [expect.objectContaining({ code: 21_634 })]]);
  // Off: an empty value, as the SDK sends it too.
  expect(await update('--emergency-address-sid', '')).toEqual([expect.objectContaining({ emergencyAddressSid: address, emergencyAddressStatus: 'pending-unregistration' })]);
  passTime(EMERGENCY_MINUTES.US.unregister);
  expect(await look()).toEqual([expect.objectContaining({ emergencyAddressSid: null, emergencyAddressStatus: 'unregistered' })]);
  await Promise.all([show('api:core:addresses:remove', '--sid', address), show(`${TRUNKS}:phone-numbers:remove`, '--trunk-sid', trunkSid, '--sid', number)]);
  expect(await show('api:core:addresses:list')).toEqual([]);
});

test('somebody else’s domain is refused, and so is a wrong secret; a time is told only for work that was done', async ({ skip }) => {
  if (!installed.ready) return skip(installed.reason);
  const { announcement: service } = await serve();
  const [domain] = TAKEN_DOMAINS;
  const [taken, wrong] = await Promise.all([
    runTwilioCli([`${TRUNKS}:create`, '--domain-name', String(domain)], twilioCliEnvironment(service, home)),
    runTwilioCli([`${TRUNKS}:list`], twilioCliEnvironment({ ...service, apiSecret: 'wrong' }, home)),
  ]);
  expect([taken.code, taken.things]).toEqual([21, [expect.objectContaining({ code: 21_248 })]]);
  expect([wrong.code, wrong.things]).toEqual([20, [expect.objectContaining({ code: 20_003 })]]);
  await expect(timeTwilioCli(service, [[`${TRUNKS}:create`, '--domain-name', String(domain)]])).rejects.toThrow(/ended with 21: .*21248/);
  expect(await timeTwilioCli(service, [[`${TRUNKS}:list`]])).toBeGreaterThan(100);
});
