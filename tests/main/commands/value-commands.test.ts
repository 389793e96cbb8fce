// What a person enters for a site: judged field by field, saved in canonical form, or not at all.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MOST_AGREED } from '../../../domain/site/agreed.ts';
import { readSite } from '../../../domain/site/migrations.ts';
import type { Observed, Site } from '../../../domain/site/record.ts';
import { proposedRules } from '../../../domain/dialplan/tables.ts';
import { valueCommands } from '../../../main/commands/value-commands.ts';
import type { Channel } from '../../../preload/channels.ts';
import type { Input } from '../../../preload/contract.ts';
import { entered, TYPED } from '../../domain/emergency/address-kit.ts';
import { readySite, STAMP } from '../../domain/make-site.ts';
import { fieldsOf, Workplace } from './workplace.ts';

let workplace: Workplace;
let siteId: string;
let looked: string[];
let running: boolean;
beforeEach(async () => {
  [looked, running] = [[], false];
  workplace = await Workplace.open((desk) => valueCommands(desk, (id) => looked.push(id), () => running));
  siteId = await workplace.place(readySite());
});
afterEach(() => workplace.close());

const site = (): Promise<Site> => workplace.desk.site(siteId);
const TRUNK = { friendlyName: 'Lakeside', domainLabel: 'lakeside', edge: 'ashburn', secure: true, cnamLookup: false, transferMode: 'disable-all' } as const;
const LOGIN = { loginUrl: '', username: '', password: null } as const;

/** Asks, and expects that nothing at all was changed but the fields were named. */
async function refusedFields<C extends Channel>(channel: C, input: Input<C>): Promise<readonly string[]> {
  const [before, { revision }, pushes] = [structuredClone(await site()), await workplace.vault.readSite(siteId), workplace.pushes.length];
  const fields = fieldsOf(await workplace.refused(channel, input));
  expect([await site(), (await workplace.vault.readSite(siteId)).revision, workplace.pushes.length]).toEqual([before, revision, pushes]);
  return fields;
}

it('every change of what the site shall have names who made it, and the state that it was made from', async () => {
  const rules = proposedRules('US');
  const changes: readonly (() => Promise<unknown>)[] = [
    () => workplace.done('site.savePlan', { siteId, country: 'GB', hosting: 'self-hosted' }), () => workplace.done('site.saveLogin', { siteId, ...LOGIN, username: '100' }), () => workplace.done('site.saveTrunk', { siteId, ...TRUNK }),
    () => workplace.done('site.saveTrunkName', { siteId, name: 'Twilio' }), () => workplace.done('site.saveRules', { siteId, rules: [...rules] }), () => workplace.done('site.saveAccount', { siteId, account: { kind: 'by-hand' } }),
    () => workplace.done('site.savePbx', { siteId, fqdn: 'acme.tx.3cx.us', ipv4: '34.120.8.15/32' }), () => workplace.done('site.saveNumbers', { siteId, numbers: [{ phoneNumber: '+15125550142', acquire: 'buy' }] }),
  ];
  for (const change of changes) {
    const before = (await site()).intent;
    await change();
    const now = (await site()).intent;
    expect(now).toMatchObject({ parent: before.revision, who: workplace.desk.stamp().who, device: workplace.desk.stamp().device });
    expect(now.revision).not.toBe(before.revision);
    expect(Date.parse(now.at)).toBeGreaterThanOrEqual(Date.parse(before.at));
  }
});

describe('where incoming calls go', () => {
  it('the PBX itself is refused as another place, by whatever transport', async () => {
    await workplace.done('site.savePbx', { siteId, fqdn: 'acme.tx.3cx.us', ipv4: '34.120.8.15' });
    const others = ['sip:backup.example.com', 'sip:acme.tx.3cx.us:5061', 'sip:acme.tx.3cx.us;transport=tls'].map((url) => ({ url, weight: '10', priority: '20' }));
    expect(await refusedFields('site.saveOrigination', { siteId, weight: '10', priority: '10', others })).toEqual(['origination.url.1', 'origination.url.2']);
    await workplace.done('site.saveOrigination', { siteId, weight: '10', priority: '10', others: others.slice(0, 1) });
    expect((await site()).intent.trunk.origination.others).toEqual([{ url: 'sip:backup.example.com', weight: 10, priority: 20 }]);
  });
});

describe('the plan of the site', () => {
  it('keeps country and kind, and nothing else is changed', async () => {
    const { intent: before } = await site();
    await workplace.done('site.savePlan', { siteId, country: 'FR', hosting: 'hosted' });
    const { pbx, trunk, numbers, account, outboundRules, agreed } = before;
    expect((await site()).intent).toMatchObject({ country: 'FR', hosting: 'hosted', pbx, trunk, numbers, account, outboundRules, agreed });
    await workplace.done('site.savePlan', { siteId, country: 'FR', hosting: null });
    expect((await site()).intent.hosting).toBeNull();
  });
});

describe('where the 3CX console is opened', () => {
  it.each([
    ['acme.tx.3cx.us', 'https://acme.tx.3cx.us'], ['https://ACME.tx.3cx.us:5001/#/login', 'https://acme.tx.3cx.us:5001/#/login'], ['', null],
  ])('“%s” is kept as %s', async (loginUrl, kept) => {
    await workplace.done('site.saveLogin', { siteId, ...LOGIN, loginUrl, username: ' 100 ' });
    expect((await site()).intent.pbx).toMatchObject({ loginUrl: kept, username: '100', fqdn: (await site()).intent.pbx.fqdn });
  });

  it.each([
    'http://acme.tx.3cx.us', 'ftp://acme.tx.3cx.us', 'https://admin:CANARY@acme.tx.3cx.us', 'https://acme.tx.3cx.us@evil.example.com/', 'https://acme.tx.3cx.us\\@evil.example.com', 'admin@acme.tx.3cx.us',
    'javascript:alert(1)', 'javascript://acme.tx.3cx.us/%0aalert(1)', 'data:text/html,<script>', 'https://34.120.8.15', 'https://localhost', 'https://acme.tx.3cx.us:99999', 'https://acme.tx.3cx.us/a b', 'https://acme.tx.3cx.us/<script>', 'app://bundle/',
  ])('“%s” is refused, and not repeated', async (loginUrl) => {
    const result = await workplace.ask('site.saveLogin', { siteId, ...LOGIN, loginUrl, password: 'kept away' });
    expect(JSON.stringify(result)).not.toContain('CANARY');
    expect(await refusedFields('site.saveLogin', { siteId, ...LOGIN, loginUrl, password: 'kept away' })).toEqual(['pbx.loginUrl']);
    expect((await site()).secrets.pbxPassword).toBeNull();
  });

  it('its password goes into the vault and never to the page; left empty, the one that is there stays', async () => {
    await workplace.done('site.saveLogin', { siteId, ...LOGIN, password: 'CANARY of 3CX' });
    const { pbxPassword, sipPassword } = (await site()).secrets;
    expect(pbxPassword?.value).toBe('CANARY of 3CX');
    for (const password of [null, '']) {
      await workplace.done('site.saveLogin', { siteId, ...LOGIN, username: '100', password });
      expect((await site()).secrets).toEqual({ pbxPassword, sipPassword });
    }
    expect(JSON.stringify([workplace.pushes, workplace.log])).not.toContain('CANARY');
    expect(workplace.page().site?.known.pbxPassword).toBe(true);
  });

  it('several mistakes are told at once', async () => {
    expect(await refusedFields('site.saveLogin', { siteId, loginUrl: 'http://x', username: 'x'.repeat(500), password: 'a\nb' })).toEqual(['pbx.loginUrl', 'pbx.username', 'pbx.password']);
  });
});

describe('the trunk', () => {
  it.each([
    ['lakeside', 'sydney', 'lakeside', 'sydney'], ['Lakeside.pstn.twilio.com', 'sydney', 'lakeside', 'sydney'],
    ['lakeside.pstn.dublin.twilio.com', 'sydney', 'lakeside', 'dublin'], ['sip:LAKESIDE.pstn.sao-paulo.twilio.com', 'sydney', 'lakeside', 'sao-paulo'],
  ] as const)('with “%s” pasted and %s chosen is %s at %s', async (domainLabel, edge, label, kept) => {
    await workplace.done('site.saveTrunk', { siteId, ...TRUNK, domainLabel, edge });
    expect((await site()).intent.trunk).toMatchObject({ domainLabel: label, edge: kept, friendlyName: 'Lakeside', secure: true, cnamLookup: false, transferMode: 'disable-all' });
  });

  it('keeps its lists, user and password when its own values are saved', async () => {
    const { accessListName, credentialListName, sipUsername, sipPassword } = (await site()).intent.trunk;
    await workplace.done('site.saveTrunk', { siteId, ...TRUNK });
    expect((await site()).intent.trunk).toMatchObject({ accessListName, credentialListName, sipUsername, sipPassword });
  });

  it.each([['lakeside.sip.twilio.com'], ['lakeside.pstn.nowhere.twilio.com'], ['lakeside.pstn.dublin.twilio.com.evil.example'], ['a b'], ['']])('with “%s” is refused', async (domainLabel) => {
    expect(await refusedFields('site.saveTrunk', { siteId, ...TRUNK, domainLabel })).toEqual(['trunk.domainLabel']);
    expect(await refusedFields('site.saveTrunk', { siteId, ...TRUNK, domainLabel, friendlyName: ' ' })).toEqual(['trunk.friendlyName', 'trunk.domainLabel']);
  });

  it('has a name of its own in 3CX, or none', async () => {
    await workplace.done('site.saveTrunkName', { siteId, name: ' <b>Twilio</b> ' });
    expect((await site()).intent.pbx).toMatchObject({ trunkName: '<b>Twilio</b>', fqdn: 'lakeside-dental.my3cx.us' });
    expect(await refusedFields('site.saveTrunkName', { siteId, name: 'x'.repeat(2000) })).toEqual(['pbx.trunkName']);
    await workplace.done('site.saveTrunkName', { siteId, name: ' ' });
    expect((await site()).intent.pbx.trunkName).toBeNull();
  });
});

describe('outbound rules', () => {
  it('are kept in their order as they are; null puts the proposal back', async () => {
    const rules = proposedRules('US').toReversed().map((rule) => ({ ...rule, name: '<i>“Ärger” 😀</i>' }));
    await workplace.done('site.saveRules', { siteId, rules });
    expect((await site()).intent.outboundRules).toEqual(rules);
    await workplace.done('site.saveRules', { siteId, rules: [] });
    expect((await site()).intent.outboundRules).toEqual([]);
    await workplace.done('site.saveRules', { siteId, rules: null });
    expect((await site()).intent.outboundRules).toBeNull();
  });
});

describe('the account', () => {
  const observed = (): Observed => ({
    twilio: { source: 'api', ...STAMP, account: { kind: 'practice' }, value: { accountSid: `AC${'0'.repeat(32)}`, account: null, accessLists: [], credentialLists: [], trunks: [], askedNumbers: [], numbers: [] } },
    pbxTrunk: {}, emergency: null, emergencyReported: [], pbxName: { source: 'measured', ...STAMP, fqdn: 'lakeside-dental.my3cx.us', value: { kind: 'none' } }, clock: { source: 'measured', ...STAMP, ahead: 1, against: 'server' },
  });

  it('by hand and back: what another account answered is gone, what was agreed too; what does not hang on it stays', async () => {
    for (const account of [{ kind: 'by-hand' }, { kind: 'practice' }] as const) {
      await workplace.desk.change(siteId, (now) => ({ ...now, observed: observed(), intent: { ...now.intent, agreed: ['a question'] } }));
      await workplace.done('site.saveAccount', { siteId, account });
      const now = await site();
      expect(now.observed).toEqual({ twilio: null, pbxTrunk: {}, emergency: null, emergencyReported: [], pbxName: null, clock: observed().clock });
      expect(now.intent).toMatchObject({ account, agreed: [], numbers: [{ phoneNumber: '+15125550142' }] });
    }
    expect(looked).toEqual([siteId, siteId]);
  });

  it('another one has not the address that was chosen among those of the first: it is one that Trunkbook makes', async () => {
    const address = { ...entered(TYPED.US), chosen: `AD${'1'.repeat(32)}` };
    await workplace.desk.change(siteId, (now) => ({ ...now, intent: { ...now.intent, emergency: { ...now.intent.emergency, addresses: [address] } } }));
    await workplace.done('site.saveAccount', { siteId, account: { kind: 'practice' } });
    expect((await site()).intent.emergency.addresses).toEqual([address]);
    await workplace.done('site.saveAccount', { siteId, account: { kind: 'by-hand' } });
    expect((await site()).intent.emergency.addresses).toEqual([{ ...address, chosen: null }]);
  });

  it('that is not in the vault is refused', async () => {
    expect(await refusedFields('site.saveAccount', { siteId, account: { kind: 'twilio', accountId: crypto.randomUUID() } })).toEqual(['account']);
  });

  it('is not changed while a set-up runs on it', async () => {
    running = true;
    const before = structuredClone(await site());
    expect((await workplace.refused('site.saveAccount', { siteId, account: { kind: 'by-hand' } })).code).toBe('busy');
    expect([await site(), looked]).toEqual([before, []]);
  });
});

describe('what a person says yes to', () => {
  it('is kept once a number, however often it was asked over the years', async () => {
    const sid = `PN${'1'.repeat(32)}`;
    for (let times = 0; times < 3; times += 1) await workplace.done('site.agree', { siteId, names: ['use TK1', `take ${sid} AD1 off ${times} change none`] });
    expect((await site()).intent.agreed).toEqual(['use TK1', `take ${sid} AD1 off 2 change none`]);
  });

  it('is refused above what a site keeps, so that the site can be read again', async () => {
    const names = Array.from({ length: MOST_AGREED }, (_, index) => `use TK${index}`);
    for (let from = 0; from < MOST_AGREED; from += 10_000) await workplace.done('site.agree', { siteId, names: names.slice(from, from + 10_000) });
    expect((await workplace.refused('site.agree', { siteId, names: ['use TKanother'] })).what).toBe('The answer was not kept.');
    expect((await site()).intent.agreed).toHaveLength(MOST_AGREED);
    expect(readSite((await workplace.vault.readSite(siteId)).document).kind).toBe('site');
  });
});
