import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { migrate, readSite } from '../../../domain/site/migrations.ts';
import { Evidence, LedgerEntry, type Site, SITE_SCHEMA, SOURCES } from '../../../domain/site/record.ts';
import { readySite } from '../make-site.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Fields = { [name: string]: Json };

/** A record as a released Trunkbook wrote it; the file is never changed. */
function golden(version: number): Fields {
  return JSON.parse(readFileSync(new URL(`../../fixtures/site-v${version}.json`, import.meta.url), 'utf8')) as Fields;
}
function siteOf(record: Fields): Site {
  const reading = readSite(record);
  if (reading.kind !== 'site') throw new Error(`expected a site: ${JSON.stringify(reading)}`);
  return reading.site;
}

/** What every later version still holds of an old record: all but what got another form, which has a test of its own. */
function lasting(record: Fields): Fields {
  const { twilio, ...observed } = record['observed'] as Fields & { readonly twilio: (Fields & { readonly value: Fields & { readonly trunks: readonly Fields[] } }) | null };
  const ledger = (record['ledger'] as readonly Fields[]).map(({ creates: _creates, ...entry }) => entry);
  if (twilio === null) return { ...record, schema: SITE_SCHEMA, ledger };
  const trunks = twilio.value.trunks.map((trunk) => {
    if (trunk['parts'] === null) return trunk;
    const { phoneNumbers: _numbers, ...parts } = trunk['parts'] as Fields;
    return { ...trunk, parts };
  });
  return { ...record, schema: SITE_SCHEMA, observed: { ...observed, twilio: { ...twilio, value: { ...twilio.value, trunks } } }, ledger };
}

/** The golden record of version 2 as version 1 would have held it: without all that version 1 did not know. */
function asVersion1(): Fields {
  const { hosting: _hosting, outboundRules: _rules, pbx, ...intent } = golden(2)['intent'] as Fields & { readonly pbx: Fields };
  const { loginUrl: _url, trunkName: _name, ...oldPbx } = pbx;
  const { clock: _clock, twilio, ...observed } = golden(2)['observed'] as Fields & { readonly twilio: Fields & { readonly value: Fields & { readonly trunks: readonly Fields[] } } };
  const trunks = twilio.value.trunks.map((trunk) => {
    if (trunk['parts'] === null) return trunk;
    const { phoneNumbers: _numbers, ...parts } = trunk['parts'] as Fields;
    return { ...trunk, parts };
  });
  const evidence = (golden(2)['evidence'] as readonly Fields[]).filter(({ kind }) => kind === 'step-done' || kind === 'step-reopened').map(({ values: _values, ...entry }) => entry);
  return { ...golden(2), schema: 1, intent: { ...intent, pbx: oldPbx }, observed: { ...observed, twilio: { ...twilio, value: { ...twilio.value, trunks } } }, evidence };
}

describe('a site’s record', () => {
  it.each(Array.from({ length: SITE_SCHEMA }, (_, index) => index + 1))('of version %i opens in this Trunkbook, with everything that was in it', (version) => {
    const record = golden(version);
    expect(readSite(record)).toMatchObject({ kind: 'site', migratedFrom: version === SITE_SCHEMA ? null : version });
    expect(siteOf(record)).toMatchObject(lasting(record));
  });

  it('of the newest version has a golden file with every kind of entry that there is', () => {
    const { evidence, ledger, observed, intent } = siteOf(golden(SITE_SCHEMA));
    const kinds = (entries: readonly { readonly kind: string }[]): string[] => [...new Set(entries.map(({ kind }) => kind))].sort();
    expect(kinds(evidence)).toEqual(Evidence.options.map(({ shape }) => shape.kind.value).sort());
    expect(kinds(ledger)).toEqual(LedgerEntry.options.map(({ shape }) => shape.kind.value).sort());
    expect([...new Set(evidence.flatMap((entry) => (entry.kind === 'step-done' ? [entry.source] : [])))].sort()).toEqual([...SOURCES].sort());
    expect(Object.values(observed)).not.toContain(null);
    expect(Object.values(intent)).not.toContain(null);
  });

  it('survives writing and reading', () => {
    const site = readySite();
    expect(readSite(JSON.parse(JSON.stringify(site)))).toEqual({ kind: 'site', site, migratedFrom: null });
    const full = golden(SITE_SCHEMA);
    expect(JSON.parse(JSON.stringify(siteOf(full)))).toEqual(full);
  });

  it('of a newer version is told apart from a damaged one', () => {
    expect(readSite({ ...readySite(), schema: SITE_SCHEMA + 1 })).toEqual({ kind: 'too-new', schema: SITE_SCHEMA + 1 });
    for (const broken of [null, 'x', [], {}, { schema: 'x' }, { ...readySite(), extra: 1 }, { ...readySite(), name: 7 }, { ...readySite(), evidence: [{}] }]) expect(readSite(broken).kind).toBe('invalid');
  });

  it('is brought up step by step, and a missing step is no guess', () => {
    const steps = { 1: (record: Record<string, unknown>) => ({ ...record, b: record['a'] }), 2: (record: Record<string, unknown>) => ({ c: record['b'] }) };
    expect(migrate({ schema: 1, a: 7 }, 3, steps)).toEqual({ kind: 'record', record: { schema: 3, c: 7 } });
    expect(migrate({ schema: 1, a: 7 }, 4, steps)).toEqual({ kind: 'invalid', where: 'schema 3' });
  });
});

describe('a record of version 1', () => {
  it('knew nothing of what came later: it is not known, and never “none”', () => {
    for (const record of [golden(1), asVersion1()]) {
      const { intent, observed } = siteOf(record);
      expect(intent).toMatchObject({ hosting: null, outboundRules: null, pbx: { loginUrl: null, trunkName: null } });
      expect(observed.clock).toBeNull();
    }
    expect(siteOf(asVersion1()).observed.twilio?.value.trunks.map(({ parts }) => parts && parts.phoneNumbers)).toEqual([null, null, null]);
  });

  it('keeps its reading, its ticks, its ledger and its passwords as they were', () => {
    const old = asVersion1();
    const site = siteOf(old);
    expect(site).toMatchObject(lasting(old));
    expect(site.observed.twilio?.value.trunks.map(({ parts }) => parts === null)).toEqual([false, false, true]);
    const done = site.evidence.filter(({ kind }) => kind === 'step-done');
    expect(done.length).toBeGreaterThan(0);
    for (const entry of done) expect(entry).toMatchObject({ values: {} });
    expect(site.evidence.filter(({ kind }) => kind === 'step-reopened').every((entry) => !('values' in entry))).toBe(true);
  });
});

describe('a record of version 2', () => {
  it('says of each call what it did, and of the numbers on a trunk which they are, where that is known', () => {
    const { ledger, observed, intent } = siteOf(golden(2));
    const calls = ledger.flatMap((entry) => (entry.kind === 'call' ? [entry.effect] : []));
    expect(calls).toEqual((golden(2)['ledger'] as readonly Fields[]).flatMap((entry) => (entry['kind'] === 'call' ? [entry['creates'] ? 'create' : 'change'] : [])));
    expect(new Set(calls)).toEqual(new Set(['create', 'change']));
    const { numbers, trunks } = observed.twilio!.value;
    for (const { parts } of trunks) for (const number of parts?.phoneNumbers ?? []) expect(numbers).toContainEqual(expect.objectContaining(number));
    expect(observed.twilio?.value.account).toBeNull();
    expect(observed.pbxTrunk).toEqual({});
    expect(intent.trunk).toMatchObject({ transferMode: null, origination: { weight: 10, priority: 10, others: [] } });
  });

  it('with a number on a trunk that it does not know has no list of that trunk’s numbers, never a shorter one', () => {
    const record = structuredClone(golden(2)) as { observed: { twilio: { value: { trunks: { parts: { phoneNumbers: string[] } }[]; numbers: { phoneNumber: string; sid: string }[] } } } } & Fields;
    const { trunks, numbers } = record.observed.twilio.value;
    const known = numbers.map(({ phoneNumber }) => phoneNumber);
    const read = (phoneNumbers: string[]) => { trunks[0]!.parts.phoneNumbers = phoneNumbers; return siteOf(record).observed.twilio?.value.trunks[0]?.parts?.phoneNumbers; };
    expect(read(known)).toHaveLength(known.length);
    expect(read([...known, '+15125550199'])).toBeNull();
  });
});

describe('a damaged record', () => {
  type Path = readonly (string | number)[];
  const pathsOf = (value: Json, path: Path = []): Path[] => {
    const inside = Array.isArray(value) ? value.entries() : typeof value === 'object' && value !== null ? Object.entries(value) : [];
    return [...(path.length > 0 ? [path] : []), ...[...inside].flatMap(([name, part]) => pathsOf(part, [...path, name]))];
  };
  const at = (value: Json, path: Path): Json => path.reduce<Json>((now, name) => (now as Fields)[name as string] as Json, value);
  /** The record with another value, or without one (undefined), at one place. */
  const damaged = (record: Fields, path: Path, value: unknown): Fields => {
    const copy = structuredClone(record);
    const parent = at(copy, path.slice(0, -1)) as Record<string | number, unknown>;
    if (value !== undefined) parent[path.at(-1) ?? ''] = value;
    else delete parent[path.at(-1) ?? ''];
    return copy;
  };
  const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
  /** One of each type. Null is left out: in many places it means “not known”, and is no damage. */
  const others = ['x', 7.5, true, ['x'], { x: 1 }] as const;

  it.each([[1, golden(1)], [1, asVersion1()], [2, golden(2)], [3, golden(3)]] as const)('of version %i is invalid, never a throw: each field once of each other type, and once lacking', (_version, record) => {
    for (const path of pathsOf(record)) {
      const before = at(record, path);
      // What may be null may be other things as well; a list or an object that nobody knows is none of them.
      const wrong = before === null ? [{ x: 1 }] : others.filter((value) => typeOf(value) !== typeOf(before));
      for (const value of wrong) expect(readSite(damaged(record, path, value)), `${path.join('.')}: ${JSON.stringify(value)}`).toMatchObject({ kind: 'invalid' });
      if (typeof path.at(-1) === 'string' && path.at(-2) !== 'values' && path.at(-2) !== 'pbxTrunk') expect(readSite(damaged(record, path, undefined)).kind, `without ${path.join('.')}`).toBe('invalid');
    }
  });

  it('throws nowhere, whatever stands in it', () => {
    const records = [golden(1), asVersion1(), golden(2), golden(3)].map((record) => ({ record, paths: pathsOf(record) }));
    const hit = fc.constantFrom(...records).chain(({ record, paths }) => fc.tuple(fc.constant(record), fc.array(fc.tuple(fc.constantFrom(...paths), fc.anything()), { minLength: 1, maxLength: 3 })));
    fc.assert(fc.property(hit, ([record, hits]) => {
      const broken = hits.reduce((now, [path, value]) => {
        try { return damaged(now, path, value); } catch { return now; } // An earlier hit took the place away.
      }, record);
      expect(['site', 'invalid', 'too-new']).toContain(readSite(broken).kind);
    }));
    fc.assert(fc.property(fc.anything(), (value) => { readSite(value); readSite({ schema: 1, intent: value, observed: value, evidence: value }); readSite({ schema: 2, intent: value, observed: value, ledger: value }); readSite({ schema: 3, intent: value }); }));
  });

  it('says where it is damaged', () => {
    expect(readSite({ ...golden(SITE_SCHEMA), name: 7 })).toEqual({ kind: 'invalid', where: 'name' });
    expect(readSite(damaged(golden(SITE_SCHEMA), ['intent', 'trunk', 'secure'], 'yes'))).toEqual({ kind: 'invalid', where: 'intent.trunk.secure' });
    expect(readSite(damaged(golden(1), ['observed'], null))).toEqual({ kind: 'invalid', where: 'schema 1' });
  });
});
