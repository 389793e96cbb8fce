// Things that somebody else has on the account, drawn at random, in the way of what the site wants or beside it.
import fc from 'fast-check';
import type { Intent, TwilioSnapshot } from '../../../domain/site/record.ts';
import { trunkDomain } from '../../../domain/trunk/edges.ts';
import { originationUrl } from '../../../domain/trunk/edges.ts';
import { bareTrunk, emptyParts, type TwilioModel } from './twilio-model.ts';

export const drawnForeign = fc.record({
  trunk: fc.boolean(), accessList: fc.boolean(), credentialList: fc.boolean(), user: fc.boolean(), otherUser: fc.boolean(), address: fc.constantFrom('none', 'other', 'same-range'),
  origin: fc.constantFrom('none', 'other', 'same', 'same-disabled'), listsOnTrunk: fc.boolean(), numberOnTrunk: fc.boolean(), otherTrunk: fc.boolean(), wantedElsewhere: fc.boolean(),
} as const);
export type DrawnForeign = typeof drawnForeign extends fc.Arbitrary<infer T> ? T : never;

/** A number that no site of these tests wants. */
export const THEIR_NUMBER = '+15125550999';

/** Puts them onto the account, as somebody in the Console would. */
export function putForeign(model: TwilioModel, intent: Intent, drawn: DrawnForeign): void {
  const { snapshot } = model;
  const { trunk, pbx } = intent;
  const parts = emptyParts();
  if (drawn.accessList) {
    const addresses: NonNullable<TwilioSnapshot['accessLists'][number]['addresses']> = [];
    if (drawn.address === 'other') addresses.push({ sid: model.sid('IP'), address: '198.51.100.7', prefix: 32 });
    if (drawn.address === 'same-range') addresses.push({ sid: model.sid('IP'), address: pbx.ipv4[0] ?? '', prefix: 24 });
    const sid = model.sid('AL');
    snapshot.accessLists.push({ sid, name: trunk.accessListName ?? '', addresses });
    if (drawn.listsOnTrunk) parts.accessLists.push(sid);
  }
  if (drawn.credentialList) {
    const users = [...(drawn.user ? [{ sid: model.sid('CR'), username: trunk.sipUsername ?? '' }] : []), ...(drawn.otherUser ? [{ sid: model.sid('CR'), username: 'their-pbx' }] : [])];
    const sid = model.sid('CL');
    snapshot.credentialLists.push({ sid, name: trunk.credentialListName ?? '', users });
    if (drawn.listsOnTrunk) parts.credentialLists.push(sid);
  }
  if (drawn.origin !== 'none') {
    const url = drawn.origin === 'other' ? 'sip:their-pbx.example' : originationUrl(pbx.fqdn ?? '', trunk.secure ?? false);
    parts.originationUrls.push({ sid: model.sid('OU'), url, weight: 7, priority: 3, enabled: drawn.origin !== 'same-disabled' });
  }
  if (drawn.trunk) {
    const sid = model.sid('TK');
    if (drawn.numberOnTrunk) {
      const number = { sid: model.sid('PN'), phoneNumber: THEIR_NUMBER, trunkSid: sid, hasVoiceUrl: false, emergency: 'unregistered' as const };
      snapshot.numbers.push(number);
      parts.phoneNumbers!.push({ sid: number.sid, phoneNumber: THEIR_NUMBER });
    }
    snapshot.trunks.push(bareTrunk({ sid, domainName: trunkDomain(trunk.domainLabel ?? ''), disasterRecoveryUrl: 'https://example.com/recovery', parts }));
  }
  if (drawn.otherTrunk) {
    const sid = model.sid('TK');
    const other = bareTrunk({ sid, name: 'Another customer', domainName: 'another-customer.pstn.twilio.com' });
    const number = snapshot.numbers.find(({ phoneNumber }) => phoneNumber === intent.numbers[0]?.phoneNumber);
    if (drawn.wantedElsewhere && number) {
      number.trunkSid = sid;
      other.parts!.phoneNumbers!.push({ sid: number.sid, phoneNumber: number.phoneNumber });
    }
    snapshot.trunks.push(other);
  }
}

/** The SIDs of everything that is there, lists and their places on trunks apart. */
export function everySid({ trunks, accessLists, credentialLists, numbers }: TwilioSnapshot): Set<string> {
  return new Set([
    ...trunks.flatMap(({ sid, parts }) => [sid, ...(parts?.originationUrls.map((url) => url.sid) ?? [])]),
    ...accessLists.flatMap(({ sid, addresses }) => [sid, ...(addresses?.map((address) => address.sid) ?? [])]),
    ...credentialLists.flatMap(({ sid, users }) => [sid, ...(users?.map((user) => user.sid) ?? [])]),
    ...numbers.map(({ sid }) => sid),
  ]);
}
