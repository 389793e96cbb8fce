import type { OpenSite } from '../site/record.ts';
import { localizedTerminationUri, originationUrl } from './edges.ts';

export const SHEET_FIELDS = [
  'pbx.fqdn', 'pbx.ipv4', 'pbx.username', 'pbx.password', 'trunk.terminationUri', 'trunk.sipUsername', 'trunk.sipPassword', 'trunk.originationUrl', 'trunk.numbers',
] as const;
export type SheetField = (typeof SHEET_FIELDS)[number];

/** One value that travels between 3CX and Twilio. A secret row says only whether the vault has it. */
export interface SheetRow {
  readonly field: SheetField;
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly value: { readonly kind: 'missing' } | { readonly kind: 'plain'; readonly text: string } | { readonly kind: 'secret' };
}

const plain = (text: string | null | undefined): SheetRow['value'] => (text === null || text === undefined || text === '' ? { kind: 'missing' } : { kind: 'plain', text });
const secret = (known: boolean): SheetRow['value'] => (known ? { kind: 'secret' } : { kind: 'missing' });

/** The transfer sheet, derived: what the guide's text file held, each value with where it comes from and where it goes. */
export function transferSheet({ intent, known }: Pick<OpenSite, 'intent' | 'known'>): readonly SheetRow[] {
  const { pbx, trunk } = intent;
  return [
    { field: 'pbx.fqdn', label: '3CX FQDN', from: '3CX dashboard', to: 'Twilio, origination', value: plain(pbx.fqdn) },
    { field: 'pbx.ipv4', label: '3CX public IPv4', from: '3CX dashboard', to: 'Twilio, IP access control list', value: plain(pbx.ipv4.join(', ')) },
    { field: 'pbx.username', label: '3CX admin user', from: '3CX, when it was created', to: '3CX login', value: plain(pbx.username) },
    { field: 'pbx.password', label: '3CX admin password', from: '3CX, when it was created', to: '3CX login', value: secret(known.pbxPassword) },
    {
      field: 'trunk.terminationUri', label: 'Termination URI', from: 'Twilio', to: '3CX, Registrar/Server',
      value: plain(trunk.domainLabel === null ? null : localizedTerminationUri(trunk.domainLabel, trunk.edge)),
    },
    { field: 'trunk.sipUsername', label: 'Credential name', from: 'Twilio', to: '3CX, Authentication ID', value: plain(trunk.sipUsername) },
    { field: 'trunk.sipPassword', label: 'SIP credential password', from: 'Trunkbook', to: '3CX, Authentication password', value: secret(known.sipPassword !== null) },
    {
      field: 'trunk.originationUrl', label: 'Origination URL', from: '3CX FQDN', to: 'Twilio, origination',
      value: plain(pbx.fqdn === null || trunk.secure === null ? null : originationUrl(pbx.fqdn, trunk.secure)),
    },
    { field: 'trunk.numbers', label: 'Main number', from: 'Twilio', to: '3CX, trunk number', value: plain(intent.numbers[0]?.phoneNumber) },
  ];
}
