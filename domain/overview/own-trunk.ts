import type { Site } from '../site/record.ts';
import { sameAccount } from '../site/same-account.ts';
import { readLedger } from '../trunk/ledger.ts';
import { matchTrunk } from '../trunk/match.ts';

/**
 * The trunk at Twilio that a site works with, as `account SID` and `trunk SID`: made for it, or taken over. Null where none is known. Two sites
 * with the same one share it, and what is taken away at one is gone at the other.
 */
export function ownTrunk({ intent, observed, ledger }: Pick<Site, 'intent' | 'observed' | 'ledger'>): string | null {
  const { twilio } = observed;
  if (twilio === null || !sameAccount(twilio.account, intent.account)) return null;
  const trunk = matchTrunk(twilio.value.trunks, intent.trunk.domainLabel ?? '', readLedger(ledger, twilio.value.accountSid), intent.agreed);
  return trunk.kind === 'ours' ? trunkKey(twilio.value.accountSid, trunk.thing.sid) : null;
}

export function trunkKey(accountSid: string, trunkSid: string): string {
  return `${accountSid} ${trunkSid}`;
}
