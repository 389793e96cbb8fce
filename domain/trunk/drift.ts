import type { Directory } from '../numbers/directory.ts';
import type { Intent, LedgerEntry, Observed } from '../site/record.ts';
import { sameAccount } from '../site/same-account.ts';
import type { Action } from './actions.ts';
import type { Draft, Given } from './drafting.ts';
import { readLedger } from './ledger.ts';
import { credentialRows } from './drift-credentials.ts';
import { accessRows, extraListRows } from './drift-lists.ts';
import { numberRows } from './drift-numbers.ts';
import { originRows } from './drift-origination.ts';
import { trunkRows } from './drift-trunk.ts';
import { matchList, matchTrunk } from './match.ts';
import type { Plan } from './plan.ts';
import { checkIntent } from './requirements.ts';

/** What one side has. `unknown`: nobody has looked, or nobody can (Twilio shows no password). `not-here`: that side has no such thing. */
export type Side = { readonly kind: 'value'; readonly text: string } | { readonly kind: 'none' } | { readonly kind: 'unknown' } | { readonly kind: 'not-here' };

/** What 3CX has, as far as a person or an export of 3CX said so. */
export type PbxSide = Side & { readonly source?: 'reported' | 'imported'; readonly at?: string };

export type DriftState = 'same' | 'differs' | 'missing' | 'extra' | 'kept' | 'unknown';

/** A change of the intent that takes over what another side has. */
export interface TakeOver {
  readonly words: string;
  readonly change: (intent: Intent) => Partial<Pick<Intent, 'pbx' | 'trunk' | 'numbers' | 'agreed'>>;
}

/** One thing that the site shall have, or that Twilio has although it shall not, on all sides. */
export interface DriftRow {
  /** Stable from one comparison to the next. */
  readonly id: string;
  readonly group: 'Trunk' | 'IP access control list' | 'Credential list' | 'Origination' | 'Numbers';
  readonly label: string;
  readonly site: Side;
  readonly twilio: Side;
  readonly pbx: PbxSide;
  /** Twilio against the site. `extra`: at Twilio, and not wanted. `kept`: so, and a person said that it stays. */
  readonly state: DriftState;
  /** 3CX against the site; `unknown` where nothing was said of it. */
  readonly pbxState: 'same' | 'differs' | 'unknown';
  /** The calls that would bring Twilio to the site; none where Trunkbook may not, or need not. */
  readonly toTwilio: readonly Action[];
  readonly toSite: TakeOver | null;
  readonly pbxToSite: TakeOver | null;
  /** Where 3CX has something else that this site cannot take over: why. */
  readonly pbxRefused: string | null;
  /** The yes that Trunkbook needs before it does anything about the row at Twilio; with it, the calls are the plan's. */
  readonly ask: TakeOver | null;
  /** Where Trunkbook does not take it away because it did not make it: what the technician does instead. */
  readonly byHand: string | null;
}

export type Drift =
  | { readonly kind: 'not-read' }
  | { readonly kind: 'read'; readonly at: string; readonly rows: readonly DriftRow[]; readonly differing: number };

/** What the rows look at. */
export interface Comparing extends Given {
  readonly draft: Draft;
  readonly trunk: Given['account']['trunks'][number] | undefined;
  readonly accessList: Given['account']['accessLists'][number] | undefined;
  readonly credentialList: Given['account']['credentialLists'][number] | undefined;
  /** The numbers that 3CX's users file has as DIDs; null where none was imported. */
  readonly imported: { readonly at: string; readonly dids: ReadonlySet<string> } | null;
}

/**
 * Intent, Twilio and 3CX side by side. Pure; what the plan would do of a row is in it, narrowed to that row.
 * @param plan of the same intent, observation and ledger
 */
export function driftOf(intent: Intent, observed: Observed, ledger: readonly LedgerEntry[], directory: Directory, plan: Plan, now: number): Drift {
  const wants = checkIntent(intent).value;
  const draft = plan.kind === 'ready' ? plan : plan.kind === 'blocked' ? plan.draft : null;
  if (wants === null || draft === null || observed.twilio === null || !sameAccount(observed.twilio.account, intent.account)) return { kind: 'not-read' };
  const account = observed.twilio.value;
  const reading = readLedger(ledger, account.accountSid);
  const thing = <Thing extends { readonly sid: string }>(match: { readonly kind: 'none' } | { readonly kind: 'ours' | 'foreign'; readonly thing: Thing }): Thing | undefined => (match.kind === 'none' ? undefined : match.thing);
  const comparing: Comparing = {
    wants, intent, account, ledger: reading, now, observed, draft,
    trunk: thing(matchTrunk(account.trunks, wants.domainLabel, reading, intent.agreed)),
    accessList: thing(matchList(account.accessLists, 'access-list', wants.accessListName, reading, intent.agreed)),
    credentialList: thing(matchList(account.credentialLists, 'credential-list', wants.credentialListName, reading, intent.agreed)),
    imported: importedDids(directory),
  };
  const rows = [
    ...trunkRows(comparing), ...accessRows(comparing), ...credentialRows(comparing), ...extraListRows(comparing), ...originRows(comparing), ...numberRows(comparing),
  ];
  return { kind: 'read', at: observed.twilio.at, rows, differing: rows.filter(isDiffering).length };
}

/** Whether a person has something to decide or to repair in this row. */
export function isDiffering({ state, pbxState }: DriftRow): boolean {
  return state === 'differs' || state === 'missing' || state === 'extra' || pbxState === 'differs';
}

function importedDids({ extensions: { imported } }: Directory): Comparing['imported'] {
  return imported === null ? null : { at: imported.at, dids: new Set(imported.rows.flatMap(({ dids }) => dids)) };
}
