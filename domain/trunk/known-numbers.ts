import { sameAccount } from '../site/same-account.ts';
import type { Site } from '../site/record.ts';
import { readLedger } from './ledger.ts';
import { matchTrunk } from './match.ts';

type Known = Pick<Site, 'intent' | 'observed' | 'ledger'>;

/**
 * The numbers on the site's trunk, E.164: all that Twilio listed there, and those chosen for it. Null where Twilio's list is not known: nothing
 * was read of the trunk, or Trunkbook has no credentials. Then nothing can be said of a number that is not among the chosen ones.
 */
export function listedNumbers({ intent, observed, ledger }: Known): ReadonlySet<string> | null {
  const { twilio } = observed;
  if (twilio === null || !sameAccount(twilio.account, intent.account)) return null;
  const trunk = matchTrunk(twilio.value.trunks, intent.trunk.domainLabel ?? '', readLedger(ledger, twilio.value.accountSid), intent.agreed);
  // Another site's trunk that stands where ours would says nothing about ours.
  const there = trunk.kind === 'ours' ? trunk.thing.parts?.phoneNumbers ?? null : null;
  return there === null ? null : new Set([...there.map(({ phoneNumber }) => phoneNumber), ...intent.numbers.map(({ phoneNumber }) => phoneNumber)]);
}

/**
 * The numbers that an extension may show, E.164: those on the trunk, as far as that is known, else those that were chosen or entered as its
 * DIDs. Null where nothing at all is known.
 */
export function callerIdNumbers(site: Known, dids: readonly string[]): ReadonlySet<string> | null {
  const listed = listedNumbers(site);
  if (listed !== null) return listed;
  const entered = [...site.intent.numbers.map(({ phoneNumber }) => phoneNumber), ...dids];
  return entered.length === 0 ? null : new Set(entered);
}
