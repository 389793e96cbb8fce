import { describe, expect, it } from 'vitest';
import { changeIntent, duplicateSite, newSite, proposedTrunk, slug } from '../../../domain/site/make.ts';
import { Site } from '../../../domain/site/record.ts';
import { readDomainLabel, readFriendlyName, readSipUsername } from '../../../domain/site/values.ts';
import { route, rule } from '../dialplan/make-rules.ts';
import { readySite, STAMP } from '../make-site.ts';

describe('a new site', () => {
  it.each(['Lakeside Dental', 'Größe & Söhne — München', '漢字', '😀', '-', 'x'.repeat(100), 'Trailing dash -'])('proposes names for %j that Twilio takes', (name) => {
    const trunk = proposedTrunk(name, 'k7m2p', crypto.randomUUID(), 'US');
    expect(readFriendlyName(trunk.friendlyName ?? '').ok).toBe(true);
    expect(readFriendlyName(trunk.accessListName ?? '').ok).toBe(true);
    expect(readFriendlyName(trunk.credentialListName ?? '').ok).toBe(true);
    expect(readDomainLabel(trunk.domainLabel ?? '').ok).toBe(true);
    expect(readSipUsername(trunk.sipUsername ?? '').ok).toBe(true);
  });
  it('makes a readable short form of its name', () => expect(slug('  Lakeside Dental, Austin ')).toBe('lakeside-dental-austin'));
});

describe('what is not known of a new site', () => {
  const secret = { value: 'Abcdefghijk1', revision: crypto.randomUUID(), at: STAMP.at };
  const site = (country: string): Site => newSite({ id: crypto.randomUUID(), name: 'Lakeside', country, stamp: STAMP, revision: crypto.randomUUID(), tail: 'k7m2p', sipPassword: secret });
  it('is null, and never “none” or a guess', () => {
    expect(site('US')).toMatchObject({
      intent: { hosting: null, outboundRules: null, pbx: { loginUrl: null, fqdn: null, username: null, trunkName: null }, trunk: { secure: null } }, observed: { twilio: null, pbxName: null, clock: null }, secrets: { pbxPassword: null },
    });
  });
  it('makes a record that can be written', () => expect(Site.safeParse(site('GB')).success).toBe(true));
  it('looks callers’ names up only where Twilio can', () => expect(['US', 'CA', 'GB', 'AU'].map((country) => site(country).intent.trunk.cnamLookup)).toEqual([true, true, false, false]));
  it('sends the password that it was given', () => expect(site('US').intent.trunk.sipPassword).toBe(secret.revision));
});

describe('a duplicate', () => {
  const from = readySite({
    hosting: 'self-hosted', outboundRules: [rule('own', { name: 'Long distance', prefixes: '1', routes: [route({ callerId: '+15125550142', stripDigits: 1 }), route({ trunk: 'Old copper line', callerId: '+15125550143' })] })], agreed: ['use TK'],
  });
  Object.assign(from.intent.pbx, { loginUrl: 'https://lakeside-dental.my3cx.us', trunkName: 'Twilio Lakeside' });
  from.secrets.pbxPassword = { value: 'CANARY', revision: crypto.randomUUID(), at: STAMP.at };
  const to = duplicateSite(from, { id: crypto.randomUUID(), name: 'Hillside', country: 'US', stamp: STAMP, revision: crypto.randomUUID(), tail: 'aaaaa', sipPassword: { value: 'Zzzzzzzzzzz9', revision: crypto.randomUUID(), at: STAMP.at } });
  it('keeps the choices', () => expect(to.intent.trunk).toMatchObject({ secure: true, edge: from.intent.trunk.edge }));
  it('has no secret, PBX, number, history or name of the first', () => {
    expect(JSON.stringify(to)).not.toContain('CANARY');
    expect(JSON.stringify(to)).not.toContain(from.secrets.sipPassword?.value);
    expect(to).toMatchObject({ intent: { pbx: { loginUrl: null, fqdn: null, ipv4: [], trunkName: null }, numbers: [], agreed: [] }, ledger: [], evidence: [], observed: { twilio: null, pbxName: null, clock: null } });
    expect(to.intent.trunk.domainLabel).not.toBe(from.intent.trunk.domainLabel);
    expect(JSON.stringify(to)).not.toContain('lakeside-dental');
  });
  it('has the outbound rules of the first, without its caller IDs, and leaves the first as it was', () => {
    const rules = from.intent.outboundRules ?? [];
    expect(to.intent.hosting).toBe('self-hosted');
    expect(to.intent.outboundRules).toEqual(rules.map((one) => ({ ...one, routes: one.routes.map((way) => ({ ...way, callerId: '' })) })));
    expect(rules[0]?.routes.map(({ callerId }) => callerId)).toEqual(['+15125550142', '+15125550143']);
    expect(Site.safeParse(to).success).toBe(true);
  });
  it('of a site with the proposed rules has the proposed rules, and of one without any has none', () => {
    const of = (outboundRules: Site['intent']['outboundRules']) => duplicateSite(readySite({ outboundRules }), { id: crypto.randomUUID(), name: 'Hillside', country: 'US', stamp: STAMP, revision: crypto.randomUUID(), tail: 'aaaaa', sipPassword: { value: 'x', revision: crypto.randomUUID(), at: STAMP.at } }).intent.outboundRules;
    expect(of(null)).toBeNull();
    expect(of([])).toEqual([]);
  });
});

it('a changed intent names its parent, so that two copies show whether one continues the other', () => {
  const site = readySite();
  const next = changeIntent(site, { numbers: [] }, STAMP, crypto.randomUUID());
  expect(next.intent.parent).toBe(site.intent.revision);
  expect(next.intent.revision).not.toBe(site.intent.revision);
});
