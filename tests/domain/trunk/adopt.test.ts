import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Intent, TwilioSnapshot } from '../../../domain/site/record.ts';
import { type AdoptChoice, adopt, type Adoption } from '../../../domain/trunk/adopt.ts';
import { readySite } from '../make-site.ts';
import { type DrawnIntent, drawnIntent, readyPlan } from './site-kit.ts';
import { bareTrunk, TwilioModel } from './twilio-model.ts';

const site = readySite({ numbers: [], pbx: { ...readySite().intent.pbx, fqdn: null, ipv4: [] } });

/** A trunk as somebody set it up in the Console, with what is drawn. */
function byHand(drawn: DrawnIntent, transport: string): { readonly model: TwilioModel; readonly trunk: TwilioSnapshot['trunks'][number] } {
  const model = TwilioModel.empty();
  const numbers = drawn.numbers.map((number) => ({ sid: model.sid('PN'), phoneNumber: `+1512555${String(number).padStart(4, '0')}`, trunkSid: '', hasVoiceUrl: false, emergency: null }));
  const sid = model.sid('TK');
  for (const number of numbers) number.trunkSid = sid;
  model.snapshot.numbers.push(...numbers);
  const access = { sid: model.sid('AL'), name: drawn.accessListName, addresses: drawn.addresses.map((address) => ({ sid: model.sid('IP'), address, prefix: 32 })) };
  const logins = { sid: model.sid('CL'), name: drawn.credentialListName, users: [{ sid: model.sid('CR'), username: drawn.sipUsername }] };
  model.snapshot.accessLists.push(access);
  model.snapshot.credentialLists.push(logins);
  const urls = [{ url: `sip:${drawn.fqdn}${transport}`, ...drawn.own }, ...drawn.others];
  const trunk = bareTrunk({
    sid, name: drawn.friendlyName, domainName: `${drawn.domainLabel}.pstn.twilio.com`, secure: drawn.secure, cnamLookup: drawn.cnamLookup, transferMode: drawn.transferMode, disasterRecoveryUrl: 'https://example.com/recovery',
    parts: { accessLists: [access.sid], credentialLists: [logins.sid], originationUrls: urls.map((url) => ({ sid: model.sid('OU'), ...url, enabled: true })), phoneNumbers: numbers.map(({ sid: number, phoneNumber }) => ({ sid: number, phoneNumber })) },
  });
  model.snapshot.trunks.push(trunk);
  return { model, trunk };
}

const choose = (trunk: { readonly sid: string }, rest: Partial<AdoptChoice> = {}): AdoptChoice => ({ trunkSid: trunk.sid, accessListSid: null, credentialListSid: null, username: null, ...rest });

function adopted(intent: Intent, model: TwilioModel, choice: AdoptChoice): Adoption {
  const result = adopt(intent, model.snapshot, [], choice);
  if (!result.ok) throw new Error(result.why);
  return result.value;
}

describe('a trunk that was set up by hand', () => {
  it('is what the site shall have afterwards: the plan has nothing to do and nothing to ask', () => {
    fc.assert(fc.property(drawnIntent, fc.constantFrom('', ';transport=tls', ';transport=udp'), (drawn, transport) => {
      // Without Secure Trunking a URL with TLS is one that differs.
      fc.pre(drawn.secure || transport !== ';transport=tls');
      const { model, trunk } = byHand(drawn, transport);
      const { change } = adopted(site.intent, model, choose(trunk));
      const intent = { ...site.intent, ...change };
      expect(readyPlan(intent, model)).toMatchObject({ actions: [], questions: [], held: [] });
      expect(intent.trunk.sipPassword).toBeNull();
      expect(intent.numbers.map(({ phoneNumber }) => phoneNumber)).toEqual(trunk.parts?.phoneNumbers?.map(({ phoneNumber }) => phoneNumber));
    }));
  });

  it('keeps the password that the ledger shows as sent, and only that', () => {
    const wanted = readySite();
    const model = TwilioModel.empty(['+15125550142']);
    const ledger = model.apply(readyPlan(wanted.intent, model).actions);
    const result = adopt(wanted.intent, model.snapshot, ledger, choose(model.snapshot.trunks[0]!));
    expect(result).toMatchObject({ ok: true, value: { change: { trunk: { sipPassword: wanted.intent.trunk.sipPassword } } } });
    expect(adopt({ ...wanted.intent, trunk: { ...wanted.intent.trunk, sipPassword: crypto.randomUUID() } }, model.snapshot, ledger, choose(model.snapshot.trunks[0]!))).toMatchObject({ ok: true, value: { change: { trunk: { sipPassword: null } } } });
  });
});

describe('what a site cannot hold', () => {
  const drawn = { secure: false, cnamLookup: false, transferMode: 'disable-all', domainLabel: 'hand', accessListName: 'Office', credentialListName: 'Logins', sipUsername: 'pbx', friendlyName: 'By hand', fqdn: 'pbx.my3cx.us', addresses: ['34.1.2.3'], own: { weight: 10, priority: 10 }, others: [], numbers: [142], bought: 0, passwords: false } as const;
  const setting = (change: (model: TwilioModel, trunk: TwilioSnapshot['trunks'][number]) => void, choice: Partial<AdoptChoice> = {}): Adoption => {
    const { model, trunk } = byHand({ ...drawn, addresses: [...drawn.addresses], others: [], numbers: [...drawn.numbers] }, '');
    change(model, trunk);
    return adopted({ ...site.intent, pbx: { ...site.intent.pbx, fqdn: 'own.my3cx.us', ipv4: ['34.9.9.9'] } }, model, choose(trunk, choice));
  };

  it('is said in a note, and stays at Twilio as it is: ranges, private addresses, more lists, more users, disabled and odd URLs', () => {
    expect(setting(({ snapshot }) => { snapshot.accessLists[0]!.addresses!.push({ sid: `IP${'1'.repeat(32)}`, address: '34.5.0.0', prefix: 24 }, { sid: `IP${'2'.repeat(32)}`, address: '10.0.0.1', prefix: 32 }); }).notes.join(' ')).toMatch(/34\.5\.0\.0\/24, 10\.0\.0\.1\/32/);
    expect(setting((model, { parts }) => { const sid = model.sid('AL'); model.snapshot.accessLists.push({ sid, name: 'Second', addresses: [] }); parts!.accessLists.push(sid); }).notes.join(' ')).toContain('“Second” stays');
    expect(setting(({ snapshot }) => { snapshot.credentialLists[0]!.users!.push({ sid: `CR${'1'.repeat(32)}`, username: 'other' }); }).notes.join(' ')).toContain('2 users');
    expect(setting((_, { parts }) => { parts!.originationUrls.push({ sid: `OU${'1'.repeat(32)}`, url: 'sip:off.example', weight: 1, priority: 1, enabled: false }); }).notes.join(' ')).toContain('disabled');
    expect(setting((_, { parts }) => { parts!.originationUrls.push({ sid: `OU${'1'.repeat(32)}`, url: 'sips:odd.example', weight: 1, priority: 50, enabled: true }); }).notes.join(' ')).toContain('sips:odd.example');
  });

  it('leaves the site’s own value where Twilio has none: no domain, no list, no user, no URL', () => {
    expect(setting((_, trunk) => { trunk.domainName = null; }).change.trunk.domainLabel).toBe(site.intent.trunk.domainLabel);
    expect(setting((_, { parts }) => { parts!.accessLists = []; }).change).toMatchObject({ trunk: { accessListName: site.intent.trunk.accessListName }, pbx: { ipv4: ['34.9.9.9'] } });
    const without = setting((_, { parts }) => { parts!.credentialLists = []; }).change.trunk;
    expect(without).toMatchObject({ credentialListName: site.intent.trunk.credentialListName, sipUsername: site.intent.trunk.sipUsername, sipPassword: site.intent.trunk.sipPassword });
    const twice = setting((_, { parts }) => { const [{ url } = { url: '' }] = parts!.originationUrls; parts!.originationUrls.push({ sid: `OU${'1'.repeat(32)}`, url: `${url.replace(/;.*/, '')};transport=tcp`, weight: 1, priority: 50, enabled: true }); });
    expect(twice.notes.join(' ')).toContain('a second time');
    expect(twice.change.trunk.origination.others.map(({ url }) => url)).not.toContainEqual(expect.stringContaining('transport=tcp'));
    expect(setting((_, { parts }) => { parts!.originationUrls = []; }).change.pbx.fqdn).toBe('own.my3cx.us');
  });

  it('is taken from the list and the user that were chosen, and from none that is not on the trunk', () => {
    const add = (model: TwilioModel, { parts }: TwilioSnapshot['trunks'][number], on: boolean): void => {
      const [access, logins] = [`AL${'9'.repeat(32)}`, `CL${'9'.repeat(32)}`];
      model.snapshot.accessLists.push({ sid: access, name: 'Second', addresses: [{ sid: model.sid('IP'), address: '34.7.7.7', prefix: 32 }] });
      model.snapshot.credentialLists.push({ sid: logins, name: 'Second', users: [{ sid: model.sid('CR'), username: 'first' }, { sid: model.sid('CR'), username: 'second' }] });
      if (on) { parts!.accessLists.push(access); parts!.credentialLists.push(logins); }
    };
    const choice = { accessListSid: `AL${'9'.repeat(32)}`, credentialListSid: `CL${'9'.repeat(32)}`, username: 'second' };
    expect(setting((model, trunk) => add(model, trunk, true), choice).change).toMatchObject({ trunk: { accessListName: 'Second', credentialListName: 'Second', sipUsername: 'second' }, pbx: { ipv4: ['34.7.7.7'] } });
    expect(setting((model, trunk) => add(model, trunk, false), choice).change.trunk).toMatchObject({ accessListName: site.intent.trunk.accessListName, credentialListName: site.intent.trunk.credentialListName });
  });

  it('is refused whole where the domain cannot be kept, or the trunk was not looked into', () => {
    const { model, trunk } = byHand({ ...drawn, addresses: [...drawn.addresses], others: [], numbers: [...drawn.numbers] }, '');
    trunk.domainName = 'sub.hand.pstn.twilio.com';
    expect(adopt(site.intent, model.snapshot, [], choose(trunk))).toMatchObject({ ok: false, why: expect.stringContaining('dots') as string });
    trunk.parts = null;
    expect(adopt(site.intent, model.snapshot, [], choose(trunk)).ok).toBe(false);
    expect(adopt(site.intent, model.snapshot, [], choose({ sid: `TK${'f'.repeat(32)}` })).ok).toBe(false);
  });
});
