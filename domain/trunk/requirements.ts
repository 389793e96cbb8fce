import type { Judgement } from '../judgement.ts';
import { readFqdn, readPublicIpv4 } from '../site/addresses.ts';
import type { Intent } from '../site/record.ts';
import { readDomainLabel, readFriendlyName, readSipUsername } from '../site/values.ts';

/** Names of the fields that problems are shown beside. */
export type Field =
  | 'pbx.fqdn' | 'pbx.ipv4' | 'trunk.friendlyName' | 'trunk.domainLabel' | 'trunk.secure' | 'trunk.accessListName' | 'trunk.credentialListName' | 'trunk.sipUsername' | 'sipPassword' | 'numbers';

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
  readonly accessListName: string;
  readonly credentialListName: string;
  readonly sipUsername: string;
  readonly passwordRevision: string;
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
  if (trunk.secure === null) problems.push({ field: 'trunk.secure', why: 'Choose whether calls between 3CX and Twilio are encrypted.' });
  const passwordRevision = trunk.sipPassword;
  if (passwordRevision === null) problems.push({ field: 'sipPassword', why: 'Set the SIP credential password, or have one generated.' });
  const numbersMissing: Problem[] = intent.numbers.length === 0 ? [{ field: 'numbers', why: 'Choose at least one phone number for the trunk.' }] : [];
  if (
    fqdn === null || friendlyName === null || domainLabel === null || accessListName === null || credentialListName === null
    || sipUsername === null || trunk.secure === null || passwordRevision === null || problems.length > 0
  ) return { ok: false, problems: [...problems, ...numbersMissing], value: null };
  const value = {
    fqdn, addresses: addresses.filter((address) => address !== null), friendlyName, domainLabel, secure: trunk.secure, cnamLookup: trunk.cnamLookup,
    accessListName, credentialListName, sipUsername, passwordRevision,
  };
  return numbersMissing.length > 0 ? { ok: false, problems: numbersMissing, value } : { ok: true, value };
}
