import type { Intent, OpenSite } from '../site/record.ts';
import { localizedTerminationUri, originationUrl, trunkDomain } from './edges.ts';

export const SHEET_FIELDS = [
  'pbx.loginUrl', 'pbx.username', 'pbx.password', 'pbx.fqdn', 'pbx.ipv4',
  'trunk.friendlyName', 'trunk.domain', 'trunk.accessListName', 'trunk.accessListEntry', 'trunk.credentialListName', 'trunk.sipUsername', 'trunk.sipPassword', 'trunk.originationUrl',
  'trunk.nameIn3cx', 'trunk.terminationUri', 'trunk.authenticationId', 'trunk.mainNumber', 'trunk.numbers',
] as const;
export type SheetField = (typeof SHEET_FIELDS)[number];

/** Who gives a value out: 3CX's pages, or the Twilio side. The sheet shows them under these headings. */
export const SHEET_GROUPS = ['From 3CX', 'To Twilio', 'To 3CX'] as const;
export type SheetGroup = (typeof SHEET_GROUPS)[number];

/** One value that travels between 3CX and Twilio. A secret row says only whether the vault has it. */
export interface SheetRow {
  readonly field: SheetField;
  readonly group: SheetGroup;
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly value: { readonly kind: 'missing' } | { readonly kind: 'plain'; readonly text: string } | { readonly kind: 'secret' };
}

const plain = (text: string | null | undefined): SheetRow['value'] => (text === null || text === undefined || text === '' ? { kind: 'missing' } : { kind: 'plain', text });
const secret = (known: boolean): SheetRow['value'] => (known ? { kind: 'secret' } : { kind: 'missing' });

/** The trunk's name in 3CX, which the outbound rules point to: as it was given there, else the one at Twilio. */
export function trunkNameIn3cx({ pbx, trunk }: Intent): string | null {
  return pbx.trunkName ?? trunk.friendlyName;
}

/**
 * The transfer sheet, derived: what the guide's text file held, each value with where it comes from and where it goes. Two passwords are
 * kept apart by name: the one that opens the 3CX console, and the one with which 3CX proves its calls to Twilio (twilio.md section 7).
 */
export function transferSheet({ intent, known }: Pick<OpenSite, 'intent' | 'known'>): readonly SheetRow[] {
  const { pbx, trunk } = intent;
  const domain = trunk.domainLabel === null ? null : trunkDomain(trunk.domainLabel);
  const row = (group: SheetGroup, field: SheetField, label: string, from: string, to: string, value: SheetRow['value']): SheetRow => ({ field, group, label, from, to, value });
  return [
    row('From 3CX', 'pbx.loginUrl', '3CX login address', '3CX, when it was created', '3CX login', plain(pbx.loginUrl)),
    row('From 3CX', 'pbx.username', '3CX admin user', '3CX, when it was created', '3CX login', plain(pbx.username)),
    row('From 3CX', 'pbx.password', '3CX admin password', '3CX, when it was created', '3CX login', secret(known.pbxPassword)),
    row('From 3CX', 'pbx.fqdn', '3CX FQDN', '3CX dashboard', 'Twilio, origination', plain(pbx.fqdn)),
    row('From 3CX', 'pbx.ipv4', '3CX public IPv4', '3CX dashboard', 'Twilio, IP access control list', plain(pbx.ipv4.join(', '))),

    row('To Twilio', 'trunk.friendlyName', 'Trunk name', 'Trunkbook', 'Twilio, Friendly Name of the trunk', plain(trunk.friendlyName)),
    row('To Twilio', 'trunk.domain', 'Termination SIP URI', 'Trunkbook', 'Twilio, Termination', plain(domain)),
    row('To Twilio', 'trunk.accessListName', 'Access control list name', 'Trunkbook', 'Twilio, IP Access Control Lists', plain(trunk.accessListName)),
    row('To Twilio', 'trunk.accessListEntry', 'CIDR network address', '3CX dashboard', 'Twilio, the list’s address range', plain(pbx.ipv4.map((address) => `${address}/32`).join(', '))),
    row('To Twilio', 'trunk.credentialListName', 'Credential list name', 'Trunkbook', 'Twilio, Credential Lists', plain(trunk.credentialListName)),
    row('To Twilio', 'trunk.sipUsername', 'Credential name', 'Trunkbook', 'Twilio, Username in the list', plain(trunk.sipUsername)),
    row('To Twilio', 'trunk.sipPassword', 'SIP credential password', 'Trunkbook', 'Twilio, Password in the list; 3CX, Authentication password', secret(known.sipPassword)),
    row('To Twilio', 'trunk.originationUrl', 'Origination URL', '3CX FQDN', 'Twilio, Origination SIP URI', plain(pbx.fqdn === null || trunk.secure === null ? null : originationUrl(pbx.fqdn, trunk.secure))),

    row('To 3CX', 'trunk.nameIn3cx', 'Trunk name in 3CX', 'Trunkbook', '3CX, Name; Route of each outbound rule', plain(trunkNameIn3cx(intent))),
    row('To 3CX', 'trunk.terminationUri', 'Termination URI', 'Twilio', '3CX, Registrar/Server', plain(trunk.domainLabel === null ? null : localizedTerminationUri(trunk.domainLabel, trunk.edge))),
    row('To 3CX', 'trunk.authenticationId', 'Authentication ID', 'Twilio, Credential name', '3CX, Authentication ID (SIP User ID)', plain(trunk.sipUsername)),
    row('To 3CX', 'trunk.mainNumber', 'Main number', 'Twilio', '3CX, trunk number', plain(intent.numbers[0]?.phoneNumber)),
    // One a line, as 3CX's DIDs and Twilio's bulk window take them.
    row('To 3CX', 'trunk.numbers', 'All numbers', 'Twilio', '3CX, DIDs; Twilio, Numbers of the trunk', plain(intent.numbers.map(({ phoneNumber }) => phoneNumber).join('\n'))),
  ];
}
