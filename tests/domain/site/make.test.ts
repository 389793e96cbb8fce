import { describe, expect, it } from 'vitest';
import { changeIntent, duplicateSite, slug } from '../../../domain/site/make.ts';
import { readDomainLabel, readFriendlyName, readSipUsername } from '../../../domain/site/values.ts';
import { proposedTrunk } from '../../../domain/site/make.ts';
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

describe('a duplicate', () => {
  const from = readySite();
  from.secrets.pbxPassword = { value: 'CANARY', revision: crypto.randomUUID(), at: STAMP.at };
  const to = duplicateSite(from, { id: crypto.randomUUID(), name: 'Hillside', country: 'US', stamp: STAMP, revision: crypto.randomUUID(), tail: 'aaaaa', sipPassword: { value: 'Zzzzzzzzzzz9', revision: crypto.randomUUID(), at: STAMP.at } });
  it('keeps the choices', () => expect(to.intent.trunk).toMatchObject({ secure: true, edge: from.intent.trunk.edge }));
  it('has no secret, PBX, number, history or name of the first', () => {
    expect(JSON.stringify(to)).not.toContain('CANARY');
    expect(JSON.stringify(to)).not.toContain(from.secrets.sipPassword?.value);
    expect(to).toMatchObject({ intent: { pbx: { fqdn: null, ipv4: [] }, numbers: [], agreed: [] }, ledger: [], evidence: [], observed: { twilio: null, pbxName: null } });
    expect(to.intent.trunk.domainLabel).not.toBe(from.intent.trunk.domainLabel);
  });
});

it('a changed intent names its parent, so that two copies show whether one continues the other', () => {
  const site = readySite();
  const next = changeIntent(site, { numbers: [] }, STAMP, crypto.randomUUID());
  expect(next.intent.parent).toBe(site.intent.revision);
  expect(next.intent.revision).not.toBe(site.intent.revision);
});
