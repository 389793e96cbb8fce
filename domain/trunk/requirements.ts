import type { Judgement } from '../judgement.ts';
import { readFqdn, readPublicIpv4 } from '../site/addresses.ts';
import type { Intent, TransferMode } from '../site/record.ts';
import { readDomainLabel, readFriendlyName, readSipUsername } from '../site/values.ts';
import type { Origin } from './actions.ts';
import { readOriginUrl, wantedOrigins } from './origin.ts';

/** Names of the fields that problems are shown beside. */
export type Field =
  | 'account' | 'pbx.fqdn' | 'pbx.ipv4' | 'trunk.friendlyName' | 'trunk.domainLabel' | 'trunk.secure' | 'trunk.origination' | 'trunk.accessListName' | 'trunk.credentialListName' | 'trunk.sipUsername'
  | 'sipPassword' | 'numbers';

export interface Problem {
  readonly field: Field;
  readonly why: string;
}

/** Everything that the set-up needs from the intent, checked and in canonical form. */
export interface Requirements {
  readonly fqdn: string;
  readonly addresses: readonly string[];
  readonly friendlyName: string;
  readonly domainLabel: string;
  readonly secure: boolean;
  readonly cnamLookup: boolean;
  /** Null: as it is found. */
  readonly transferMode: TransferMode | null;
  /** The PBX's own first. */
  readonly origins: readonly Origin[];
  readonly accessListName: string;
  readonly credentialListName: string;
  readonly sipUsername: string;
  /** Null: whatever password Twilio has stays. */
  readonly passwordRevision: string | null;
}

/** `value` beside problems: only numbers are missing, and everything else can be planned. */
export type IntentCheck = { readonly ok: true; readonly value: Requirements } | { readonly ok: false; readonly problems: readonly Problem[]; readonly value: Requirements | null };

/** Checks the intent as a whole: what is missing or wrong, each beside its field, before any call. */
export function checkIntent(intent: Intent): IntentCheck {
  const problems: Problem[] = [];
  const take = <Value>(field: Field, judgement: Judgement<Value>): Value | null => {
    if (judgement.ok) return judgement.value;
    problems.push({ field, why: judgement.why });
    return null;
  };
  const { pbx, trunk } = intent;
  const fqdn = take('pbx.fqdn', readFqdn(pbx.fqdn ?? ''));
  const addresses = (pbx.ipv4.length === 0 ? [''] : pbx.ipv4).map((address) => take('pbx.ipv4', readPublicIpv4(address)));
  const friendlyName = take('trunk.friendlyName', readFriendlyName(trunk.friendlyName ?? ''));
  const domainLabel = take('trunk.domainLabel', readDomainLabel(trunk.domainLabel ?? ''));
  const accessListName = take('trunk.accessListName', readFriendlyName(trunk.accessListName ?? ''));
  const credentialListName = take('trunk.credentialListName', readFriendlyName(trunk.credentialListName ?? ''));
  const sipUsername = take('trunk.sipUsername', readSipUsername(trunk.sipUsername ?? ''));
  for (const { url } of trunk.origination.others) take('trunk.origination', readOriginUrl(url));
  if (trunk.secure === null) problems.push({ field: 'trunk.secure', why: 'Choose whether calls between 3CX and Twilio are encrypted.' });
  const numbersMissing: Problem[] = intent.numbers.length === 0 ? [{ field: 'numbers', why: 'Choose at least one phone number for the trunk.' }] : [];
  if (
    fqdn === null || friendlyName === null || domainLabel === null || accessListName === null || credentialListName === null
    || sipUsername === null || trunk.secure === null || problems.length > 0
  ) return { ok: false, problems: [...problems, ...numbersMissing], value: null };
  const value: Requirements = {
    fqdn, addresses: [...new Set(addresses.filter((address) => address !== null))], friendlyName, domainLabel, secure: trunk.secure, cnamLookup: trunk.cnamLookup, transferMode: trunk.transferMode,
    origins: wantedOrigins(intent, fqdn, trunk.secure), accessListName, credentialListName, sipUsername, passwordRevision: trunk.sipPassword,
  };
  return numbersMissing.length > 0 ? { ok: false, problems: numbersMissing, value } : { ok: true, value };
}
