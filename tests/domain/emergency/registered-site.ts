import { randomUUID } from 'node:crypto';
import type { CoverageInput } from '../../../domain/emergency/coverage.ts';
import { toTwilio } from '../../../domain/emergency/secondary.ts';
import { tickValues } from '../../../domain/emergency/tick-values.ts';
import type { Directory } from '../../../domain/numbers/directory.ts';
import type { NumberAtTwilio } from '../../../domain/site/emergency-record.ts';
import type { LedgerEntry, Site } from '../../../domain/site/record.ts';
import { STAMP } from '../make-site.ts';
import { coveredSite, type Drawn, said, sidOf, TRUNK } from './covered-site.ts';

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

/** A whole record in which every phone is covered, and nobody has dialled 933 yet; what it has in common with `site` is its name and where it is kept. */
export function registeredSite(site: Site, drawn: Drawn): { readonly site: Site; readonly directory: Directory; readonly input: CoverageInput } {
  const input = coveredSite(drawn);
  const evidence = [...input.evidence, said('emergency-twilio.terms', { who: 'Pat Lee', authority: 'Owner', ...tickValues('emergency-twilio.terms', input.intent, input.directory) })];
  return { site: { ...site, ...registered(input), intent: structuredClone(input.intent), evidence }, directory: structuredClone(input.directory), input };
}
