import { randomUUID } from 'node:crypto';
import type { CoverageInput } from '../../domain/emergency/coverage.ts';
import { toTwilio } from '../../domain/emergency/secondary.ts';
import { tickValues } from '../../domain/emergency/tick-values.ts';
import type { NumberAtTwilio } from '../../domain/site/emergency-record.ts';
import type { LedgerEntry, Site } from '../../domain/site/record.ts';
import { coveredSite, type Drawn, said, sidOf, TRUNK } from '../domain/emergency/covered-site.ts';
import { STAMP } from '../domain/make-site.ts';
import type { FakeMain } from './fake-main.ts';

/** What Twilio and the ledger say of a site whose numbers are all registered, each with the address that it shall have. */
function registered({ intent, observed }: CoverageInput): Pick<Site, 'observed' | 'ledger'> {
  const { twilio, emergency } = observed;
  if (twilio === null || emergency === null) throw new Error('the site was not read');
  const { accountSid } = twilio.value;
  const places = new Map(intent.emergency.addresses.map(({ id }, index) => [id, sidOf(index)]));
  const onTrunk = new Map(twilio.value.numbers.map(({ phoneNumber, sid }) => [phoneNumber, sid]));
  const numbers = intent.emergency.numbers.map(({ phoneNumber, address }): NumberAtTwilio => ({
    phoneNumber, sid: onTrunk.get(phoneNumber) ?? null, trunkSid: TRUNK, state: address === null ? 'unregistered' : 'registered', addressSid: address === null ? null : places.get(address) ?? null, at: STAMP.at, since: STAMP.at,
  }));
  const ledger = intent.emergency.addresses.flatMap((address): LedgerEntry[] => {
    const call = randomUUID();
    return [
      { id: call, ...STAMP, kind: 'call', accountSid, action: `address ${address.id}`, resource: 'address', effect: 'create', target: null, parent: null, naturalKey: address.id, secretRevision: null },
      { id: randomUUID(), ...STAMP, kind: 'address', call, as: 'entered', address: toTwilio(address) }, { id: randomUUID(), ...STAMP, kind: 'done', call, sid: places.get(address.id) ?? '' },
      { id: randomUUID(), ...STAMP, kind: 'address', call, as: 'accepted', address: toTwilio(address) },
    ];
  });
  return { observed: { ...observed, emergency: { ...emergency, numbers } }, ledger };
}

/** Makes the open site one in which every phone is covered, and nobody has dialled 933 yet. `change` knocks pieces out of it. */
export function coverOnPage(fake: FakeMain, drawn: Drawn, change: (site: Site) => Site = (site) => site): CoverageInput {
  const input = coveredSite(drawn);
  const id = fake.mirror.site?.id ?? '';
  fake.setDirectory(id, structuredClone(input.directory));
  fake.change(id, (site) => change({
    ...site, ...registered(input), intent: structuredClone(input.intent),
    evidence: [...input.evidence, said('emergency-twilio.terms', { who: 'Pat Lee', authority: 'Owner', ...tickValues('emergency-twilio.terms', input.intent) })],
  }));
  return input;
}

/** The same site worked on in the Twilio Console: a person reported what it shows. */
export function byHand(site: Site): Site {
  const { numbers } = site.intent.emergency;
  return {
    ...site, intent: { ...site.intent, account: { kind: 'by-hand' } }, ledger: [],
    observed: { ...site.observed, twilio: null, emergency: null, emergencyReported: numbers.map(({ phoneNumber, address }) => ({ source: 'reported', ...STAMP, phoneNumber, state: 'registered', address })) },
  };
}
