import { describe, expect, it } from 'vitest';
import { callerIdNumbers, listedNumbers } from '../../../domain/trunk/known-numbers.ts';
import type { Intent, LedgerEntry, Observed, TwilioSnapshot } from '../../../domain/site/record.ts';
import { trunkDomain } from '../../../domain/trunk/edges.ts';
import { readySite, STAMP } from '../make-site.ts';
import { bareTrunk, emptyParts, TwilioModel } from './twilio-model.ts';

const CHOSEN = '+15125550142';
const OTHER = '+15125550143';
const site = readySite();

/** A reading of an account that has the site's trunk with these numbers; null: that was not asked. `parts: false`: its insides were not read. */
function reading(phoneNumbers: string[] | null, { domainName = trunkDomain(site.intent.trunk.domainLabel ?? ''), parts = true } = {}): Observed['twilio'] {
  const model = TwilioModel.empty();
  const value: TwilioSnapshot = {
    ...model.snapshot, trunks: [bareTrunk({ sid: model.sid('TK'), domainName, parts: parts ? { ...emptyParts(), phoneNumbers: phoneNumbers?.map((phoneNumber) => ({ sid: model.sid('PN'), phoneNumber })) ?? null } : null })],
  };
  return { source: 'api', ...STAMP, account: { kind: 'practice' }, value };
}
const given = (twilio: Observed['twilio'], change: Partial<Intent>, ledger: LedgerEntry[]) => ({ intent: { ...site.intent, agreed: twilio ? [`use ${twilio.value.trunks[0]?.sid ?? ''}`] : [], ...change }, observed: { twilio, pbxTrunk: {}, emergency: null, emergencyReported: [], pbxName: null, clock: null }, ledger });
const listed = (twilio: Observed['twilio'], change: Partial<Intent> = {}, ledger: LedgerEntry[] = []) => {
  const numbers = listedNumbers(given(twilio, change, ledger));
  return numbers && [...numbers].sort();
};
const shown = (twilio: Observed['twilio'], dids: readonly string[], change: Partial<Intent> = {}) => {
  const numbers = callerIdNumbers(given(twilio, change, []), dids);
  return numbers && [...numbers].sort();
};
const none = { numbers: [] };

describe('the numbers that are known to be on a site’s trunk', () => {
  it('are those that Twilio has there and those that were chosen, each once', () => {
    expect(listed(reading([CHOSEN, OTHER]))).toEqual([CHOSEN, OTHER]);
    expect(listed(reading([OTHER]))).toEqual([CHOSEN, OTHER]);
    expect(listed(reading([OTHER]), none)).toEqual([OTHER]);
  });

  it('are none where the trunk was read and has none: that is known', () => expect(listed(reading([]), none)).toEqual([]));

  it('are not known where Twilio’s list is not: not read, not asked, by hand, of another account, another trunk, or one that is not ours', () => {
    expect(listed(null)).toBeNull();
    expect(listed(reading(null))).toBeNull();
    expect(listed(reading(null, { parts: false }))).toBeNull();
    expect(listed(reading([OTHER], { domainName: 'another.pstn.twilio.com' }))).toBeNull();
    expect(listed(reading([OTHER]), { agreed: [] })).toBeNull();
    for (const account of [{ kind: 'by-hand' }, { kind: 'twilio', accountId: crypto.randomUUID() }] as const) expect(listed(reading([OTHER]), { account })).toBeNull();
    expect(listed(reading([OTHER]), { agreed: [], trunk: { ...site.intent.trunk, domainLabel: null } })).toBeNull();
  });

  it('are those of the trunk that the ledger shows as ours, also under another domain', () => {
    const twilio = reading([OTHER], { domainName: 'another.pstn.twilio.com' });
    const call = crypto.randomUUID();
    const ledger: LedgerEntry[] = [
      { id: call, ...STAMP, kind: 'call', accountSid: twilio!.value.accountSid, action: 'create-trunk', resource: 'trunk', effect: 'create', target: null, parent: null, naturalKey: 'another.pstn.twilio.com', secretRevision: null },
      { id: crypto.randomUUID(), ...STAMP, kind: 'done', call, sid: twilio!.value.trunks[0]!.sid },
    ];
    expect(listed(twilio, none, ledger)).toEqual([OTHER]);
  });
});

describe('the numbers that an extension may show', () => {
  it('are those on the trunk where Twilio listed them, whatever was entered as a DID', () => expect(shown(reading([CHOSEN]), [OTHER])).toEqual([CHOSEN]));
  it('are the chosen ones and the DIDs where it did not: a site without credentials has only these', () => {
    expect(shown(null, [OTHER], { account: { kind: 'by-hand' } })).toEqual([CHOSEN, OTHER]);
    expect(shown(null, [], none)).toBeNull();
  });
});
