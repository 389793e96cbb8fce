import type { Directory, Extension } from '../numbers/directory.ts';
import type { EmergencyNumber } from '../site/emergency-record.ts';
import type { OpenSite } from '../site/record.ts';
import type { CoverageCondition } from './coverage-cell.ts';
import { met, notMet } from './coverage-trunk.ts';

const SEVERAL = Symbol('several');
const CALLER_HIMSELF = met('call-back', 'A call back reaches the caller.');

/** Under which name a tick of the step keeps the extension that was named for the number then. */
export const ANSWERS_VALUE = 'answers';

interface Tried {
  readonly who: string;
  /** The extension that was named to answer. */
  readonly named: string | undefined;
  /** Who answered when the caller did not, as it was written down. */
  readonly answered: string;
}

/** The numbers that were called back, and who answered: the last tick of the step for each. */
function triedNumbers(evidence: OpenSite['evidence']): ReadonlyMap<string, Tried> {
  const tried = new Map<string, Tried>();
  for (const entry of evidence) {
    if (!('step' in entry) || entry.step !== 'test-933.callback') continue;
    // Taken back, all of it counts no more.
    if (entry.kind === 'step-reopened') tried.clear();
    if (entry.kind === 'step-done' && entry.values.number !== undefined) tried.set(entry.values.number, { who: entry.who, named: entry.values[ANSWERS_VALUE], answered: [entry.values.first, entry.values.second].map((one) => one?.trim() ?? '').filter((one) => one !== '').join('”, then “') });
  }
  return tried;
}

/** Whether a number was called back while the same one was named to answer it as now. Ask once a number. */
export function wasCalledBack({ intent, evidence }: Pick<OpenSite, 'intent' | 'evidence'>): (number: string) => boolean {
  const tried = triedNumbers(evidence);
  const named = new Map(intent.emergency.numbers.map(({ phoneNumber, callBack }) => [phoneNumber, callBack?.extension.trim()]));
  return (number) => { const call = tried.get(number); return call !== undefined && call.named === named.get(number); };
}

/**
 * Whom a dispatcher reaches who calls back the number that a call showed: the caller, as its extension has the number as a DID, or whoever
 * is named for it. A group of 3CX is in no list of users, so a call back that was tried speaks for it while the same one is named (threecx.md
 * 2.6: the list of DIDs decides whether 3CX takes the call at all).
 */
export function callBackOf({ intent, evidence }: Pick<OpenSite, 'intent' | 'evidence'>, { numbers, extensions }: Directory): (number: string, caller: Extension) => CoverageCondition {
  let asked: { readonly named: ReadonlyMap<string, EmergencyNumber['callBack']>; readonly byNumber: ReadonlyMap<string, Extension> } | null = null;
  const dids = new Set(numbers.dids);
  const main = intent.numbers[0]?.phoneNumber;
  const tried = triedNumbers(evidence);
  /** The extension that has a DID; several of them: 3CX rings at one, and which, nobody can say. */
  const owners = new Map<string, string | typeof SEVERAL>();
  for (const { number, dids: own } of extensions.rows) {
    for (const did of own) {
      const other = owners.get(did);
      if (other !== number) owners.set(did, other === undefined ? number : SEVERAL);
    }
  }

  const answered = (number: string): CoverageCondition => {
    // Where each phone shows its own DID, nobody asks for these.
    asked ??= { named: new Map(intent.emergency.numbers.map(({ phoneNumber, callBack }) => [phoneNumber, callBack])), byNumber: new Map(extensions.rows.map((row) => [row.number, row])) };
    const people = asked.named.get(number) ?? null;
    const owner = owners.get(number);
    if (owner === SEVERAL) return notMet('call-back', 'missing', `Several extensions have ${number} as their DID: which of them a call back reaches, nobody can say.`, `Leave the DID ${number} with one extension.`, 'extensions.users');
    if (people === null) {
      return notMet('call-back', 'missing', owner === undefined ? `No extension has ${number} as its DID: a call back reaches nobody that Trunkbook knows of.` : `A call back to ${number} reaches extension ${owner}, not the caller, and nobody is named who answers it.`,
        // A DID belongs to one phone: given to each that shows the number, it would reach any of them.
        `Name who answers a call back to ${number}${owner === undefined ? ', or give it as its DID to the one phone that shows it' : `, extension ${owner} for instance`}.`, 'emergency-3cx.coverage');
    }
    const who = `${people.name.trim() === '' ? '' : `${people.name.trim()}, `}extension ${people.extension.trim()}`;
    const row = asked.byNumber.get(people.extension.trim());
    if (row?.dids.includes(number) === true) return met('call-back', `A call back to ${number} reaches ${who}.`);
    if (owner !== undefined) {
      return notMet('call-back', 'missing', `${who} shall answer a call back to ${number}, but the number is the DID of extension ${owner}${row === undefined ? `, and no user of 3CX here has ${people.extension.trim()}` : ''}.`,
        `Name extension ${owner} as who answers it${row === undefined ? `. If ${people.extension.trim()} is a group of 3CX, lead the number there instead, and import the users again` : ', or let these phones show another number'}.`, 'emergency-3cx.coverage');
    }
    if (row !== undefined) return notMet('call-back', 'missing', `${who} shall answer a call back to ${number}, but does not have it as a DID.`, `Give extension ${row.number} the DID ${number}: no other extension has it.`, 'extensions.users');
    const call = tried.get(number);
    if (call?.named === people.extension.trim()) return met('call-back', `${call.who} called ${number} back, where ${who} shall answer. Written down: ${call.answered === '' ? 'nothing' : `“${call.answered}”`}.`, true);
    return notMet('call-back', 'not-measured', `${who} shall answer a call back to ${number}. No list of users shows where a group’s number leads.`, `Call ${number} from a mobile phone, and see who answers.`, 'test-933.callback');
  };
  const cache = new Map<string, CoverageCondition>();
  return (number, caller) => {
    if (dids.size > 0 && !dids.has(number) && number !== main) {
      return notMet('call-back', 'missing', `${number} is not among the DIDs of 3CX’s trunk: 3CX refuses a call back to it.`, `Add ${number} to the DIDs of the trunk in 3CX.`, 'extensions.dids');
    }
    if (caller.dids.includes(number) && owners.get(number) === caller.number) return CALLER_HIMSELF;
    const known = cache.get(number) ?? answered(number);
    cache.set(number, known);
    return known;
  };
}
