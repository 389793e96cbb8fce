import { describe, expect, it } from 'vitest';
import { knownNumbers } from '../../../domain/overview/known-numbers.ts';
import type { Intent, LedgerEntry, Observed, TwilioSnapshot } from '../../../domain/site/record.ts';
import { trunkDomain } from '../../../domain/trunk/edges.ts';
import { readySite, STAMP } from '../make-site.ts';
import { TwilioModel } from '../trunk/twilio-model.ts';

const CHOSEN = '+15125550142';
const OTHER = '+15125550143';
const site = readySite();

/** A reading of an account that has the site's trunk with these numbers; null: that was not asked. `parts: false`: its insides were not read. */
function reading(phoneNumbers: string[] | null, { domainName = trunkDomain(site.intent.trunk.domainLabel ?? ''), parts = true } = {}): Observed['twilio'] {
  const model = TwilioModel.empty();
  const value: TwilioSnapshot = {
    ...model.snapshot, trunks: [{ sid: model.sid('TK'), name: 'Lakeside', domainName, secure: true, cnamLookup: true, parts: parts ? { accessLists: [], credentialLists: [], originationUrls: [], phoneNumbers } : null }],
  };
  return { source: 'api', ...STAMP, account: { kind: 'practice' }, value };
}
const known = (twilio: Observed['twilio'], change: Partial<Intent> = {}, ledger: LedgerEntry[] = []) => {
  const numbers = knownNumbers({ intent: { ...site.intent, ...change }, observed: { twilio, pbxName: null, clock: null }, ledger });
  return numbers && [...numbers].sort();
};
const none = { numbers: [] };

describe('the numbers on a site’s trunk', () => {
  it('are those that Twilio has there and those that were chosen, each once', () => {
    expect(known(reading([CHOSEN, OTHER]))).toEqual([CHOSEN, OTHER]);
    expect(known(reading([OTHER]))).toEqual([CHOSEN, OTHER]);
    expect(known(reading([OTHER]), none)).toEqual([OTHER]);
  });

  it('are not known where nothing was chosen and nothing was read of the trunk', () => {
    expect(known(null, none)).toBeNull();
    expect(known(reading(null), none)).toBeNull();
    expect(known(reading(null, { parts: false }), none)).toBeNull();
    expect(known(reading([OTHER], { domainName: 'another.pstn.twilio.com' }), none)).toBeNull();
  });

  it('are none where the trunk was read and has none: that is known', () => expect(known(reading([]), none)).toEqual([]));

  it('are the chosen ones where Twilio was not, or cannot be, asked', () => {
    expect(known(null)).toEqual([CHOSEN]);
    expect(known(null, { account: { kind: 'by-hand' } })).toEqual([CHOSEN]);
    expect(known(reading(null))).toEqual([CHOSEN]);
  });

  it('are not taken from the reading of another account, nor from another trunk of this one', () => {
    for (const account of [{ kind: 'by-hand' }, { kind: 'twilio', accountId: crypto.randomUUID() }] as const) {
      expect(known(reading([OTHER]), { account })).toEqual([CHOSEN]);
      expect(known(reading([OTHER]), { account, ...none })).toBeNull();
    }
    expect(known(reading([OTHER], { domainName: 'another.pstn.twilio.com' }))).toEqual([CHOSEN]);
  });

  it('are those of the trunk that the ledger shows as ours, also under another domain', () => {
    const twilio = reading([OTHER], { domainName: 'another.pstn.twilio.com' });
    const call = crypto.randomUUID();
    const ledger: LedgerEntry[] = [
      { id: call, ...STAMP, kind: 'call', accountSid: twilio!.value.accountSid, action: 'create-trunk', resource: 'trunk', creates: true, naturalKey: 'another.pstn.twilio.com', secretRevision: null },
      { id: crypto.randomUUID(), ...STAMP, kind: 'done', call, sid: twilio!.value.trunks[0]!.sid },
    ];
    expect(known(twilio, none, ledger)).toEqual([OTHER]);
  });

  it('need no name of a trunk', () => expect(known(reading([OTHER]), { trunk: { ...site.intent.trunk, domainLabel: null } })).toEqual([CHOSEN]));
});
