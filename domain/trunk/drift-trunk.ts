import { readDomainLabel, readFriendlyName, readTrunkName } from '../site/values.ts';
import type { Action } from './actions.ts';
import type { Comparing, DriftRow, TakeOver } from './drift.ts';
import { actionsFor, fromPbx, NONE, NOT_HERE, reported, row, setTrunk, UNKNOWN, value } from './drift-row.ts';
import { localizedTerminationUri, trunkDomain } from './edges.ts';
import { type TrunkDifference, trunkDifferences, updateTrunk } from './plan-trunk.ts';
import { trunkNameIn3cx } from './sheet.ts';
import { readTermination } from './termination.ts';

const onOff = (is: boolean): string => (is ? 'on' : 'off');

/** The call that sets just this setting; or, where there is no trunk yet, the one that makes it. */
function repair(comparing: Comparing, setting: TrunkDifference['setting']): readonly Action[] {
  const { trunk, wants } = comparing;
  if (!trunk) return actionsFor(comparing, (work) => work.do === 'create-trunk');
  const differs = trunkDifferences(trunk, wants).filter((one) => one.setting === setting);
  return differs.length === 0 ? [] : [updateTrunk(trunk, trunkDomain(wants.domainLabel), differs)];
}

const SETTING = { group: 'Trunk' } as const;

export function trunkRows(comparing: Comparing): readonly DriftRow[] {
  const { wants, intent, trunk } = comparing;
  const state = (same: boolean): DriftRow['state'] => (trunk ? (same ? 'same' : 'differs') : 'missing');
  const setting = (id: TrunkDifference['setting'], label: string, wanted: string, found: string | null, toSite: TakeOver | null, rest: Partial<DriftRow> = {}): DriftRow => {
    const actions = repair(comparing, id);
    const same = trunk !== undefined && actions.length === 0;
    return row({ ...SETTING, id: `trunk.${id}`, label, site: value(wanted), twilio: trunk ? (found === null ? UNKNOWN : value(found)) : NONE, state: found === null && trunk ? 'unknown' : state(same), toTwilio: actions, toSite: trunk && !same ? toSite : null, ...rest });
  };
  const name = readFriendlyName(trunk?.name ?? '');
  const label = readDomainLabel(trunk?.domainName ?? '');
  const termination = localizedTerminationUri(wants.domainLabel, intent.trunk.edge);
  const transfer = trunk?.transferMode ?? null;
  return [
    setting('name', 'Name', wants.friendlyName, trunk?.name ?? '', name.ok ? setTrunk(`Take “${name.value}”`, { friendlyName: name.value }) : null),
    setting('domain', 'Termination', trunkDomain(wants.domainLabel), trunk?.domainName ?? 'none', label.ok ? setTrunk(`Take ${trunkDomain(label.value)}`, { domainLabel: label.value }) : null, terminationIn3cx(comparing, termination)),
    setting('secure', 'Secure Trunking', onOff(wants.secure), onOff(trunk?.secure ?? false), setTrunk(`Take “${onOff(trunk?.secure ?? false)}”`, { secure: trunk?.secure ?? false }), secureIn3cx(comparing)),
    setting('cnam', 'CNAM lookup', onOff(wants.cnamLookup), onOff(trunk?.cnamLookup ?? false), setTrunk(`Take “${onOff(trunk?.cnamLookup ?? false)}”`, { cnamLookup: trunk?.cnamLookup ?? false })),
    setting('transfer', 'Call transfer', wants.transferMode ?? transfer ?? 'disable-all', transfer, transfer === null ? null : setTrunk(`Take “${transfer}”`, { transferMode: transfer })),
    ...disasterRow(comparing),
    nameIn3cx(comparing),
  ];
}

/** What is sent there when the PBX is down is nobody’s to change but the customer’s. */
function disasterRow({ trunk }: Comparing): readonly DriftRow[] {
  if (!trunk?.disasterRecoveryUrl) return [];
  return [row({ ...SETTING, id: 'trunk.disaster', label: 'Disaster recovery URL', site: UNKNOWN, twilio: value(trunk.disasterRecoveryUrl), state: 'kept' })];
}

/** 3CX may have the URI with an edge or without, in any case: without one Twilio takes the call where it arrives. */
function terminationIn3cx(comparing: Comparing, wanted: string): Partial<DriftRow> {
  const seen = comparing.observed.pbxTrunk['trunk.terminationUri'];
  const sides = reported(comparing, 'trunk.terminationUri', wanted);
  const said = readTermination(seen?.value ?? '');
  if (seen === undefined || sides.pbxState !== 'differs') return sides;
  if (!/twilio\.com/i.test(seen.value)) return { ...sides, pbxRefused: `“${seen.value}” is none of Twilio’s: the termination URI of a trunk is like acme.pstn.ashburn.twilio.com.` };
  if (!said.ok) return { ...sides, pbxRefused: said.why };
  const { label, edge } = said.value;
  if (label === comparing.wants.domainLabel && (edge === null || edge === comparing.intent.trunk.edge)) return { ...sides, pbxState: 'same' };
  return { ...sides, pbxToSite: setTrunk(`Take what 3CX has: ${seen.value}`, { domainLabel: label, ...(edge === null ? {} : { edge }) }) };
}

function secureIn3cx(comparing: Comparing): Partial<DriftRow> {
  const sides = reported(comparing, 'secure', onOff(comparing.wants.secure), (kept) => (kept === 'on' ? 'TLS and SRTP' : 'no encryption'));
  const said = comparing.observed.pbxTrunk.secure?.value;
  return sides.pbxState === 'differs' ? { ...sides, pbxToSite: setTrunk(`Take what 3CX has: ${said === 'on' ? 'on' : 'off'}`, { secure: said === 'on' }) } : sides;
}

function nameIn3cx(comparing: Comparing): DriftRow {
  const wanted = trunkNameIn3cx(comparing.intent);
  const sides = reported(comparing, 'trunk.nameIn3cx', wanted);
  const said = readTrunkName(comparing.observed.pbxTrunk['trunk.nameIn3cx']?.value ?? '');
  return row({ ...SETTING, id: 'trunk.nameIn3cx', label: 'Name in 3CX', site: wanted === null ? NONE : value(wanted), twilio: NOT_HERE, state: 'same', ...sides, ...fromPbx(sides, said, (trunkName) => ({ words: `Take what 3CX has: ${trunkName}`, change: (intent) => ({ pbx: { ...intent.pbx, trunkName } }) })) });
}
