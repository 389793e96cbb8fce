// A site in which help comes to the right door from every phone: what the tests of the matrix knock pieces out of.
import fc from 'fast-check';
import { emergencyNumbers } from '../../../domain/dialplan/emergency-numbers.ts';
import type { ConditionId, Coverage, CoverageCell, CoverageCondition } from '../../../domain/emergency/coverage-cell.ts';
import { emergencyCalls } from '../../../domain/emergency/coverage-rules.ts';
import { type CoverageInput, coverageOf } from '../../../domain/emergency/coverage.ts';
import { emergencyRulesOf } from '../../../domain/emergency/rules.ts';
import { toTwilio } from '../../../domain/emergency/secondary.ts';
import type { NumberStanding } from '../../../domain/emergency/standing.ts';
import { HAS_933 } from '../../../domain/emergency/territory.ts';
import { tickValues } from '../../../domain/emergency/tick-values.ts';
import type { Directory, Extension } from '../../../domain/numbers/directory.ts';
import { EMPTY_DIRECTORY } from '../../../domain/numbers/empty-directory.ts';
import type { EmergencyAddress, EmergencyRuleEntry } from '../../../domain/site/emergency-record.ts';
import type { Evidence, Intent, TwilioSnapshot } from '../../../domain/site/record.ts';
import type { StepId } from '../../../domain/site/step-ids.ts';
import { useQuestion } from '../../../domain/trunk/match.ts';
import { extension } from '../dialplan/make-rules.ts';
import { readySite, STAMP } from '../make-site.ts';

export const TRUNK = `TK${'1'.repeat(32)}`;
const FIRST: Readonly<Record<string, number>> = { US: 15_125_550_000, GB: 442_079_400_000, IE: 35_315_550_000 };

/** The number of the site with this place among them. */
export function phoneNumber(index: number, country = 'US'): string {
  return `+${(FIRST[country] ?? 0) + index}`;
}

export function sidOf(index: number): string {
  return `AD${String(index).padStart(32, '0')}`;
}

/** A kind of site to be made. */
export interface Drawn {
  readonly country: 'US' | 'GB' | 'IE';
  readonly extensions: number;
  /** On each floor an address of its own. */
  readonly floors: number;
  /** `own`: each phone shows its DID. `location`: all of a floor show one number, by an emergency rule. */
  readonly shows: 'own' | 'location';
}

export function said(step: StepId, values: Record<string, string> = {}): Evidence {
  return { id: crypto.randomUUID(), ...STAMP, kind: 'step-done', step, source: 'reported', note: '', values };
}

/** A call to 933 that read just what is registered, or what is given. */
export function heard(input: CoverageInput, from: string, change: { readonly readNumber?: string; readonly readAddress?: string } = {}): Evidence {
  return heardBy(input, coverageOf(input), from, change);
}

function heardBy({ intent, directory }: CoverageInput, { cells }: Coverage, from: string, change: { readonly readNumber?: string; readonly readAddress?: string } = {}): Evidence {
  const expected = cells.find((cell) => cell.extension === from)?.expected;
  const row = directory.extensions.rows.find(({ number }) => number === from);
  if (!expected || !row) throw new Error(`nothing is registered for ${from}`);
  return { id: crypto.randomUUID(), ...STAMP, kind: 'test-933', extension: from, readNumber: expected.callerId, readAddress: expected.address, how: 'ticked', expected, entries: emergencyCalls(intent).entriesOf(row), ...change };
}

/** The same site with something else in it. */
export function withIntent(input: CoverageInput, change: (intent: Intent) => Partial<Intent>): CoverageInput {
  return { ...input, intent: { ...input.intent, ...change(input.intent) } };
}
export function withEmergency(input: CoverageInput, change: Partial<Intent['emergency']>): CoverageInput {
  return withIntent(input, ({ emergency }) => ({ emergency: { ...emergency, ...change } }));
}
export function withRows(input: CoverageInput, change: (row: Extension, index: number) => Extension): CoverageInput {
  return { ...input, directory: { ...input.directory, extensions: { ...input.directory.extensions, rows: input.directory.extensions.rows.map(change) } } };
}
export function withSnapshot(input: CoverageInput, change: (snapshot: TwilioSnapshot) => void): CoverageInput {
  const { twilio } = input.observed;
  if (twilio === null) throw new Error('nothing was read');
  const value = structuredClone(twilio.value);
  change(value);
  return { ...input, observed: { ...input.observed, twilio: { ...twilio, value } } };
}
export function withStanding(input: CoverageInput, number: string, standing: NumberStanding): CoverageInput {
  return { ...input, registration: { numbers: new Map(input.registration.numbers).set(number, standing) } };
}
export function withEvidence(input: CoverageInput, ...evidence: readonly Evidence[]): CoverageInput {
  return { ...input, evidence: [...input.evidence, ...evidence] };
}

/** As many floors as have a phone. */
export function withoutEmptyFloors(drawn: Drawn): Drawn {
  return { ...drawn, floors: Math.ceil(drawn.extensions / Math.ceil(drawn.extensions / drawn.floors)) };
}

export const drawnSites: fc.Arbitrary<Drawn> = fc.record({
  country: fc.constantFrom('US', 'GB', 'IE'), extensions: fc.integer({ min: 2, max: 12 }), floors: fc.integer({ min: 1, max: 3 }), shows: fc.constantFrom('own', 'location'),
}).map(withoutEmptyFloors);

export function cellOf(input: CoverageInput, number: string): CoverageCell {
  const cell = coverageOf(input).cells.find((one) => one.extension === number);
  if (!cell) throw new Error(`no cell for ${number}`);
  return cell;
}
export function conditionOf(input: CoverageInput, number: string, id: ConditionId): CoverageCondition {
  const found = cellOf(input, number).conditions.find((one) => one.id === id);
  if (!found) throw new Error(`no condition ${id}`);
  return found;
}
/** The extensions that somebody may call for help from. */
export function phones(input: CoverageInput): readonly string[] {
  return input.directory.extensions.rows.map(({ number }) => number).filter((number) => number !== '999999');
}
/** The site without some of what people said and did. */
export function without(input: CoverageInput, drop: (entry: Evidence) => boolean): CoverageInput {
  return { ...input, evidence: input.evidence.filter((entry) => !drop(entry)) };
}
/** The site with other entries on 3CX's page; null for one that is dropped. */
export function withRules(input: CoverageInput, change: (rule: EmergencyRuleEntry) => Partial<EmergencyRuleEntry> | null): CoverageInput {
  return withEmergency(input, { rules: emergencyRulesOf(input.intent).flatMap((rule) => { const changed = change(rule); return changed === null ? [] : [{ ...rule, ...changed }]; }) });
}
/** 3CX has the entries as they now are, as somebody says. */
export function reEntered(input: CoverageInput): CoverageInput {
  return ticked(input, 'emergency-3cx.numbers');
}
/** A person ticks a step, as things now stand. */
export function ticked(input: CoverageInput, step: StepId, values: Record<string, string> = {}): CoverageInput {
  return withEvidence(input, said(step, { ...values, ...tickValues(step, input.intent, input.directory, values) }));
}

/** The site before anybody dialled 933. */
export function coveredSite({ country, extensions, floors, shows }: Drawn): CoverageInput {
  const registers = country !== 'IE';
  const perFloor = Math.ceil(extensions / floors);
  const floorOf = (index: number): number => Math.floor(index / perFloor);
  const location = (floor: number): string => phoneNumber(50_000 + floor, country);
  const shown = (index: number): string => (shows === 'own' ? phoneNumber(index, country) : location(floorOf(index)));
  const addresses = !registers ? [] : Array.from({ length: floors }, (_, floor): EmergencyAddress => ({
    id: crypto.randomUUID(), chosen: null, friendlyName: `Floor ${floor + 1}`, customerName: 'Lakeside Dental', street: '645 Harrison St', secondary: [{ kind: 'floor', value: String(floor + 1) }], city: 'Austin', region: 'TX', postalCode: '78701', country,
    extensions: floors === 1 ? '' : `${1000 + floor * perFloor}-${1000 + (floor + 1) * perFloor - 1}`, shows: shows === 'location' ? location(floor) : null, confirmedBy: 'Kim',
  }));
  const all = [...new Set([...Array.from({ length: extensions }, (_, index) => phoneNumber(index, country)), ...Array.from({ length: extensions }, (_, index) => shown(index))])];
  const reception = extension('999999', { firstName: 'Reception', callerId: phoneNumber(0, country), dids: shows === 'location' ? Array.from({ length: floors }, (_, floor) => location(floor)) : [] });
  const rows = Array.from({ length: extensions }, (_, index): Extension => extension(String(1000 + index), { firstName: 'Ana', lastName: String(index), callerId: phoneNumber(index, country), dids: [phoneNumber(index, country)] }));
  const site = readySite({ country });
  const intent: Intent = {
    ...site.intent, numbers: all.map((number) => ({ phoneNumber: number, acquire: 'take' })), agreed: [useQuestion(TRUNK)],
    emergency: {
      addresses, rules: null, exempt: [{ extensions: '999999', why: 'It is a queue.' }], barred: '',
      numbers: [...new Map(Array.from({ length: extensions }, (_, index) => [shown(index), { phoneNumber: shown(index), address: addresses[floorOf(index)]?.id ?? null, callBack: shows === 'location' ? { extension: '999999', name: 'Reception' } : null }])).values()],
    },
  };
  if (shows === 'location' && !registers) intent.emergency.rules = emergencyNumbers(country).map(({ test: _test, twilio: _twilio, note: _note, ...rule }) => ({ ...rule, callerId: location(0) }));
  const part = { ...EMPTY_DIRECTORY.extensions, rows: [...rows, reception], imported: { source: 'imported' as const, ...STAMP, rows: [...rows, reception] } };
  const snapshot: TwilioSnapshot = {
    accountSid: `AC${'0'.repeat(32)}`, account: null, accessLists: [], credentialLists: [], askedNumbers: all,
    numbers: all.map((number, index) => ({ sid: `PN${String(index).padStart(32, '0')}`, phoneNumber: number, trunkSid: TRUNK, hasVoiceUrl: false, emergency: 'registered' })),
    trunks: [{
      sid: TRUNK, name: 'Lakeside', domainName: `${intent.trunk.domainLabel ?? ''}.pstn.twilio.com`, secure: true, cnamLookup: false, transferMode: 'disable-all', disasterRecoveryUrl: null,
      parts: {
        accessLists: [], credentialLists: [], originationUrls: [{ sid: `OU${'0'.repeat(32)}`, url: `sip:${intent.pbx.fqdn ?? ''};transport=tls`, weight: 10, priority: 10, enabled: true }],
        phoneNumbers: all.map((number, index) => ({ sid: `PN${String(index).padStart(32, '0')}`, phoneNumber: number })),
      },
    }],
  };
  const directory: Directory = { numbers: { ...EMPTY_DIRECTORY.numbers, dids: all }, extensions: part };
  const byAddress = new Map(addresses.map((address, index) => [address.id, index]));
  return {
    intent, ledger: [],
    directory,
    observed: {
      ...site.observed, twilio: { source: 'api', ...STAMP, account: intent.account, value: snapshot },
      emergency: { source: 'api', ...STAMP, account: intent.account, accountSid: snapshot.accountSid, numbers: [], addresses: addresses.map((address, index) => ({ sid: sidOf(index), address: toTwilio(address), emergencyEnabled: true, validated: true })) },
    },
    evidence: [said('emergency-3cx.numbers', { ...tickValues('emergency-3cx.numbers', intent, directory) }), said('notifications.set', { who: 'Kim' })],
    registration: {
      numbers: new Map(intent.emergency.numbers.map(({ phoneNumber: number, address }): [string, NumberStanding] => [
        number, address === null ? { kind: 'not-here' } : { kind: 'registered', addressSid: sidOf(byAddress.get(address) ?? 0), since: STAMP.at, at: STAMP.at },
      ])),
    },
  };
}

/** The site after all calls that the matrix asks for; where there is nothing to dial, somebody went over it by reading, and Twilio said that it connects the numbers. */
export function testedSite(drawn: Drawn): CoverageInput {
  const site = coveredSite(drawn);
  if (!HAS_933.includes(drawn.country)) return ticked(site, 'test-933.elsewhere', { confirmed: 'Robin of Twilio, 20 November' });
  const coverage = coverageOf(site);
  return withEvidence(site, ...coverage.toTest.map(({ extension: from }) => heardBy(site, coverage, from)));
}

