import { describe, expect, it } from 'vitest';
import { type Handlers, answer } from '../../../main/ipc/answer.ts';
import { isTrustedSender } from '../../../main/ipc/sender.ts';
import { CHANNELS, type Channel } from '../../../preload/channels.ts';
import { contract } from '../../../preload/contract.ts';

const ID = '0b5f5b6e-6f0e-4a53-9c5b-0f6d0e7a1c11';
const SITE = { siteId: ID };
const RULE = { id: 'r', name: 'n', prefixes: '', lengths: '', extensions: '', departments: '', routes: [{ trunk: null, stripDigits: 0, prepend: '', append: '', callerId: '' }] };
/** A request of each channel that its contract takes. The walk below spoils it in every way. */
const GOOD: { readonly [C in Channel]: unknown } = {
  'mirror.get': undefined, 'preferences.save': { theme: 'dark' },
  'vault.create': { passphrase: 'p', technician: 't' }, 'vault.unlock': { passphrase: 'p' }, 'vault.unlockHere': undefined, 'vault.rememberHere': { passphrase: 'p' }, 'vault.forgetHere': undefined, 'vault.lock': undefined, 'vault.changePassphrase': { current: 'a', next: 'b' },
  'vault.judgePassphrase': { passphrase: 'p' }, 'vault.suggestPassphrase': undefined, 'vault.printRecoveryKit': undefined,
  'site.create': { name: 'n', country: 'US' }, 'site.open': SITE, 'site.close': undefined, 'site.rename': { ...SITE, name: 'n' }, 'site.duplicate': { ...SITE, name: 'n' }, 'site.archive': { ...SITE, archived: true },
  'site.savePlan': { ...SITE, country: 'US', hosting: 'hosted' }, 'site.saveAccount': { ...SITE, account: { kind: 'practice' } }, 'site.saveLogin': { ...SITE, loginUrl: '', username: '', password: null },
  'site.savePbx': { ...SITE, fqdn: '', ipv4: '' }, 'site.saveTrunkName': { ...SITE, name: 'n' }, 'site.saveRules': { ...SITE, rules: [RULE] },
  'site.saveTrunk': { ...SITE, friendlyName: 'f', domainLabel: 'd', edge: 'dublin', secure: true, cnamLookup: true, transferMode: 'disable-all' },
  'site.saveOrigination': { ...SITE, weight: '10', priority: '10', others: [{ url: 'sip:backup.example.com', weight: '10', priority: '20' }] },
  'site.saveSecurity': { ...SITE, accessListName: 'a', credentialListName: 'c', sipUsername: 'u', sipPassword: null },
  'site.saveNumbers': { ...SITE, numbers: [{ phoneNumber: '+15125550142', acquire: 'take' }] }, 'site.generateSipPassword': SITE, 'site.lookUpName': SITE, 'site.agree': { ...SITE, names: ['q'] },
  'site.record': { ...SITE, step: 'trunk-in-3cx.enter', say: { kind: 'done', note: '', values: {} } },
  'visit.prepare': { ...SITE, passphrase: 'p' },
  'photo.add': { ...SITE, step: 'pbx.values', name: 'n', data: 'AAAA', thumbnail: 'AAAA' }, 'photo.thumbnail': { ...SITE, photo: ID }, 'photo.show': { ...SITE, photo: ID }, 'photo.withdraw': { ...SITE, step: 'pbx.values', photo: ID },
  'dids.add': { ...SITE, text: '+15125550142' }, 'dids.remove': { ...SITE, dids: ['+15125550142'] }, 'dids.export': SITE,
  'extensions.add': { ...SITE, number: '100', firstName: '', lastName: '', email: '' }, 'extensions.change': { ...SITE, number: '100', change: { callerId: '+15125550142' } }, 'extensions.remove': { ...SITE, numbers: ['100'] },
  'extensions.assign': { ...SITE, numbers: ['100'], firstDid: null, callerId: { kind: 'did' }, replace: true }, 'extensions.compare': { ...SITE, text: 'Number' }, 'extensions.take': { ...SITE, text: 'Number' }, 'extensions.export': SITE,
  'sheet.fetch': { ...SITE, trunkSid: null }, 'guide.copyTable': { ...SITE, step: 'premises.firewall', table: 0 },
  'sheet.copy': { ...SITE, field: 'pbx.fqdn' }, 'sheet.reveal': { ...SITE, field: 'pbx.password' },
  'numbers.owned': SITE, 'numbers.available': { ...SITE, country: 'US', type: 'local', areaCode: '512', contains: '', locality: '' }, 'numbers.check': { ...SITE, text: '+15125550142' },
  'trunk.read': { ...SITE, inside: null }, 'trunk.apply': { ...SITE, goal: { kind: 'set-up', confirmed: [] } }, 'trunk.take': { ...SITE, row: 'trunk.secure', from: 'twilio' },
  'trunk.adopt': { ...SITE, trunkSid: `TK${'0'.repeat(32)}`, accessListSid: null, credentialListSid: null, username: null }, 'pbx.report': { ...SITE, field: 'secure', value: 'on' }, 'practice.disturb': { ...SITE, what: 'secure-flipped' }, 'practice.passTime': { ...SITE, minutes: 30 }, 'practice.network': { ...SITE, reachable: false }, 'practice.dial933': { ...SITE, extension: '100' },
  'emergency.saveAddress': { ...SITE, addressId: null, typed: { friendlyName: 'n', customerName: 'c', street: 's', suite: '', floor: '', room: '', other: '', city: 'c', region: '', postalCode: '', country: 'US', extensions: '', shows: '', confirmedBy: '' } },
  'emergency.removeAddress': { ...SITE, addressId: ID }, 'emergency.assign': { ...SITE, numbers: ['+15125550142'], address: null }, 'emergency.leaveOut': { ...SITE, numbers: ['+15125550142'] }, 'emergency.paste': { ...SITE, text: '+15125550142', save: false },
  'emergency.export': SITE, 'emergency.saveCallBack': { ...SITE, numbers: ['+15125550142'], extension: '100', name: '' }, 'emergency.saveScope': { ...SITE, exempt: [{ extensions: '100', why: 'fax' }], barred: '' },
  'emergency.read': SITE, 'emergency.existing': SITE, 'emergency.choose': { ...SITE, sid: `AD${'0'.repeat(32)}` }, 'emergency.decide': { ...SITE, addressId: ID, call: ID, choice: 'take-suggestion', suggestion: 0 },
  'emergency.copyRules': { ...SITE, only: { rule: 'all-911', field: 'number' } }, 'emergency.record933': { ...SITE, extension: '100', readNumber: '+15125550142', readAddress: '645 Harrison St', how: 'ticked' },
  'emergency.saveRules': { ...SITE, rules: [{ id: 'all-911', name: 'n', number: '911', extensions: '', departments: '', trunk: null, stripDigits: 0, prepend: '', callerId: '' }] },
  'emergency.report': { ...SITE, numbers: ['+15125550142'], state: 'registered', address: null },
  'job.cancel': { jobId: ID },
  'account.add': { name: 'n', accountSid: 'a', username: 'u', secret: 's', confirmed: false }, 'account.check': { accountId: ID }, 'account.rotate': { accountId: ID, username: 'u', secret: 's', confirmed: false }, 'account.remove': { accountId: ID },
  'link.show': { link: 'twilio-console', siteId: null }, 'link.open': { link: 'twilio-console', siteId: null },
};
const OWN = { url: 'app://bundle/', parent: null };

/** Handlers that only note which of them ran. */
function listening(): { readonly handlers: Handlers; readonly ran: string[] } {
  const ran: string[] = [];
  const handlers = Object.fromEntries(CHANNELS.map((channel) => [channel, () => { ran.push(channel); return {}; }])) as unknown as Handlers;
  return { handlers, ran };
}

async function ask(channel: Channel, args: readonly unknown[], frame: { url: string; parent: unknown } | null = OWN): Promise<{ readonly code: string; readonly ran: boolean }> {
  const { handlers, ran } = listening();
  const result = await answer(channel, handlers, { frame, devServer: null, args }, () => {});
  return { code: result.ok ? 'ok' : result.fault.code, ran: ran.length > 0 };
}

/** Far too long for a field, and for a list or a file that was pasted where the channel takes one. */
const TOO_LONG = Symbol.iterator.toString().repeat(2000);
const TOO_LONG_TO_PASTE = TOO_LONG.repeat(300);
const TAKES_PASTED: ReadonlySet<Channel> = new Set(['dids.add', 'numbers.check', 'extensions.compare', 'extensions.take', 'emergency.paste']);

/** Every way to spoil one field of a request: another type, null, missing, far too long. */
function spoiled(good: unknown, channel: Channel): unknown[] {
  if (good === undefined) return [null, {}, 0, 'x', []];
  const object = good as Record<string, unknown>;
  return [
    null, undefined, 'x', 7, [], [good], { ...object, extra: 1 }, JSON.parse(`{"__proto__":{"polluted":1},${JSON.stringify(good).slice(1)}`),
    ...Object.keys(object).flatMap((key) => {
      const { [key]: value, ...rest } = object;
      return [rest, { ...object, [key]: { a: 1 } }, { ...object, [key]: TAKES_PASTED.has(channel) && key === 'text' ? TOO_LONG_TO_PASTE : TOO_LONG }, ...(typeof value === 'number' ? [] : [{ ...object, [key]: 7 }]), ...(value === null ? [] : [{ ...object, [key]: undefined }])];
    }),
  ];
}

describe.each(CHANNELS)('%s', (channel) => {
  it('takes a good request', async () => expect((await ask(channel, GOOD[channel] === undefined ? [] : [GOOD[channel]])).ran).toBe(true));
  it('refuses every spoiled one before its handler runs', async () => {
    for (const input of spoiled(GOOD[channel], channel)) expect(await ask(channel, [input]), JSON.stringify(input)?.slice(0, 200)).toEqual({ code: 'invalid-request', ran: false });
    expect(await ask(channel, [GOOD[channel], 'more'])).toEqual({ code: 'invalid-request', ran: false });
  });
  it('refuses every sender but the main frame of its own page', async () => {
    for (const frame of [
      null, { url: 'app://bundle/', parent: {} }, { url: 'app://bundle.evil/', parent: null }, { url: 'app://evil/bundle', parent: null }, { url: 'https://bundle/', parent: null }, { url: 'app://print/0', parent: null },
      { url: 'file:///bundle', parent: null }, { url: 'about:blank', parent: null }, { url: '', parent: null }, { url: 'http://localhost:5173/', parent: null }, { url: 'app://bundle:1/', parent: null },
    ]) expect(await ask(channel, [GOOD[channel]], frame), frame?.url).toEqual({ code: 'untrusted', ran: false });
  });
});

describe('an answer', () => {
  it('that has more in it than the contract says does not cross', async () => {
    const { handlers } = listening();
    const lines: string[] = [];
    const result = await answer('vault.suggestPassphrase', { ...handlers, 'vault.suggestPassphrase': () => ({ passphrase: 'a b', leak: 'CANARY' }) }, { frame: OWN, devServer: null, args: [] }, (line) => lines.push(line));
    expect(result).toMatchObject({ ok: false, fault: { code: 'unexpected' } });
    expect(JSON.stringify([result, lines])).not.toContain('CANARY');
  });

  it('of a handler that throws is a plain sentence; neither page nor log gets the message', async () => {
    const { handlers } = listening();
    const lines: string[] = [];
    const result = await answer('vault.lock', { ...handlers, 'vault.lock': () => { throw new Error('CANARY in the message'); } }, { frame: OWN, devServer: null, args: [] }, (line) => lines.push(line));
    expect(result).toMatchObject({ ok: false, fault: { code: 'unexpected' } });
    expect(lines).toHaveLength(1);
    expect(JSON.stringify([result, lines])).not.toContain('CANARY');
  });
});

it('the dev server is trusted only where one is named', () => {
  expect(isTrustedSender({ url: 'http://localhost:5173/', parent: null }, 'http://localhost:5173')).toBe(true);
  expect(isTrustedSender({ url: 'http://localhost:5174/', parent: null }, 'http://localhost:5173')).toBe(false);
});

it('every channel has a shape both ways, and no shape is without a channel', () => {
  expect(Object.keys(contract).sort()).toEqual([...CHANNELS].sort());
});
