import { refuse } from '../judgement.ts';
import { readPhoneNumber, spacedPhoneNumber } from '../numbers/phone-number.ts';
import type { Action } from './actions.ts';
import { isOurs } from './ledger.ts';
import type { Comparing, DriftRow, PbxSide, TakeOver } from './drift.ts';
import { actionsFor, agree, fromPbx, NONE, reported, row, UNKNOWN, value, withNeeds } from './drift-row.ts';
import { detachQuestion } from './plan-numbers.ts';

const GROUP = { group: 'Numbers' } as const;

/** The numbers that differ, each in a row; those that are as they shall be are counted. */
export function numberRows(comparing: Comparing): readonly DriftRow[] {
  const { intent, trunk, account } = comparing;
  const owned = new Map(account.numbers.map((number) => [number.phoneNumber, number]));
  const onTrunk = new Map((trunk?.parts?.phoneNumbers ?? []).map((number) => [number.phoneNumber, number.sid]));
  const callsOf = actionsByNumber(comparing);
  const differing: DriftRow[] = [];
  const missing: { readonly phoneNumber: string; readonly row: DriftRow }[] = [];
  let same = 0;
  for (const [index, { phoneNumber }] of intent.numbers.entries()) {
    const number = owned.get(phoneNumber);
    const there = onTrunk.has(phoneNumber) || (trunk !== undefined && number?.trunkSid === trunk.sid);
    const pbx = numberIn3cx(comparing, phoneNumber, index === 0);
    if (there && pbx.pbxState !== 'differs') { same += 1; continue; }
    const line = row({
      ...GROUP, id: `number ${phoneNumber}`, label: index === 0 ? 'Main number' : 'Number', site: value(spacedPhoneNumber(phoneNumber)),
      twilio: there ? value('on the trunk') : number ? value(number.trunkSid === null ? 'not on a trunk' : 'on another trunk') : value('not on the account'), state: there ? 'same' : 'missing', ...pbx,
      toTwilio: there ? [] : withNeeds(comparing, callsOf.get(phoneNumber) ?? []),
      toSite: there || intent.numbers.length < 2 ? null : without([phoneNumber]),
    });
    // The main number has a row of its own: 3CX has it too.
    if (there || index === 0) differing.push(line);
    else missing.push({ phoneNumber, row: line });
  }
  const chosen = new Set(intent.numbers.map(({ phoneNumber }) => phoneNumber));
  const extra = [...onTrunk].filter(([phoneNumber]) => !chosen.has(phoneNumber)).map(([phoneNumber, sid]) => ({ phoneNumber, sid }));
  return [
    ...same === 0 ? [] : [row({ ...GROUP, id: 'numbers.same', label: 'Numbers as they shall be', site: value(String(same)), twilio: value('on the trunk'), state: 'same' })],
    ...differing,
    ...missing.length > ONE_BY_ONE ? [manyMissing(comparing, missing.map(({ phoneNumber }) => phoneNumber), callsOf)] : missing.map((one) => one.row),
    ...extra.length > ONE_BY_ONE ? [manyExtra(comparing, extra)] : extra.map(({ phoneNumber, sid }) => extraNumber(comparing, phoneNumber, sid)),
  ];
}

/** More numbers than these that differ alike are one row: nobody repairs thousands one by one. */
const ONE_BY_ONE = 20;

function some(numbers: readonly string[]): string {
  return `${numbers.slice(0, 3).map(spacedPhoneNumber).join(', ')} and ${numbers.length - 3} more`;
}

function manyMissing(comparing: Comparing, numbers: readonly string[], callsOf: ReadonlyMap<string, readonly Action[]>): DriftRow {
  return row({
    ...GROUP, id: 'numbers.missing', label: `${numbers.length} numbers`, site: value(some(numbers)), twilio: value('not on the trunk'), state: 'missing',
    toTwilio: withNeeds(comparing, numbers.flatMap((phoneNumber) => callsOf.get(phoneNumber) ?? [])), toSite: numbers.length < comparing.intent.numbers.length ? without(numbers) : null,
  });
}

function manyExtra(comparing: Comparing, numbers: readonly { readonly phoneNumber: string; readonly sid: string }[]): DriftRow {
  const { ledger, trunk, intent } = comparing;
  const sids = new Set(numbers.map(({ sid }) => sid));
  const names = numbers.filter(({ sid }) => !isOurs(ledger, 'number-on-trunk', sid, trunk?.sid ?? null)).map(({ sid }) => detachQuestion(sid, ledger.moves.get(sid) ?? 0)).filter((name) => !intent.agreed.includes(name));
  return row({
    ...GROUP, id: 'numbers.extra', label: `${numbers.length} other numbers`, site: NONE, twilio: value(`${some(numbers.map(({ phoneNumber }) => phoneNumber))}, on the trunk`), state: 'extra',
    toTwilio: actionsFor(comparing, (work) => work.do === 'detach-number' && sids.has(work.sid)),
    toSite: { words: 'Add them to this site’s numbers', change: (now) => ({ numbers: [...now.numbers, ...numbers.map(({ phoneNumber }) => ({ phoneNumber, acquire: 'take' as const }))].slice(0, 10_000) }) },
    ask: names.length === 0 ? null : agree('Take them off the trunk', ...names),
  });
}

/** The calls about each number: thousands of them are looked up, not searched for. */
function actionsByNumber({ draft }: Comparing): ReadonlyMap<string, readonly Action[]> {
  const found = new Map<string, Action[]>();
  for (const action of draft.actions) {
    if (action.work.do !== 'attach-number' && action.work.do !== 'buy-number') continue;
    const { phoneNumber } = action.work;
    found.set(phoneNumber, [...(found.get(phoneNumber) ?? []), action]);
  }
  return found;
}

function extraNumber(comparing: Comparing, phoneNumber: string, sid: string): DriftRow {
  const { ledger } = comparing;
  const actions = actionsFor(comparing, (work) => work.do === 'detach-number' && work.sid === sid);
  return row({
    ...GROUP, id: `number ${phoneNumber}`, label: 'Another number', site: NONE, twilio: value(`${spacedPhoneNumber(phoneNumber)} on the trunk`), state: 'extra', toTwilio: actions,
    toSite: { words: 'Add it to this site’s numbers', change: ({ numbers }) => ({ numbers: [...numbers, { phoneNumber, acquire: 'take' as const }] }) },
    // Taking a number off a trunk takes nothing away that cannot be put back; but it is somebody's, so it is asked first.
    ask: actions.length > 0 || isOurs(ledger, 'number-on-trunk', sid, comparing.trunk?.sid ?? null) ? null : agree('Take it off the trunk', detachQuestion(sid, ledger.moves.get(sid) ?? 0)),
  });
}

function without(unwanted: readonly string[]): TakeOver {
  const gone = new Set(unwanted);
  return { words: unwanted.length === 1 ? 'Do without it' : 'Do without them', change: ({ numbers }) => ({ numbers: numbers.filter(({ phoneNumber }) => !gone.has(phoneNumber)) }) };
}

/** The main number as a person said it stands in 3CX's trunk; any other as a DID of 3CX's users file. */
function numberIn3cx(comparing: Comparing, phoneNumber: string, main: boolean): Partial<DriftRow> & { readonly pbx: PbxSide; readonly pbxState: DriftRow['pbxState'] } {
  if (main && comparing.observed.pbxTrunk['trunk.mainNumber'] !== undefined) {
    const sides = reported(comparing, 'trunk.mainNumber', phoneNumber, spacedPhoneNumber);
    const said = readPhoneNumber(comparing.observed.pbxTrunk['trunk.mainNumber'].value, comparing.intent.country);
    const can = said.ok && !comparing.intent.numbers.some((one) => one.phoneNumber === said.value) ? refuse(`${spacedPhoneNumber(said.value)} is none of this site’s numbers. Choose it in “Choose a phone number” first, if it is the customer’s.`) : said;
    return { ...sides, ...fromPbx(sides, can, (first) => ({
      words: 'Make it the main number here', change: ({ numbers }) => ({ numbers: [...numbers.filter((one) => one.phoneNumber === first), ...numbers.filter((one) => one.phoneNumber !== first)] }),
    })) };
  }
  if (comparing.imported === null) return { pbx: UNKNOWN, pbxState: 'unknown' };
  // A number without an extension of its own rings where the trunk's default leads: its absence from the file says nothing.
  return comparing.imported.dids.has(phoneNumber)
    ? { pbx: { ...value('DID of an extension'), source: 'imported', at: comparing.imported.at }, pbxState: 'same' } : { pbx: UNKNOWN, pbxState: 'unknown' };
}
