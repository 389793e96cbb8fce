import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_DIRECTORY } from '../../../domain/numbers/empty-directory.ts';
import type { Directory } from '../../../domain/numbers/directory.ts';
import type { Intent, LedgerEntry, Observed } from '../../../domain/site/record.ts';
import { type Drift, driftOf, type DriftRow, isDiffering } from '../../../domain/trunk/drift.ts';
import { plan } from '../../../domain/trunk/plan.ts';
import { reportedBy } from '../../../domain/trunk/reported.ts';
import { readySite, STAMP } from '../make-site.ts';
import { accountFor, drawnIntent, NOW, observed, phoneNumber, readyPlan, toIntent } from './site-kit.ts';
import { TwilioModel } from './twilio-model.ts';

const site = readySite();

function rowsOf(intent: Intent, seen: Observed, ledger: readonly LedgerEntry[], directory: Directory = EMPTY_DIRECTORY): readonly DriftRow[] {
  const drift: Drift = driftOf(intent, seen, ledger, directory, plan(intent, seen, ledger, NOW), NOW);
  if (drift.kind !== 'read') throw new Error('expected a comparison');
  return drift.rows;
}
const differing = (rows: readonly DriftRow[]): string[] => rows.filter(isDiffering).map(({ id }) => id);

/** A site that is set up, and somebody who then changes the account. */
function changed(change: (model: TwilioModel) => void): { readonly model: TwilioModel; readonly ledger: LedgerEntry[]; readonly rows: readonly DriftRow[] } {
  const model = TwilioModel.empty([phoneNumber(142)]);
  const ledger = model.apply(readyPlan(site.intent, model).actions);
  change(model);
  return { model, ledger, rows: rowsOf(site.intent, observed(model), ledger) };
}

it('nothing differs after a set-up, whatever was set up', () => {
  fc.assert(fc.property(drawnIntent, (drawn) => {
    const intent = toIntent(drawn, site.intent);
    const model = accountFor(drawn);
    const ledger = model.apply(readyPlan(intent, model).actions);
    expect(differing(rowsOf(intent, observed(model), ledger))).toEqual([]);
  }));
});

it('before a set-up everything is missing, and each row leads to its calls', () => {
  const model = TwilioModel.empty([phoneNumber(142)]);
  const rows = rowsOf(site.intent, observed(model), []);
  const withoutCalls = rows.filter((row) => row.state === 'missing' && row.toTwilio.length === 0);
  expect(withoutCalls.map(({ id }) => id)).toEqual([]);
  expect(new Set(rows.flatMap(({ toTwilio }) => toTwilio.map(({ id }) => id)))).toEqual(new Set(readyPlan(site.intent, model).actions.map(({ id }) => id)));
});

describe('after the intent changed', () => {
  it('every row is repaired by its own calls, in either direction', () => {
    fc.assert(fc.property(drawnIntent, drawnIntent, (first, second) => {
      const before = toIntent(first, site.intent);
      const after = toIntent(second, before);
      const start = (): { readonly model: TwilioModel; readonly ledger: LedgerEntry[] } => {
        const model = accountFor(first);
        for (const number of accountFor(second).snapshot.numbers) if (!model.snapshot.numbers.some((one) => one.phoneNumber === number.phoneNumber)) model.snapshot.numbers.push({ ...number, sid: model.sid('PN') });
        return { model, ledger: model.apply(readyPlan(before, model).actions) };
      };
      const { model: now, ledger: known } = start();
      for (const { id, toSite, toTwilio } of rowsOf(after, observed(now), known)) {
        if (toTwilio.length > 0) {
          const { model, ledger } = start();
          // The model hands out the same SIDs each time.
          ledger.push(...model.apply(rowsOf(after, observed(model), ledger).find((row) => row.id === id)!.toTwilio));
          expect(differing(rowsOf(after, observed(model), ledger)), `${id} to Twilio`).not.toContain(id);
        }
        if (toSite !== null) {
          const intent = { ...after, ...toSite.change(after) };
          const rows = rowsOf(intent, observed(now), known).filter((row) => row.id === id);
          expect(differing(rows), `${id} to the site`).toEqual([]);
        }
      }
    }), { numRuns: 40 });
  });
});

describe('what somebody changed in the Console', () => {
  it.each<[string, string, (model: TwilioModel) => void]>([
    ['a setting', 'trunk.secure', ({ snapshot }) => { snapshot.trunks[0]!.secure = false; }],
    ['the name', 'trunk.name', ({ snapshot }) => { snapshot.trunks[0]!.name = 'Old'; }],
    ['call transfer', 'trunk.transfer', ({ snapshot }) => { snapshot.trunks[0]!.transferMode = 'enable-all'; }],
    ['an address that was removed', 'address 34.174.61.120', ({ snapshot }) => { snapshot.accessLists[0]!.addresses = []; }],
    ['a list that was taken off', 'access-list.on-trunk', ({ snapshot }) => { snapshot.trunks[0]!.parts!.accessLists = []; }],
    ['a user that was removed', 'credential.username', ({ snapshot }) => { snapshot.credentialLists[0]!.users = []; }],
    ['a URL that was disabled', 'origin sip:lakeside-dental.my3cx.us;transport=tls', ({ snapshot }) => { snapshot.trunks[0]!.parts!.originationUrls[0]!.enabled = false; }],
    ['a number that was taken off', `number ${phoneNumber(142)}`, ({ snapshot }) => { snapshot.numbers[0]!.trunkSid = null; snapshot.trunks[0]!.parts!.phoneNumbers = []; }],
    ['a list that was renamed', 'access-list.name', ({ snapshot }) => { snapshot.accessLists[0]!.name = 'Renamed'; }],
  ])('%s is a row that differs, and its calls mend it', (_, id, change) => {
    const { model, ledger, rows } = changed(change);
    expect(differing(rows)).toContain(id);
    ledger.push(...model.apply(rows.find((row) => row.id === id)!.toTwilio));
    expect(differing(rowsOf(site.intent, observed(model), ledger))).not.toContain(id);
  });

  it.each<[string, (model: TwilioModel) => void]>([
    ['an address', (model) => { model.snapshot.accessLists[0]!.addresses!.push({ sid: model.sid('IP'), address: '34.99.1.1', prefix: 32 }); }],
    ['a range', (model) => { model.snapshot.accessLists[0]!.addresses!.push({ sid: model.sid('IP'), address: '34.99.0.0', prefix: 16 }); }],
    ['a user', (model) => { model.snapshot.credentialLists[0]!.users!.push({ sid: model.sid('CR'), username: 'theirs' }); }],
    ['a URL', (model) => { model.snapshot.trunks[0]!.parts!.originationUrls.push({ sid: model.sid('OU'), url: 'sip:theirs.example', weight: 1, priority: 1, enabled: true }); }],
    ['a list on the trunk', (model) => { const sid = model.sid('AL'); model.snapshot.accessLists.push({ sid, name: 'Theirs', addresses: [] }); model.snapshot.trunks[0]!.parts!.accessLists.push(sid); }],
  ])('%s that is not ours is extra: Trunkbook takes none away, says what to do by hand, and can let it be', (_, change) => {
    const { model, ledger, rows } = changed(change);
    const [extra, ...more] = rows.filter(({ state }) => state === 'extra');
    expect(more).toEqual([]);
    expect(extra).toMatchObject({ toTwilio: [], byHand: expect.stringContaining('Console') as string });
    const intent = { ...site.intent, ...extra!.toSite!.change(site.intent) };
    expect(rowsOf(intent, observed(model), ledger).filter(({ state }) => state === 'extra')).toEqual([]);
    expect(readyPlan(intent, model, ledger).actions).toEqual([]);
  });

  it('a number of somebody else is taken off only after a yes, which counts once', () => {
    const put = (model: TwilioModel): void => {
      const sid = model.snapshot.numbers.find((number) => number.phoneNumber === '+15125550777')?.sid ?? model.sid('PN');
      const [trunk] = model.snapshot.trunks;
      model.snapshot.numbers = [...model.snapshot.numbers.filter((number) => number.sid !== sid), { sid, phoneNumber: '+15125550777', trunkSid: trunk!.sid, hasVoiceUrl: false, emergency: null }];
      trunk!.parts!.phoneNumbers!.push({ sid, phoneNumber: '+15125550777' });
    };
    const { model, ledger, rows } = changed(put);
    const row = rows.find(({ id }) => id === 'number +15125550777');
    expect(row).toMatchObject({ state: 'extra', toTwilio: [] });
    const intent = { ...site.intent, ...row!.ask!.change(site.intent) };
    const asked = rowsOf(intent, observed(model), ledger).find(({ id }) => id === row!.id);
    expect(asked?.toTwilio.map(({ work }) => work.do)).toEqual(['detach-number']);
    ledger.push(...model.apply(asked!.toTwilio));
    expect(differing(rowsOf(intent, observed(model), ledger))).toEqual([]);
    put(model);
    expect(rowsOf(intent, observed(model), ledger).find(({ id }) => id === row!.id)).toMatchObject({ state: 'extra', toTwilio: [] });
  });

  it('Secure Trunking that is taken as Twilio has it leaves one row for the PBX, which its call mends', () => {
    fc.assert(fc.property(drawnIntent, (drawn) => {
      const intent = toIntent(drawn, site.intent);
      const model = accountFor(drawn);
      const ledger = model.apply(readyPlan(intent, model).actions);
      model.snapshot.trunks[0]!.secure = !drawn.secure;
      const secure = rowsOf(intent, observed(model), ledger).find(({ id }) => id === 'trunk.secure');
      const taken = { ...intent, ...secure!.toSite!.change(intent) };
      const rows = rowsOf(taken, observed(model), ledger).filter(({ group }) => group === 'Origination');
      expect(rows).toHaveLength(1 + drawn.others.length);
      const [own] = rows;
      expect(own).toMatchObject({ label: 'Calls go to the PBX', state: 'differs', site: { kind: 'value' }, twilio: { kind: 'value' }, toSite: null });
      ledger.push(...model.apply(own!.toTwilio));
      expect(differing(rowsOf(taken, observed(model), ledger))).toEqual([]);
      expect(model.snapshot.trunks[0]!.parts!.originationUrls).toHaveLength(1 + drawn.others.length);
    }));
  });

  it.each(['sip:lakeside-dental.my3cx.us', 'sip:LAKESIDE-DENTAL.my3cx.us:5061;transport=tls', 'sip:lakeside-dental.my3cx.us:5080', 'sip:sales@lakeside-dental.my3cx.us;transport=tcp;edge=dublin'])('%s beside the PBX’s own URL is never offered as another place', (url) => {
    const { rows, model, ledger } = changed(({ snapshot }) => { snapshot.trunks[0]!.parts!.originationUrls.push({ sid: `OU${'7'.repeat(32)}`, url, weight: 10, priority: 10, enabled: true }); });
    const extra = rows.filter(({ group, state }) => group === 'Origination' && state !== 'same');
    expect(extra).toMatchObject([{ state: 'extra' }]);
    const intent = { ...site.intent, ...extra[0]!.toSite?.change(site.intent) };
    expect(intent.trunk.origination.others).toEqual([]);
    // And once a person lets it be, it is no difference any more.
    expect(differing(rowsOf(intent, observed(model), ledger))).toEqual([]);
  });

  it('the PBX that stands in the site a second time counts once', () => {
    const { model, ledger } = changed(() => {});
    const twice: Intent = { ...site.intent, trunk: { ...site.intent.trunk, origination: { ...site.intent.trunk.origination, others: [{ url: 'sip:lakeside-dental.my3cx.us', weight: 10, priority: 10 }] } } };
    expect(differing(rowsOf(twice, observed(model), ledger))).toEqual([]);
  });

  it('a disaster recovery URL is shown and left alone', () => {
    const { rows } = changed(({ snapshot }) => { snapshot.trunks[0]!.disasterRecoveryUrl = 'https://example.com/recovery'; });
    expect(rows.find(({ id }) => id === 'trunk.disaster')).toMatchObject({ state: 'kept', toTwilio: [], toSite: null });
    expect(differing(rows)).toEqual([]);
  });
});

describe('what 3CX has', () => {
  const model = TwilioModel.empty([phoneNumber(142)]);
  const ledger = model.apply(readyPlan(site.intent, model).actions);
  const seen = (change: (pbxTrunk: Observed['pbxTrunk']) => Observed['pbxTrunk'] = (same) => same): Observed => {
    const said = reportedBy('trunk-in-3cx.encryption', site.intent, reportedBy('trunk-in-3cx.enter', site.intent, {}, STAMP), STAMP);
    return { ...observed(model), pbxTrunk: change(said) };
  };

  it('is unknown until somebody says so, and then as the sheet was: without the password', () => {
    expect(rowsOf(site.intent, observed(model), ledger).filter(({ pbxState }) => pbxState !== 'unknown')).toEqual([]);
    const rows = rowsOf(site.intent, seen(), ledger);
    expect(rows.filter(({ pbxState }) => pbxState === 'same').map(({ id }) => id)).toEqual(expect.arrayContaining(['trunk.domain', 'trunk.secure', 'trunk.nameIn3cx', 'credential.username', 'credential.password']));
    expect(JSON.stringify(seen().pbxTrunk)).not.toContain(site.secrets.sipPassword?.value);
  });

  it('differs once the site shall have something else, and can be taken over', () => {
    const { trunk } = site.intent;
    const changedIntent: Intent = { ...site.intent, trunk: { ...trunk, edge: 'dublin', sipUsername: 'new-user', secure: false, sipPassword: crypto.randomUUID() } };
    const rows = rowsOf(changedIntent, seen(), ledger);
    expect(rows.filter(({ pbxState }) => pbxState === 'differs').map(({ id }) => id)).toEqual(['trunk.domain', 'trunk.secure', 'credential.username', 'credential.password']);
    const back = rows.reduce<Intent>((intent, { pbxToSite }) => ({ ...intent, ...pbxToSite?.change(intent) }), changedIntent);
    expect(back.trunk).toMatchObject({ edge: trunk.edge, sipUsername: trunk.sipUsername, secure: trunk.secure });
  });

  it.each<[string, string, string, RegExp]>([
    ['trunk.authenticationId', 'credential.username', 'Someone else', /“Someone else” is no SIP user name: Only letters/], ['trunk.terminationUri', 'trunk.domain', 'sip.oldprovider.com', /none of Twilio’s/], ['trunk.terminationUri', 'trunk.domain', 'acme.sip.twilio.com', /SIP domain/],
    ['trunk.nameIn3cx', 'trunk.nameIn3cx', 'x'.repeat(201), /At most/], ['trunk.mainNumber', `number ${phoneNumber(142)}`, 'Main line', /letters/], ['trunk.mainNumber', `number ${phoneNumber(142)}`, '+493012345678', /none of this site’s numbers/],
  ])('%s: what cannot be taken over says why; what can, does not', (field, id, text, why) => {
    const rowOf = (value: string): DriftRow | undefined => rowsOf(site.intent, seen((said) => ({ ...said, [field]: { source: 'reported', ...STAMP, value } })), ledger).find((row) => row.id === id);
    expect(rowOf(text)).toMatchObject({ pbxState: 'differs', pbxToSite: null, pbxRefused: expect.stringMatching(why) as string });
    for (const row of rowsOf(site.intent, seen(), ledger)) expect(row.pbxRefused).toBeNull();
  });

  it('another main number is a row of its own', () => {
    const intent: Intent = { ...site.intent, numbers: [...site.intent.numbers, { phoneNumber: phoneNumber(150), acquire: 'buy' }] };
    const rows = rowsOf(intent, seen((said) => ({ ...said, 'trunk.mainNumber': { source: 'reported', ...STAMP, value: phoneNumber(150) } })), ledger);
    const row = rows.find(({ id }) => id === `number ${phoneNumber(142)}`);
    expect(row).toMatchObject({ pbxState: 'differs', state: 'same' });
    expect({ ...intent, ...row!.pbxToSite!.change(intent) }.numbers[0]?.phoneNumber).toBe(phoneNumber(150));
  });

  it('comes from the users file for the other numbers, as far as it can be there', () => {
    const two: Intent = { ...site.intent, numbers: [{ phoneNumber: phoneNumber(142), acquire: 'take' }, { phoneNumber: phoneNumber(150), acquire: 'buy' }] };
    const row = { number: '100', firstName: '', lastName: '', email: '', callerId: '', dids: [phoneNumber(150)], department: '', other: {} };
    const directory: Directory = { ...EMPTY_DIRECTORY, extensions: { ...EMPTY_DIRECTORY.extensions, imported: { source: 'imported', ...STAMP, rows: [row] } } };
    expect(rowsOf(two, observed(model), ledger, directory).find(({ id }) => id === `number ${phoneNumber(150)}`)?.pbx).toMatchObject({ source: 'imported', kind: 'value' });
  });
});
