import type { StepId } from '../../domain/site/step-ids.ts';

// Where each item of the public guide went: the locators of inventory.json, in the order of the document, with the steps that say the same
// thing in our own words. The third part says where we differ and why; the step itself says it to the technician. Nothing here is a sentence
// of the guide. How to read a locator: tools/guide-inventory.ts.

/** Locators within a chapter of the guide, with spaces between; the names of steps, with spaces between; where we differ, and why. */
type Line = readonly [locators: string, steps: string, differs?: string];

/** Within chapter 4.2: `heading` is `heading 4.2`, `heading@step-4/way-1` is `heading 4.2/step-4/way-1`, `step-7..8` is `4.2/step-7` and `4.2/step-8`. */
const MAP: readonly (readonly [chapter: string, lines: readonly Line[]])[] = [
  ['0', [
    ['heading', 'visit.plan'],
  ]],
  ['1', [
    // What the whole job is for.
    ['heading text-1', 'visit.plan'],
  ]],
  ['2', [
    ['heading note-1 link-1', 'visit.pack pbx.login', 'No text file: the values are in the vault and on the transfer sheet.'],
  ]],
  ['3', [
    // A 3CX account, a system, the install guide.
    ['heading text-1', 'pbx.create', 'Hosted only; a self-hosted PBX is made by 3CX’s install guide.'],
    [
      'step-1 step-1/field-1 step-2 step-2/field-1 step-2/bullet-1..2 step-3 step-3/field-1 step-4 step-4/field-1 step-5 link-1 step-5/step-1 step-5/step-1/field-1 link-2 '
      + 'step-5/step-1/field-2 step-5/step-2 step-5/step-2/field-1',
      'pbx.create',
    ],
    // What 3CX shows at the end.
    [
      'step-5/step-3 step-5/step-3/bullet-1 step-5/step-3/bullet-1/field-1 step-5/step-3/bullet-2 step-5/step-3/bullet-2/field-1 step-5/step-3/bullet-3 '
      + 'step-5/step-3/bullet-3/field-1 step-5/step-3/bullet-3/bullet-1..2',
      'pbx.create pbx.login',
    ],
    ['step-5/step-4..5 link-3..4', 'pbx.login', 'Kept in the vault; and the trunk takes another password than this one.'],
    // The dashboard and its two values.
    ['step-6 step-6/field-1..2 step-7', 'pbx.values'],
    ['step-7/bullet-1 step-7/bullet-1/field-1 link-5', 'pbx.values inbound.origination'],
    ['step-7/bullet-2 step-7/bullet-2/field-1 link-6', 'pbx.values security.access-list'],
    ['step-8 link-7', 'pbx.login pbx.values', 'The vault is durable; no text file.'],
  ]],
  ['4', [
    ['heading', 'trunk.values trunk.create'],
  ]],
  ['4.1', [
    ['heading step-1 link-1 step-2 link-2 step-2/field-1 step-3 step-3/field-1 step-4 step-4/field-1 link-3 step-5 step-5/field-1 step-6 step-6/field-1', 'trunk.create'],
    // Name, then the one setting that matters.
    ['step-7 step-7/field-1', 'trunk.values trunk.create'],
    ['step-8 step-8/field-1..2', 'trunk.create'],
    ['step-9 step-9/field-1..2', 'trunk.values trunk.create trunk-in-3cx.encryption', 'Secure Trunking is a choice: on without TLS and SRTP in 3CX, every call is refused.'],
    ['step-10 step-10/field-1..2 link-4..5', 'trunk.create'],
  ]],
  ['4.2', [
    ['heading text-1 step-1 link-1 step-2 step-2/field-1 step-3 step-3/field-1..2 step-4 step-4/field-1', 'trunk.termination'],
    // The name, and what it becomes.
    [
      'step-5 step-5/field-1 step-5/note-1 step-5/note-1/field-1..2',
      'trunk.values trunk.termination', 'Twilio stores a domain without an edge; the guide’s default edge is the PBX’s choice.',
    ],
    ['step-6', 'trunk.values trunk.termination'],
    ['step-7..8 link-2', 'trunk.termination', 'The transfer sheet has the URI; nothing is copied into a file.'],
    [
      'text-2 text-2/field-1..3',
      'trunk.termination security.access-list security.credentials', 'The guide leaves out when the page is saved; and the lists are needed with or without Secure Trunking.',
    ],
  ]],
  ['4.3', [
    ['heading text-1', 'security.values'],
    // The access list.
    ['step-1 link-1 step-2 step-2/field-1 step-3 step-3/field-1..2 step-4 step-4/field-1..2 step-5 step-5/field-1..3', 'security.access-list'],
    ['step-6 step-6/field-1', 'security.values security.access-list', '64 characters is the Console’s limit; the API’s is 255.'],
    ['step-7 link-2 step-7/field-1 link-3', 'security.access-list', 'An IPv4 address, not the FQDN.'],
    [
      'step-8 step-8/field-1 step-8/bullet-1..2 step-8/bullet-2/field-1 step-8/bullet-3 step-8/bullet-3/field-1 step-9 step-9/field-1 step-9/bullet-1 '
      + 'step-9/bullet-1/field-1..2 step-9/bullet-1/bullet-1 step-9/bullet-1/bullet-1/field-1 step-9/bullet-1/bullet-2 step-9/bullet-1/bullet-2/field-1..3 step-9/bullet-2 '
      + 'step-9/bullet-2/field-1',
      'security.access-list',
    ],
    // The credential list.
    ['step-10 step-10/field-1..3', 'security.credentials'],
    ['step-11 step-11/field-1 step-12 step-12/field-1 step-13 step-13/field-1 step-13/bullet-1..3', 'security.values security.credentials'],
    ['step-14 step-14/field-1..2 text-2 text-2/field-1', 'security.credentials'],
  ]],
  ['4.4', [
    ['heading text-1 step-1 link-1 step-2 step-2/field-1..2 step-3 step-3/field-1..2', 'inbound.origination'],
    [
      'step-4 link-2 step-5 step-5/field-1 step-6 link-3 step-6/field-1',
      'inbound.origination', 'The transfer sheet has the whole URI, with ;transport=tls where Secure Trunking is on.',
    ],
    ['step-7..8 step-8/field-1..2 step-9', 'inbound.origination'],
    // Caller names.
    ['step-10 step-10/field-1..2', 'inbound.cnam', 'A choice: it costs money, and does nothing outside the US and Canada.'],
    ['step-11 step-11/field-1..2 step-12', 'inbound.cnam'],
  ]],
  ['4.5', [
    ['heading text-1', 'numbers.choose'],
    // Three ways, as tabs in the guide.
    [
      'step-1 link-1 step-2 step-2/field-1..2 step-3 step-3/field-1 step-4 heading@step-4/way-1 step-4/way-1/text-1 step-4/way-1/text-1/field-1 step-4/way-1/step-1..2 '
      + 'step-4/way-1/step-2/field-1..2 heading@step-4/way-2 step-4/way-2/text-1 step-4/way-2/text-1/field-1 step-4/way-2/step-1 step-4/way-2/step-1/field-1 '
      + 'step-4/way-2/step-2 step-4/way-2/step-2/field-1..2',
      'numbers.attach',
    ],
    [
      'heading@step-4/way-3 step-4/way-3/text-1 step-4/way-3/text-1/field-1 step-4/way-3/step-1 step-4/way-3/step-1/field-1 step-4/way-3/step-2 '
      + 'step-4/way-3/step-2/field-1..2',
      'numbers.choose numbers.attach',
    ],
    ['step-5 step-5/field-1', 'numbers.attach'],
    ['text-2 link-2', 'numbers.attach emergency-twilio.addresses'],
  ]],
  ['5', [
    ['heading', 'trunk-in-3cx.enter'],
  ]],
  ['5.1', [
    ['heading', 'trunk-in-3cx.enter'],
  ]],
  ['5.1.1', [
    // Lost values.
    ['heading text-1 link-1 step-1..2', 'trunk-in-3cx.enter', 'Trunkbook has the values, or reads them again.'],
    ['step-3 link-2 step-4 link-3 step-4/field-1 step-5..6 link-4 step-6/field-1 step-7 step-7/field-1 step-8', 'trunk-in-3cx.enter'],
    [
      'step-9 step-9/field-1 link-5 step-10',
      'trunk-in-3cx.enter security.credentials', 'The guide means the 3CX admin password; the right one is the SIP credential password, which cannot be read back.',
    ],
    // The form of the trunk.
    [
      'list-2/step-1..2 list-2/step-2/field-1 list-2/step-3 list-2/step-3/field-1 list-2/step-4 list-2/step-4/field-1 list-2/step-5 list-2/step-5/field-1..3 list-2/step-6 '
      + 'list-2/step-6/field-1..2 list-2/step-7 list-2/step-7/field-1 link-6 list-2/step-8 list-2/step-8/field-1 list-2/step-9 list-2/step-9/field-1 link-7 list-2/step-10 '
      + 'list-2/step-10/field-1..2 list-2/step-11 link-8 list-2/step-11/field-1 list-2/step-12 link-9 list-2/step-13 list-2/step-13/field-1..2 link-10..11',
      'trunk-in-3cx.enter',
    ],
    ['link-12..13', 'security.access-list security.credentials trunk-in-3cx.enter'],
  ]],
  ['5.2', [
    ['heading text-1 link-1..2', 'rules.enter'],
  ]],
  ['5.2.1', [
    ['heading step-1..2 step-2/field-1..2 step-3 link-1 step-3/field-1 step-3/bullet-1..2 step-4 step-4/field-1..3', 'rules.enter'],
  ]],
  ['5.2.2', [
    ['heading text-1..2 text-2/field-1 link-1 text-2/field-2', 'rules.enter'],
  ]],
  ['5.2.3', [
    // The tables themselves are in domain/dialplan/tables.ts.
    ['heading table-1/row-1', 'rules.enter'],
  ]],
  ['5.2.4', [
    ['heading table-1/row-1..2', 'rules.enter', 'No rule for 11 digits with 1; and 011 must stand above the rule for 10 digits.'],
  ]],
  ['5.2.5', [
    ['heading table-1/row-1..2', 'rules.enter', 'The order decides, and the national rule has no length.'],
  ]],
  ['5.2.6', [
    ['heading table-1/row-1..2', 'rules.enter', 'The order decides, and the national rule has no length.'],
  ]],
  ['5.2.7', [
    ['heading table-1/row-1..2', 'rules.enter'],
  ]],
  ['5.2.8', [
    ['heading table-1/row-1..6', 'rules.enter'],
  ]],
  ['6', [
    ['heading', 'outgoing.call'],
  ]],
  ['6.1', [
    ['heading text-1 step-1..2', 'outgoing.call'],
    ['step-3', 'outgoing.call', 'Twilio’s free echo test numbers are named.'],
    ['step-4 step-4/field-1 step-4/bullet-1..2', 'outgoing.call'],
  ]],
  ['6.2', [
    ['heading step-1..3 step-3/field-1 link-1 step-4 step-4/field-1', 'outgoing.call'],
  ]],
  ['6.2.1', [
    // Each line of the table is an entry under “when it fails”.
    ['heading text-1', 'outgoing.call'],
    ['table-1/row-1 link-1 table-1/row-2 link-2', 'outgoing.call trunk-in-3cx.enter'],
    ['table-1/row-3 link-3..4', 'outgoing.call security.access-list'],
    ['table-1/row-4 link-5..9', 'outgoing.call'],
  ]],
  ['6.2.2', [
    ['heading bullet-1 link-1 bullet-2 link-2', 'outgoing.call'],
  ]],
  ['7', [
    ['heading', 'incoming.call'],
  ]],
  ['7.1', [
    ['heading', 'incoming.call'],
    ['text-1', 'incoming.call', 'Two ways: from a mobile phone too, which the guide leaves out.'],
    ['step-1 link-1 step-2 link-2 step-3..4 step-4/field-1..2 step-5 step-5/field-1 step-6..7 step-7/field-1 link-3', 'incoming.call'],
  ]],
  ['7.2', [
    ['heading text-1', 'incoming.call'],
    ['bullet-1', 'incoming.call inbound.origination'],
    ['bullet-2', 'incoming.call extensions.dids'],
  ]],
  ['8', [
    ['heading', 'extensions.users'],
    ['text-1', 'extensions.users', 'An extension without a DID still takes calls; it has no number of its own.'],
  ]],
  ['8.1', [
    ['heading', 'extensions.dids'],
    ['text-1', 'extensions.dids extensions.users numbers.attach'],
    [
      'step-1..2 step-2/field-1 step-3..4 step-4/field-1 step-5 heading@step-5/way-1 step-5/way-1/step-1 step-5/way-1/step-1/field-1 step-5/way-1/step-2 link-1 '
      + 'step-5/way-1/step-3 step-5/way-1/step-3/field-1..3 heading@step-5/way-2 step-5/way-2/step-1 step-5/way-2/step-1/field-1 step-5/way-2/step-2 '
      + 'step-5/way-2/step-2/sample-1 step-5/way-2/step-2/field-1',
      'extensions.dids',
    ],
    ['step-5/way-2/text-1 link-2', 'extensions.dids numbers.choose'],
    ['step-6 step-6/field-1..3 link-3', 'extensions.dids'],
  ]],
  ['8.2', [
    ['heading step-1 step-1/field-1 step-2 link-1 step-2/step-1 step-2/step-1/field-1 step-2/step-2 step-2/step-2/field-1 step-3 step-3/field-1..2', 'extensions.users'],
    ['text-1 link-2..4', 'extensions.users numbers.choose'],
  ]],
  ['9', [
    ['heading note-1 link-1', 'emergency-twilio.territory', 'The countries are listed in the step, with what each has.'],
    ['text-1', 'emergency-twilio.territory emergency-twilio.addresses'],
  ]],
  ['9.1', [
    ['heading step-1 link-1 step-2 link-2 step-3..4 step-4/field-1..2', 'emergency-twilio.addresses'],
    ['step-5..6 step-6/field-1..2', 'emergency-twilio.terms emergency-twilio.addresses'],
    // The addendum.
    ['step-7 step-7/field-1..2 step-8 step-8/field-1..2', 'emergency-twilio.terms', 'A contract: who accepted it, and by what authority, is recorded.'],
    // The address: one of the account’s, or a new one.
    [
      'step-9 step-9/field-1..2 heading@step-9/way-1 step-9/way-1/text-1 step-9/way-1/text-1/field-1 step-9/way-1/step-1 step-9/way-1/step-1/field-1..2 step-9/way-1/step-2 '
      + 'step-9/way-1/step-2/field-1 step-9/way-1/step-3 step-9/way-1/step-3/field-1..2 heading@step-9/way-2 step-9/way-2/text-1 step-9/way-2/text-1/field-1',
      'emergency-twilio.addresses',
    ],
    ['step-9/way-2/step-1 step-9/way-2/step-1/table-1/row-1..8', 'emergency-twilio.addresses', 'Line 2 and the friendly name are not required by Twilio; the latter has 32 characters.'],
    ['step-9/way-2/step-2 step-9/way-2/step-2/field-1', 'emergency-twilio.terms emergency-twilio.addresses'],
    [
      'step-9/way-2/step-3 step-9/way-2/step-3/field-1..2 step-9/way-2/step-4 step-9/way-2/step-4/field-1..2 step-9/way-2/step-5 step-9/way-2/step-5/field-1..2',
      'emergency-twilio.addresses',
    ],
    // From pending to registered.
    ['step-9/way-2/text-2 step-9/way-2/text-2/field-1..4', 'emergency-twilio.addresses emergency-twilio.registered', '30 minutes in the US and Canada, up to 72 hours in the UK.'],
    ['step-9/way-2/text-3 link-3', 'emergency-twilio.territory emergency-twilio.registered'],
  ]],
  ['9.2', [
    [
      'heading text-1 step-1..2 step-2/field-1..3 step-3 step-3/field-1..2 step-4 step-4/field-1 step-5 step-5/field-1 step-6 step-6/field-1 step-7 step-7/field-1..2 step-8 '
      + 'step-8/field-1..2',
      'emergency-3cx.numbers',
    ],
    // The numbers of the US and Canada.
    ['note-1 note-1/table-1/row-1..2', 'emergency-3cx.numbers', 'Other countries have numbers of their own.'],
    // What every extension needs.
    ['text-2 bullet-1..3 link-1..2', 'emergency-3cx.coverage', 'An emergency rule with its own caller ID covers several extensions.'],
    ['text-3 list-2/step-1..2', 'test-933.callback', 'The guide has no test for the call back.'],
  ]],
  ['9.3', [
    ['heading text-1 link-1', 'notifications.set', 'In the US it is the law.'],
  ]],
  ['9.4', [
    ['heading', 'test-933.call'],
    ['text-1', 'test-933.call test-933.elsewhere', 'Other countries have no test number.'],
    ['step-1 link-1 step-2', 'test-933.call', 'Once for each place, and what is read back is recorded.'],
  ]],
];

export interface Covered {
  readonly locator: string;
  readonly steps: readonly StepId[];
  readonly differs: string | null;
}

function locators(chapter: string, line: string): readonly string[] {
  return line.split(' ').flatMap((token) => {
    if (token === 'heading') return [`heading ${chapter}`];
    const [heading, place = ''] = token.split('@');
    if (heading === 'heading') return [`heading ${chapter}/${place}`];
    const range = /^(.*-)(\d+)\.\.(\d+)$/.exec(token);
    if (!range) return [`${chapter}/${token}`];
    const [first, last] = [Number(range[2]), Number(range[3])];
    return Array.from({ length: last - first + 1 }, (_, index) => `${chapter}/${range[1]}${first + index}`);
  });
}

/** Every item of the guide with its steps, in the order of the document. The names of the steps are checked by the test. */
export const COVERAGE: readonly Covered[] = MAP.flatMap(([chapter, lines]) =>
  lines.flatMap(([line, steps, differs = null]) => locators(chapter, line).map((locator) => ({ locator, steps: steps.split(' ') as StepId[], differs }))));

/** Steps that the guide does not have, and why Trunkbook has them. */
export const BEYOND: Readonly<Partial<Record<StepId, string>>> = {
  'visit.refresh': 'On site there is often no network: what Trunkbook needs is read before.',
  'premises.hosted': 'The guide says nothing about the network of the site.',
  'premises.firewall': 'A self-hosted PBX gets no call before its firewall knows Twilio.',
  'premises.sip-alg': 'It breaks calls that everything else would let through.',
  'premises.firewall-check': '3CX’s own proof that the firewall is right.',
  'pbx.e164-processing': 'It can take the + away before a rule sees it.',
  'account.choose': 'The guide has one account in mind, and no API key.',
  'account.upgraded': 'A trial account cannot have a trunk.',
  'setup.compare': 'The guide compares nothing; what somebody changes later is found by a call that fails.',
  'setup.run': 'Trunkbook does at once what the guide does by hand in four chapters.',
  'rules.geo-permissions': 'Twilio blocks countries that are not ticked.',
  'rules.allowed-countries': '3CX blocks countries that are not ticked.',
  'hand-over.customer': 'The guide ends with a call; a visit ends with a person who knows what was done.',
  'hand-over.leave': 'Somebody must say when the site may be left.',
};
