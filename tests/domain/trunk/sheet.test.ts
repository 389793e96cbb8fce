import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STEPS } from '../../../domain/guide/chapters.ts';
import { type Site, withoutSecrets } from '../../../domain/site/record.ts';
import { localizedTerminationUri } from '../../../domain/trunk/edges.ts';
import { checkIntent } from '../../../domain/trunk/requirements.ts';
import { readTermination } from '../../../domain/trunk/termination.ts';
import { SHEET_FIELDS, SHEET_GROUPS, transferSheet, trunkNameIn3cx } from '../../../domain/trunk/sheet.ts';
import { placeOfSheet } from '../../../renderer/features/site/step-order.ts';
import { readySite } from '../make-site.ts';

describe('the transfer sheet', () => {
  const site = readySite();
  const sheet = (change = site) => Object.fromEntries(transferSheet(withoutSecrets(change)).map((row) => [row.field, row.value]));

  it('has the first number as the main one, and all of them one a line', () => {
    const numbers = ['+15125550142', '+15125550143'].map((phoneNumber) => ({ phoneNumber, acquire: 'take' as const }));
    const values = new Map(transferSheet(withoutSecrets({ ...site, intent: { ...site.intent, numbers } })).map(({ field, value }) => [field, value]));
    expect(values.get('trunk.mainNumber')).toEqual({ kind: 'plain', text: '+15125550142' });
    expect(values.get('trunk.numbers')).toEqual({ kind: 'plain', text: '+15125550142\n+15125550143' });
  });
  it('has every field once', () => expect(transferSheet(withoutSecrets(site)).map((row) => row.field)).toEqual([...SHEET_FIELDS]));

  it('gives 3CX the localized termination URI of the chosen edge', () => {
    const trunk = { ...site.intent.trunk, edge: 'sao-paulo' as const };
    expect(sheet({ ...site, intent: { ...site.intent, trunk } })['trunk.terminationUri']).toEqual({ kind: 'plain', text: localizedTerminationUri(trunk.domainLabel ?? '', 'sao-paulo') });
  });

  it('says of a password only whether there is one', () => {
    const rows = JSON.stringify(transferSheet(withoutSecrets(site)));
    expect(rows).not.toContain(site.secrets.sipPassword?.value);
    expect(sheet()['trunk.sipPassword']).toEqual({ kind: 'secret' });
    expect(sheet()['pbx.password']).toEqual({ kind: 'missing' });
  });

  it('has no origination URL before somebody has chosen whether it is secure', () => {
    expect(sheet({ ...site, intent: { ...site.intent, trunk: { ...site.intent.trunk, secure: null } } })['trunk.originationUrl']).toEqual({ kind: 'missing' });
  });
});

describe('the rows of the transfer sheet', () => {
  const rows = transferSheet(withoutSecrets(readySite()));

  it('stand under the headings in their order, none without one and no heading empty', () => {
    expect(rows.map(({ group }) => group).filter((group, index, all) => all[index - 1] !== group)).toEqual([...SHEET_GROUPS]);
  });

  it('have a name of their own, and say where each value comes from and goes', () => {
    expect(new Set(rows.map(({ label }) => label)).size).toBe(SHEET_FIELDS.length);
    expect(rows.filter(({ label, from, to }) => label === '' || from === '' || to === '')).toEqual([]);
  });

  it('are each needed by a step of the guide', () => {
    const needed = new Set(STEPS.flatMap(({ needs }) => needs));
    expect(rows.filter(({ field }) => !needed.has(field)).map(({ field }) => field)).toEqual([]);
  });
});

describe('the two passwords that the guide confuses', () => {
  const passwords = (site: Site) => transferSheet(withoutSecrets(site)).filter(({ field }) => /password/i.test(field));
  const secret = (value: string) => ({ value, revision: crypto.randomUUID(), at: '2026-11-23T10:00:00.000Z' });

  it('carry names of their own, and neither goes where the other does', () => {
    const [pbx, sip, ...others] = passwords(readySite());
    expect(others).toEqual([]);
    expect(pbx).toMatchObject({ field: 'pbx.password', label: '3CX admin password', group: 'From 3CX', to: '3CX login' });
    expect(sip).toMatchObject({ field: 'trunk.sipPassword', label: 'SIP credential password', group: 'To Twilio' });
    expect(sip?.to).not.toContain('login');
    expect(placeOfSheet('pbx.password').step).not.toBe(placeOfSheet('trunk.sipPassword').step);
  });

  it('are known each for itself, and neither is ever shown', () => {
    fc.assert(fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (pbx, sip, current) => {
      const site = readySite();
      site.secrets = { pbxPassword: pbx ? secret('CANARY-PBX') : null, sipPassword: sip ? secret('CANARY-SIP') : null };
      // One that is kept from before a trunk was taken over is not the one that 3CX needs.
      site.intent.trunk.sipPassword = current ? site.secrets.sipPassword?.revision ?? null : null;
      expect(passwords(site).map(({ value }) => value.kind)).toEqual([pbx, sip && current].map((known) => (known ? 'secret' : 'missing')));
      expect(JSON.stringify(transferSheet(withoutSecrets(site)))).not.toContain('CANARY');
    }));
  });
});

describe('a site that is worked on by hand', () => {
  const base = readySite({ account: { kind: 'by-hand' }, hosting: 'hosted' });
  const site: Site = {
    ...base, intent: { ...base.intent, pbx: { ...base.intent.pbx, loginUrl: 'https://lakeside-dental.my3cx.us', username: '100' } },
    secrets: { ...base.secrets, pbxPassword: { value: 'x', revision: crypto.randomUUID(), at: '2026-11-23T10:00:00.000Z' } },
  };
  const text = (of: Site, field: string): string => {
    const value = transferSheet(withoutSecrets(of)).find((row) => row.field === field)?.value;
    return value?.kind === 'plain' ? value.text : '';
  };

  it('has every value that its technician types into both consoles', () => {
    expect(checkIntent(site.intent).ok).toBe(true);
    expect(transferSheet(withoutSecrets(site)).filter(({ value }) => value.kind === 'missing').map(({ field }) => field)).toEqual([]);
  });

  it('has the address as Twilio’s list wants it, one entry an address', () => {
    expect(text(site, 'trunk.accessListEntry')).toBe('34.174.61.120/32');
    expect(text({ ...site, intent: { ...site.intent, pbx: { ...site.intent.pbx, ipv4: ['34.1.2.3', '34.1.2.4'] } } }, 'trunk.accessListEntry')).toBe('34.1.2.3/32, 34.1.2.4/32');
  });

  it('has one user name under both names that the consoles give it', () => expect(text(site, 'trunk.authenticationId')).toBe(text(site, 'trunk.sipUsername')));

  it('has a termination URI for 3CX that is Twilio’s domain with the edge in it', () => {
    expect(readTermination(text(site, 'trunk.domain'))).toEqual({ ok: true, value: { label: site.intent.trunk.domainLabel, edge: null } });
    expect(readTermination(text(site, 'trunk.terminationUri'))).toEqual({ ok: true, value: { label: site.intent.trunk.domainLabel, edge: site.intent.trunk.edge } });
  });

  it('has the trunk’s name in 3CX as it was given there, else as at Twilio', () => {
    expect(trunkNameIn3cx(site.intent)).toBe(site.intent.trunk.friendlyName);
    const renamed: Site = { ...site, intent: { ...site.intent, pbx: { ...site.intent.pbx, trunkName: 'Twilio trunk' } } };
    expect(text(renamed, 'trunk.nameIn3cx')).toBe('Twilio trunk');
    expect(text(renamed, 'trunk.friendlyName')).toBe(site.intent.trunk.friendlyName);
  });

  it('says “missing” of all that nobody has entered, and shows no half-made value', () => {
    const { trunk } = site.intent;
    const empty: Site = {
      ...site, secrets: { pbxPassword: null, sipPassword: null },
      intent: {
        ...site.intent, pbx: { loginUrl: null, fqdn: null, ipv4: [], username: null, trunkName: null }, numbers: [],
        trunk: { ...trunk, friendlyName: null, domainLabel: null, secure: null, accessListName: null, credentialListName: null, sipUsername: null, sipPassword: null },
      },
    };
    expect(transferSheet(withoutSecrets(empty)).filter(({ value }) => value.kind !== 'missing')).toEqual([]);
  });
});
