import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import type { Intent } from '../../../../domain/site/record.ts';
import type { Adoption } from '../../../../domain/trunk/adopt.ts';
import { trunkDomain } from '../../../../domain/trunk/edges.ts';
import { shown } from './compare-words.ts';

/** One value that taking a trunk over changes. */
export interface Change {
  readonly label: string;
  readonly now: string;
  readonly after: string;
  readonly mono: boolean;
}

type Values = Pick<Intent, 'pbx' | 'trunk' | 'numbers'>;

const NAMED = 5;
const orNone = (text: string | null): string => text ?? 'none';
const onOff = (is: boolean | null): string => (is === null ? 'not chosen' : is ? 'on' : 'off');

function listed(texts: readonly string[]): string {
  if (texts.length === 0) return 'none';
  const named = texts.slice(0, NAMED).join(', ');
  return texts.length > NAMED ? `${named} and ${texts.length - NAMED} more` : named;
}

const VALUES: readonly { readonly label: string; readonly of: (values: Values) => string; readonly mono?: boolean }[] = [
  { label: 'Trunk name', of: ({ trunk }) => orNone(trunk.friendlyName) },
  { label: 'Termination', of: ({ trunk }) => (trunk.domainLabel === null ? 'none' : trunkDomain(trunk.domainLabel)), mono: true },
  { label: 'Secure Trunking', of: ({ trunk }) => onOff(trunk.secure) },
  { label: 'CNAM lookup', of: ({ trunk }) => onOff(trunk.cnamLookup) },
  { label: 'Call transfer', of: ({ trunk }) => (trunk.transferMode === null ? 'as it is at Twilio' : shown({ id: 'trunk.transfer' }, trunk.transferMode)) },
  { label: 'IP access control list', of: ({ trunk }) => orNone(trunk.accessListName) },
  { label: 'Addresses of the PBX', of: ({ pbx }) => listed(pbx.ipv4), mono: true },
  { label: 'Credential list', of: ({ trunk }) => orNone(trunk.credentialListName) },
  { label: 'SIP user name', of: ({ trunk }) => orNone(trunk.sipUsername), mono: true },
  { label: '3CX FQDN', of: ({ pbx }) => orNone(pbx.fqdn), mono: true },
  { label: 'Priority and weight of the PBX', of: ({ trunk: { origination } }) => `priority ${origination.priority}, weight ${origination.weight}` },
  { label: 'Calls go also to', of: ({ trunk }) => listed(trunk.origination.others.map(({ url, weight, priority }) => `${url} (priority ${priority}, weight ${weight})`)), mono: true },
  { label: 'Numbers', of: ({ numbers }) => listed(numbers.map(({ phoneNumber }) => spacedPhoneNumber(phoneNumber))), mono: true },
];

/** Every value of the site that is another one afterwards. */
export function adoptionChanges(intent: Intent, { change }: Pick<Adoption, 'change'>): readonly Change[] {
  const changes = VALUES.flatMap(({ label, of, mono = false }): Change[] => {
    const [now, after] = [of(intent), of(change)];
    // Beyond those that are named, the numbers may differ all the same.
    const counted = label === 'Numbers' && intent.numbers.length !== change.numbers.length ? [`${now} (${intent.numbers.length})`, `${after} (${change.numbers.length})`] : [now, after];
    return counted[0] === counted[1] ? [] : [{ label, now: counted[0] ?? '', after: counted[1] ?? '', mono }];
  });
  if (change.trunk.sipPassword === intent.trunk.sipPassword) return changes;
  return [...changes, { label: 'SIP password', now: intent.trunk.sipPassword === null ? 'unknown' : 'in the vault', after: 'unknown afterwards', mono: false }];
}
