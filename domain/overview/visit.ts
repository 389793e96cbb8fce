import { plan } from '../trunk/plan.ts';
import { sameAccount } from '../site/same-account.ts';
import { accountKey } from '../site/account-key.ts';
import type { Derivable } from './state.ts';

const HOUR = 60 * 60_000;
/** What was read so long before a visit counts as fresh, in milliseconds: prepared on Friday, it holds on Monday. */
export const FRESH_FOR = 72 * HOUR;
/** A laptop's clock that is further off than this makes the moments of the evidence doubtful, in milliseconds. */
export const CLOCK_TOLERANCE = 2 * 60_000;

export type VisitItemState = 'fresh' | 'stale' | 'missing' | 'wrong' | 'not-needed';

/** One thing that a visit without a network needs. */
export interface VisitItem {
  readonly id: 'account' | 'numbers' | 'name' | 'clock' | 'passphrase' | 'kind';
  readonly title: string;
  readonly state: VisitItemState;
  readonly words: string;
  /** When it was read or done, ISO 8601; null where it was not. */
  readonly at: string | null;
}

/** Whether what was read at `at` (ISO 8601) still counts as fresh. `now` in milliseconds since 1970. */
export function aged(at: string, now: number): 'fresh' | 'stale' {
  // A moment that has not come yet is of a clock that was wrong.
  const age = now - Date.parse(at);
  return age <= FRESH_FOR && age >= -CLOCK_TOLERANCE ? 'fresh' : 'stale';
}

/** What is fresh, stale or missing before a visit. `now` in milliseconds since 1970. */
export function visitItems({ intent, observed, evidence, ledger, directory }: Derivable, now: number): readonly VisitItem[] {
  const items: VisitItem[] = [];
  const add = (id: VisitItem['id'], title: string, state: VisitItemState, words: string, at: string | null = null): void => void items.push({ id, title, state, words, at });
  const read = (id: VisitItem['id'], title: string, at: string, words: string): void => {
    const state = aged(at, now);
    add(id, title, state, state === 'fresh' ? words : Date.parse(at) > now ? `${words} It bears a later time than this laptop’s clock now shows.` : `${words} That is more than three days ago.`, at);
  };

  if (intent.hosting === null) add('kind', 'Kind of site', 'missing', 'Nobody has said yet who runs the PBX. Choose it in “Say what kind of site it is”.');
  else add('kind', 'Kind of site', 'fresh', intent.hosting === 'hosted' ? 'The PBX is hosted by 3CX.' : 'The customer runs the PBX.');

  const { twilio, pbxName, clock } = observed;
  const { listed } = directory.numbers;
  if (intent.account.kind === 'by-hand') {
    add('account', 'State of the Twilio account', 'not-needed', 'This site is worked on in the Twilio Console; Trunkbook reads nothing there.');
    add('numbers', 'Numbers of the account', 'not-needed', 'You type the numbers as the Twilio Console shows them.');
  } else {
    if (twilio === null || !sameAccount(twilio.account, intent.account)) add('account', 'State of the Twilio account', 'missing', 'It has not been read yet.');
    else if (plan(intent, observed, ledger, now).kind === 'not-read') add('account', 'State of the Twilio account', 'stale', 'What was entered since is not covered by the last reading.', twilio.at);
    else read('account', 'State of the Twilio account', twilio.at, 'The trunk, its lists and its numbers were read.');
    if (listed === null || listed.account !== accountKey(intent.account)) add('numbers', 'Numbers of the account', 'missing', 'The list of numbers has not been read yet.');
    else read('numbers', 'Numbers of the account', listed.at, listed.numbers.length === 1 ? 'One number is listed.' : `${listed.numbers.length} numbers are listed.`);
  }

  if (intent.pbx.fqdn === null) add('name', 'Where the PBX’s name leads', 'not-needed', 'The 3CX FQDN is not entered yet. It is looked up when it is.');
  else if (pbxName === null || pbxName.fqdn !== intent.pbx.fqdn) add('name', 'Where the PBX’s name leads', 'missing', 'It has not been looked up yet.');
  else if (pbxName.value.kind === 'none') add('name', 'Where the PBX’s name leads', 'missing', 'No name server answered for it.', pbxName.at);
  else read('name', 'Where the PBX’s name leads', pbxName.at, `It leads to ${pbxName.value.addresses.join(', ')}.`);

  if (intent.account.kind === 'practice') add('clock', 'Clock of this laptop', 'not-needed', 'The practice account runs on this laptop’s own clock.');
  else if (clock === null) add('clock', 'Clock of this laptop', 'missing', 'It has not been compared with a server’s yet.');
  else if (Math.abs(clock.ahead) > CLOCK_TOLERANCE) add('clock', 'Clock of this laptop', 'wrong', `It is ${inWords(Math.abs(clock.ahead))} ${clock.ahead > 0 ? 'fast' : 'slow'}. Everything that is proven carries its time: set the clock, then refresh.`, clock.at);
  else read('clock', 'Clock of this laptop', clock.at, `It agrees with ${clock.against}.`);

  const typed = evidence.findLast((entry) => entry.kind === 'passphrase-typed');
  if (!typed) add('passphrase', 'Passphrase', 'missing', 'Type it once before you go: on site it may be the only way into the vault.');
  else read('passphrase', 'Passphrase', typed.at, `${typed.who} typed it, and it opened the vault.`);
  return items;
}

/** Whether everything that a visit needs is at hand. */
export function isPrepared(items: readonly VisitItem[]): boolean {
  return items.every(({ state }) => state === 'fresh' || state === 'not-needed');
}

function inWords(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 72 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
