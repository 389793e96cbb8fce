import type { NumberAtTwilio } from '../site/emergency-record.ts';
import type { OpenSite } from '../site/record.ts';
import { sameAccount } from '../site/same-account.ts';
import { isOurs, readLedger } from '../trunk/ledger.ts';
import { matchTrunk } from '../trunk/match.ts';
import { isYoung } from './bind-address.ts';

/** Whether a number is on the site's trunk: what has to come first, in a sentence, or null; and whether somebody took it away from there. */
export interface PlaceOnTrunk {
  readonly waitsFor: string | null;
  readonly movedOff: boolean;
}

const THERE: PlaceOnTrunk = { waitsFor: null, movedOff: false };
const MOVED_OFF: PlaceOnTrunk = { waitsFor: null, movedOff: true };
const waits = (waitsFor: string): PlaceOnTrunk => ({ waitsFor, movedOff: false });

/**
 * Looks where numbers are. An emergency call can only show a number of the very trunk (twilio.md 3), so no address is put on any other.
 * @param now milliseconds since 1970
 */
export function placesOnTrunk({ intent, observed, ledger }: Pick<OpenSite, 'intent' | 'observed' | 'ledger'>, accountSid: string, now: number): (number: NumberAtTwilio) => PlaceOnTrunk {
  const reading = observed.twilio !== null && sameAccount(observed.twilio.account, intent.account) && observed.twilio.value.accountSid === accountSid ? observed.twilio : null;
  const known = readLedger(ledger, accountSid);
  const match = reading === null ? null : matchTrunk(reading.value.trunks, intent.trunk.domainLabel ?? '', known, intent.agreed);
  if (reading === null || match === null || match.kind !== 'ours') return () => waits('The trunk is set up first: see “Set up at Twilio”.');
  const own = match.thing;
  const trunkOf = new Map(reading.value.numbers.map(({ sid, trunkSid }) => [sid, trunkSid]));
  const onTrunk = new Set(own.parts?.phoneNumbers?.map(({ sid }) => sid));
  const attachedAt = attachments(ledger, accountSid, own.sid);
  return ({ sid, trunkSid, at }) => {
    if (sid === null) return waits('The number is bought first: see “Set up at Twilio”.');
    // A reading from the future is of a clock that was wrong: nobody knows which was later, and the number's own was taken for this.
    const trunkWasLater = reading.at > at && Date.parse(reading.at) <= now && trunkOf.has(sid);
    const on = trunkWasLater ? trunkOf.get(sid) ?? null : trunkSid;
    if (on === own.sid) return THERE;
    const attached = attachedAt.get(sid);
    if (attached !== undefined && isOurs(known, 'number-on-trunk', sid, own.sid)) return isYoung(attached, trunkWasLater ? reading.at : at, now) ? THERE : MOVED_OFF;
    if (!trunkWasLater && onTrunk.has(sid)) return MOVED_OFF;
    return waits('The number is put on this site’s trunk first: see “Set up at Twilio”.');
  };
}

/** When Trunkbook put numbers on the trunk, by their SIDs. */
function attachments(ledger: OpenSite['ledger'], accountSid: string, trunkSid: string): ReadonlyMap<string, string> {
  const calls = new Set<string>();
  const attached = new Map<string, string>();
  for (const entry of ledger) {
    if (entry.kind === 'call') { if (entry.accountSid === accountSid && entry.resource === 'number-on-trunk' && entry.effect === 'create' && entry.parent === trunkSid) calls.add(entry.id); }
    else if ((entry.kind === 'done' || entry.kind === 'found') && calls.has(entry.call)) attached.set(entry.sid, entry.at);
  }
  return attached;
}
