// The page's state is made of patches by the function that main runs too: what the Desk sends must lead to exactly what the Desk has.
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { assign } from '../../domain/numbers/assign.ts';
import type { Extension, ExtensionsPart } from '../../domain/numbers/directory.ts';
import { EMPTY_DIRECTORY } from '../../domain/numbers/empty-directory.ts';
import { addExtension, changeExtension, removeExtensions } from '../../domain/numbers/extensions.ts';
import { readUsers } from '../../domain/numbers/users-file.ts';
import { takeUsers } from '../../domain/numbers/users-merge.ts';
import type { SiteSummary } from '../../domain/site/record.ts';
import type { Mirror, Patch } from '../../preload/contract.ts';
import { applyPatch } from '../../preload/mirror.ts';
import { readySite, STAMP } from '../domain/make-site.ts';
import { EMPTY_MIRROR, Workplace } from '../main/commands/workplace.ts';

const SITE = '6f0c8f1e-6a53-4a6f-9a70-0d6e9a0c1b11', OTHER = 'c0ffee00-1111-4222-8333-444455556666';
const extension = (number: string, firstName = ''): Extension => ({ number, firstName, lastName: '', email: '', callerId: '', dids: [], department: '', other: {} });
const summary = (id: string, name: string): SiteSummary => ({ id, name, createdAt: STAMP.at, touchedAt: STAMP.at, archivedAt: null, practice: true, byHand: false, stepsDone: 0, steps: 1, openPoints: 0, trunk: null, emergency: null, guide: 2 });
const withRows = (...rows: Extension[]): Mirror => ({ ...EMPTY_MIRROR, directory: { siteId: SITE, numbers: { schema: 1, dids: ['+15125550100'], listed: null }, extensions: { schema: 1, columns: ['Number'], rows, imported: null } } });

describe('a patch', () => {
  it('of the big parts replaces them, or takes them away; of nothing else does it touch anything', () => {
    const before = withRows(extension('100'));
    const value = { siteId: OTHER, ...structuredClone(EMPTY_DIRECTORY) };
    expect(applyPatch(before, { what: 'directory', value })).toEqual({ ...before, directory: value });
    expect(applyPatch(before, { what: 'directory', value: null })).toEqual({ ...before, directory: null });
  });

  it('of numbers replaces the numbers and leaves the extensions the same objects', () => {
    const before = withRows(extension('100'));
    const numbers = { schema: 1 as const, dids: [], listed: null };
    const after = applyPatch(before, { what: 'numbers', siteId: SITE, value: numbers });
    expect(after.directory?.numbers).toEqual(numbers);
    expect(after.directory?.extensions).toBe(before.directory?.extensions);
  });

  it('of extensions changes rows in their place, puts new ones last and takes removed ones out; the others stay the same objects', () => {
    const before = withRows(extension('100'), extension('101'), extension('102'), extension('103'));
    const after = applyPatch(before, { what: 'extensions', siteId: SITE, rows: [extension('200', 'New'), extension('102', 'Changed')], removed: ['100', '999'] });
    expect(after.directory?.extensions.rows).toEqual([extension('101'), extension('102', 'Changed'), extension('103'), extension('200', 'New')]);
    expect(after.directory?.extensions.rows[0]).toBe(before.directory?.extensions.rows[1]);
    expect(after.directory?.numbers).toBe(before.directory?.numbers);
    expect(after.directory?.extensions.columns).toEqual(['Number']);
  });

  it.each<Patch>([{ what: 'numbers', siteId: OTHER, value: EMPTY_DIRECTORY.numbers }, { what: 'extensions', siteId: OTHER, rows: [extension('200')], removed: ['100'] }, { what: 'ledger', siteId: OTHER, entries: [] }])('of another site’s $what changes nothing; nor where no site is shown', (patch) => {
    const shown = { ...withRows(extension('100')), site: null };
    for (const mirror of [shown, EMPTY_MIRROR]) expect(applyPatch(mirror, patch)).toBe(mirror);
  });

  it('of a summary replaces its line where it stands, or adds one', () => {
    const before = { ...EMPTY_MIRROR, sites: [summary(SITE, 'One'), summary(OTHER, 'Two')] };
    const after = applyPatch(before, { what: 'summary', value: summary(SITE, 'Renamed') });
    expect(after.sites).toEqual([summary(SITE, 'Renamed'), summary(OTHER, 'Two')]);
    expect(after.sites[1]).toBe(before.sites[1]);
    expect(applyPatch({ ...EMPTY_MIRROR, sites: [summary(OTHER, 'Two')] }, { what: 'summary', value: summary(SITE, 'New') }).sites.map(({ name }) => name)).toEqual(['Two', 'New']);
  });

  it('never changes what was there', () => {
    const before = { ...withRows(extension('100'), extension('101')), sites: [summary(SITE, 'One')] };
    const copy = structuredClone(before);
    for (const patch of [{ what: 'extensions', siteId: SITE, rows: [extension('100', 'x')], removed: ['101'] }, { what: 'numbers', siteId: SITE, value: EMPTY_DIRECTORY.numbers }, { what: 'summary', value: summary(SITE, 'x') }, { what: 'directory', value: null }] as const) applyPatch(before, structuredClone(patch) as Patch);
    expect(before).toEqual(copy);
  });
});

describe('the Desk’s patches', () => {
  let workplace: Workplace;
  afterEach(() => workplace.close());

  const number = fc.integer({ min: 100, max: 106 }).map(String);
  const text = fc.string({ unit: 'grapheme', maxLength: 5 });
  const did = fc.integer({ min: 0, max: 9 }).map((digit) => `+1512555010${digit}`);
  type Change = (part: ExtensionsPart) => ExtensionsPart;
  /** A change of the extensions as the commands make them; one that is refused leaves them as they are. */
  const change: fc.Arbitrary<Change> = fc.oneof(
    number.map((one): Change => (part) => ok(part, addExtension(part.rows, { number: one }, 'US'))),
    fc.tuple(number, text, did).map(([one, firstName, callerId]): Change => (part) => ok(part, changeExtension(part.rows, one, { firstName, callerId }, 'US'))),
    fc.tuple(number, fc.array(did, { maxLength: 3 })).map(([one, dids]): Change => (part) => ok(part, changeExtension(part.rows, one, { dids }, 'US'))),
    fc.array(number, { maxLength: 3 }).map((gone): Change => (part) => ({ ...part, rows: removeExtensions(part.rows, new Set(gone)) })),
    fc.tuple(fc.array(number, { maxLength: 4 }), fc.array(did, { maxLength: 4 }), fc.boolean()).map(([selected, dids, replace]): Change => (part) => ({ ...part, rows: assign(part.rows, selected, { dids, callerId: 'did', replace }).rows })),
    fc.array(fc.tuple(number, text), { maxLength: 4 }).map((lines): Change => (part) => {
      const file = readUsers([['Number', 'FirstName', 'Own'], ...lines.map(([one, name]) => [one, name, name])], 'US');
      const taken = file.ok ? takeUsers(part, file.value, STAMP) : null;
      return taken?.ok ? taken.value : part;
    }),
    fc.constant<Change>((part) => part),
  );
  const ok = (part: ExtensionsPart, rows: { readonly ok: true; readonly value: Extension[] } | { readonly ok: false }): ExtensionsPart => (rows.ok ? { ...part, rows: rows.value } : part);

  it('lead the page to exactly the Desk’s rows, whatever is changed, one after the other or at once', async () => {
    workplace = await Workplace.open(() => ({}));
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(change, fc.boolean()), { minLength: 1, maxLength: 10 }), async (changes) => {
      const siteId = await workplace.place(readySite());
      const running: Promise<unknown>[] = [];
      for (const [one, waits] of changes) {
        running.push(workplace.desk.changeExtensions(siteId, one));
        if (waits) await Promise.all(running);
        else running.push(workplace.desk.changeNumbers(siteId, (part) => ({ ...part, dids: [...part.dids.slice(-3), `+1512555${String(running.length).padStart(4, '0')}`] })));
      }
      await Promise.all(running);
      expect(workplace.page().directory).toEqual({ siteId, ...await workplace.desk.directory(siteId) });
      expect(workplace.page()).toEqual(workplace.desk.mirror.get());
    }), { numRuns: 40 });
  });
});
