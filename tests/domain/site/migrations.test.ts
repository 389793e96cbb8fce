import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { migrate, readSite } from '../../../domain/site/migrations.ts';
import { SITE_SCHEMA } from '../../../domain/site/record.ts';
import { readySite } from '../make-site.ts';

describe('a site’s record', () => {
  it('of version 1 opens in this Trunkbook, with everything that was in it', () => {
    const golden: unknown = JSON.parse(readFileSync(new URL('../../fixtures/site-v1.json', import.meta.url), 'utf8'));
    const reading = readSite(golden);
    expect(reading).toMatchObject({ kind: 'site', site: { name: 'Lakeside Dental', schema: SITE_SCHEMA } });
    expect(reading.kind === 'site' && reading.site.ledger.map((entry) => entry.kind)).toEqual(['call', 'done']);
    expect(reading.kind === 'site' && reading.site.intent.pbx.ipv4).toEqual(['34.174.61.120']);
  });

  it('survives writing and reading', () => {
    const site = readySite();
    expect(readSite(JSON.parse(JSON.stringify(site)))).toEqual({ kind: 'site', site, migratedFrom: null });
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
