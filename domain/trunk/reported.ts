import type { Stamp } from '../site/make.ts';
import type { Intent, Observed, PbxField, Reported } from '../site/record.ts';
import type { StepId } from '../site/step-ids.ts';
import { localizedTerminationUri } from './edges.ts';
import { trunkNameIn3cx } from './sheet.ts';

/** What 3CX's trunk shall hold, as it is kept when somebody says that it does. Null where the site does not know it. */
export function wantedIn3cx({ trunk, numbers, ...intent }: Intent): Readonly<Record<PbxField, string | null>> {
  return {
    'trunk.nameIn3cx': trunkNameIn3cx({ trunk, numbers, ...intent }),
    'trunk.terminationUri': trunk.domainLabel === null ? null : localizedTerminationUri(trunk.domainLabel, trunk.edge),
    'trunk.authenticationId': trunk.sipUsername,
    // The password itself stays in the vault: its revision says whether 3CX has this one.
    'trunk.sipPassword': trunk.sipPassword,
    'trunk.mainNumber': numbers[0]?.phoneNumber ?? null,
    secure: trunk.secure === null ? null : trunk.secure ? 'on' : 'off',
  };
}

const SAID_BY: Partial<Record<StepId, readonly PbxField[]>> = {
  'trunk-in-3cx.enter': ['trunk.nameIn3cx', 'trunk.terminationUri', 'trunk.authenticationId', 'trunk.sipPassword', 'trunk.mainNumber'],
  'trunk-in-3cx.encryption': ['secure'],
};

/** Ticking a step says that 3CX has now what the transfer sheet shows: what is known of 3CX afterwards. */
export function reportedBy(step: StepId, intent: Intent, known: Observed['pbxTrunk'], stamp: Stamp): Observed['pbxTrunk'] {
  const wanted = wantedIn3cx(intent);
  const said = (SAID_BY[step] ?? []).flatMap((field): [PbxField, Reported][] => {
    const value = wanted[field];
    return value === null ? [] : [[field, { source: 'reported', ...stamp, value }]];
  });
  return { ...known, ...Object.fromEntries(said) };
}

const LABELS: Readonly<Record<PbxField, string>> = {
  'trunk.nameIn3cx': 'the trunk’s name', 'trunk.terminationUri': 'the termination URI', 'trunk.authenticationId': 'the authentication ID', 'trunk.sipPassword': 'the SIP password',
  'trunk.mainNumber': 'the main number', secure: 'the encryption',
};

/** What of a step's values has changed here since somebody said that 3CX has them, in words. */
export function outdatedIn3cx(step: StepId, intent: Intent, known: Observed['pbxTrunk']): readonly string[] {
  const wanted = wantedIn3cx(intent);
  return (SAID_BY[step] ?? []).filter((field) => known[field] !== undefined && wanted[field] !== null && known[field].value !== wanted[field]).map((field) => LABELS[field]);
}
