import { sameAccount } from '../site/same-account.ts';
import type { Site } from '../site/record.ts';
import { readLedger } from '../trunk/ledger.ts';
import { matchTrunk } from '../trunk/match.ts';

/**
 * The numbers on the site's trunk, E.164: all that Twilio listed there, and those chosen for it. Null where neither is known: nothing was read,
 * or Trunkbook has no credentials and nobody chose any.
 */
export function knownNumbers({ intent, observed, ledger }: Pick<Site, 'intent' | 'observed' | 'ledger'>): ReadonlySet<string> | null {
  const chosen = intent.numbers.map(({ phoneNumber }) => phoneNumber);
  const { twilio } = observed;
  if (twilio === null || !sameAccount(twilio.account, intent.account)) return chosen.length === 0 ? null : new Set(chosen);
  const trunk = matchTrunk(twilio.value.trunks, intent.trunk.domainLabel ?? '', readLedger(ledger, twilio.value.accountSid), intent.agreed);
  // A trunk that was read and has no number is known to have none; one that is not there yet, or was not asked, says nothing.
  const there = trunk.kind === 'none' ? null : trunk.thing.parts?.phoneNumbers ?? null;
  return there === null && chosen.length === 0 ? null : new Set([...there ?? [], ...chosen]);
}
