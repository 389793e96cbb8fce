import type { Directory } from '../numbers/directory.ts';
import type { OpenSite } from '../site/record.ts';
import { sameAccount } from '../site/same-account.ts';
import type { StepId } from '../site/step-ids.ts';
import { readLedger } from '../trunk/ledger.ts';
import { matchTrunk } from '../trunk/match.ts';
import { leadsToHost } from '../trunk/origin.ts';
import type { ConditionId, CoverageCondition } from './coverage-cell.ts';
import { lastSaid } from './last-said.ts';

type Known = Pick<OpenSite, 'intent' | 'observed' | 'ledger' | 'evidence'>;

/** A condition that holds. */
export function met(id: ConditionId, words: string, reported = false): CoverageCondition {
  return { id, state: 'met', words, step: null, reported, todo: '' };
}

export function notMet(id: ConditionId, state: 'missing' | 'waiting' | 'not-measured', words: string, todo: string, step: StepId, reported = false): CoverageCondition {
  return { id, state, words, step, reported, todo };
}

export function notNeeded(id: ConditionId, words: string): CoverageCondition {
  return { id, state: 'not-applicable', words, step: null, reported: false, todo: '' };
}

/** What is known of the trunk for calls out of it and back into it. */
export interface TrunkFacts {
  readonly onTrunk: (number: string) => CoverageCondition;
  readonly origination: CoverageCondition;
}

/** Of a site that is worked on by hand: what a person chose and said. It proves nothing of Twilio's side. */
function reportedTrunk({ intent, evidence }: Known, { numbers }: Directory): TrunkFacts {
  const chosen = new Set([...intent.numbers.map(({ phoneNumber }) => phoneNumber), ...numbers.dids]);
  const origin = lastSaid(evidence, 'inbound.origination');
  const attached = lastSaid(evidence, 'numbers.attach');
  // A number that was only typed is on no trunk yet.
  const entered = attached?.kind === 'step-done'
    ? met('on-trunk', `${attached.who} put the site’s numbers on the trunk in the Twilio Console.`, true)
    : notMet('on-trunk', 'not-measured', 'Nobody has said that the site’s numbers are on the trunk.', 'Put the numbers on the trunk in the Twilio Console, and tick the step.', 'numbers.attach', true);
  return {
    onTrunk: (number) => (chosen.has(number)
      ? entered
      : notMet('on-trunk', 'missing', `${number} is not among the numbers of this site. An emergency call must show a number of this trunk.`, 'Set the caller ID to one of the site’s numbers, or put the number on the trunk.', 'numbers.choose')),
    origination: origin?.kind === 'step-done'
      ? met('origination', `${origin.who} set the origination URL in the Twilio Console.`, true)
      : notMet('origination', 'not-measured', 'Nobody has said that the origination URL is set: a call back would not reach the PBX.', 'Set the origination URL in the Twilio Console, and tick the step.', 'inbound.origination'),
  };
}

/**
 * What Twilio answered of the trunk: which numbers are on it, by the later of two readings, and whether calls back reach the PBX. Only chosen
 * is not there yet.
 */
export function trunkFacts(known: Known, directory: Directory): TrunkFacts {
  const { intent, observed, ledger } = known;
  if (intent.account.kind === 'by-hand') return reportedTrunk(known, directory);
  const unknown = (id: ConditionId, words: string): CoverageCondition => notMet(id, 'not-measured', words, 'Read the account at Twilio.', 'setup.compare');
  const { twilio } = observed;
  if (twilio === null || !sameAccount(twilio.account, intent.account)) {
    return { onTrunk: (number) => unknown('on-trunk', `Twilio has not been asked whether ${number} is on the trunk.`), origination: unknown('origination', 'Twilio has not been asked where calls back go.') };
  }
  const trunk = matchTrunk(twilio.value.trunks, intent.trunk.domainLabel ?? '', readLedger(ledger, twilio.value.accountSid), intent.agreed);
  if (trunk.kind !== 'ours') {
    const why = trunk.kind === 'none' ? 'The trunk is not at Twilio yet' : 'The trunk at Twilio is somebody else’s, as far as Trunkbook knows';
    const nothing = (id: ConditionId): CoverageCondition => notMet(id, 'missing', `${why}.`, 'Let Trunkbook set up the trunk.', 'setup.run');
    return { onTrunk: () => nothing('on-trunk'), origination: nothing('origination') };
  }
  const { sid, parts } = trunk.thing;
  const there = parts?.phoneNumbers ? new Set(parts.phoneNumbers.map(({ phoneNumber }) => phoneNumber)) : null;
  // The emergency addresses are read more often than the account; a number that was moved shows there first.
  const reading = observed.emergency !== null && sameAccount(observed.emergency.account, intent.account) ? observed.emergency : null;
  const later = new Map((reading?.numbers ?? []).filter(({ at }) => Date.parse(at) > Date.parse(twilio.at)).map((one) => [one.phoneNumber, one.trunkSid === sid]));
  const isOnTrunk = met('on-trunk', `It is on this trunk, as Twilio said on ${twilio.at.slice(0, 10)}.`);
  const enabled = parts?.originationUrls.filter((url) => url.enabled) ?? null;
  return {
    onTrunk: (number) => {
      const isThere = later.get(number) ?? there?.has(number);
      if (isThere === undefined) return unknown('on-trunk', `Twilio has not been asked whether ${number} is on the trunk.`);
      if (isThere) return isOnTrunk;
      return notMet('on-trunk', 'missing', `${number} is not on this trunk at Twilio. An emergency call must show a number of this very trunk.`, `Put ${number} on the trunk, or show another number.`, 'numbers.attach');
    },
    origination: enabled === null ? unknown('origination', 'Twilio has not been asked where calls back go.') : originationOf(intent, enabled.map(({ url }) => url)),
  };
}

/** Whether calls back reach this PBX: some origination URL that is enabled leads to it. Where nobody entered its name or address, the URLs are all there is to say. */
function originationOf({ pbx }: Known['intent'], enabled: readonly string[]): CoverageCondition {
  const hosts = [...(pbx.fqdn === null ? [] : [pbx.fqdn]), ...pbx.ipv4];
  const urls = enabled.join(', ');
  if (enabled.length === 0) return notMet('origination', 'missing', 'The trunk has no origination URL that is enabled: a call back reaches nobody.', 'Enable the origination URL.', 'inbound.origination');
  if (hosts.length === 0) return met('origination', `Calls back to the trunk’s numbers go to ${urls}.`);
  return enabled.some((url) => hosts.some((host) => leadsToHost(url, host)))
    ? met('origination', 'Calls back to the trunk’s numbers go to the PBX.')
    : notMet('origination', 'missing', `Calls back to the trunk’s numbers go to ${urls}, not to ${pbx.fqdn ?? pbx.ipv4[0] ?? 'this PBX'}.`, 'Let an origination URL of the trunk lead to this PBX.', 'inbound.origination');
}
