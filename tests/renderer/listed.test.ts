import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GUIDE_VERSION } from '../../domain/site/guide-version.ts';
import type { SiteSummary } from '../../domain/site/record.ts';
import { listed } from '../../renderer/features/sites/listed.ts';
import { anyText } from '../domain/dialplan/make-rules.ts';

const moment = fc.integer({ min: 0, max: 4e12 }).map((time) => new Date(time).toISOString());
const site: fc.Arbitrary<SiteSummary> = fc.record({
  id: fc.uuid(), name: fc.oneof(anyText(12), fc.constantFrom('Lakeside Dental', 'Östra Café')), createdAt: moment, touchedAt: moment, archivedAt: fc.option(moment), practice: fc.boolean(), byHand: fc.boolean(),
  stepsDone: fc.nat(40), steps: fc.constant(40), openPoints: fc.nat(3), trunk: fc.constant(null), emergency: fc.constant(null), guide: fc.constant(GUIDE_VERSION),
});
const sites = fc.array(site, { maxLength: 12 });

test('every site is found by any part of its name, archived ones only where they are asked for', () => {
  fc.assert(fc.property(sites, fc.boolean(), fc.nat(12), fc.nat(12), (all, archived, from, length) => {
    for (const one of all) {
      const typed = [...one.name].slice(from, from + length).join('');
      expect(listed(all, { typed, archived }).includes(one)).toBe(archived || one.archivedAt === null);
    }
  }));
});

test('the list is the sites once each, those in use before the archive, the last touched first in both', () => {
  fc.assert(fc.property(sites, (all) => {
    const shown = listed(all, { typed: '', archived: true });
    expect(new Set(shown)).toEqual(new Set(all));
    expect(shown.length).toBe(all.length);
    const order = shown.map(({ archivedAt, touchedAt }) => `${archivedAt === null ? 1 : 0} ${touchedAt}`);
    expect(order).toEqual(order.toSorted().toReversed());
  }));
});
