import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHAPTERS, STEPS } from '../../domain/guide/chapters.ts';
import { searchSteps } from '../../renderer/features/site/find/search-steps.ts';
import { anyText } from '../domain/dialplan/make-rules.ts';

const ids = (typed: string, steps = STEPS): string[] => searchSteps(steps, typed).map(({ id }) => id);
const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

describe('searching the steps', () => {
  test('finds every step by each word of its title and of its chapter’s, by all of them, and by their beginnings, in any case', () => {
    for (const chapter of CHAPTERS) {
      for (const { id, title } of chapter.steps) {
        for (const word of [...words(title), ...words(chapter.title)]) {
          expect(ids(word), `${id}: ${word}`).toContain(id);
          expect(ids(word.slice(0, 3).toUpperCase()), `${id}: ${word.slice(0, 3)}`).toContain(id);
        }
        expect(ids(words(title).toReversed().join('  ')), id).toContain(id);
      }
    }
  });

  test('puts the step whose title was typed before all that only speak of it', () => {
    for (const { id, title } of STEPS) {
      const chapterOf = (step: string) => CHAPTERS.find(({ steps }) => steps.some((one) => one.id === step));
      const before = ids(title).slice(0, ids(title).indexOf(id));
      for (const other of before) {
        const head = `${chapterOf(other)?.title ?? ''} ${STEPS.find((step) => step.id === other)?.title ?? ''}`.toLowerCase();
        expect(words(title.toLowerCase()).every((word) => head.includes(word)), `${other} before ${id}`).toBe(true);
      }
    }
  });

  test('finds a step by each code that its failures name', () => {
    const coded = STEPS.flatMap(({ id, fails = [] }) => fails.flatMap(({ sign, cure }) => [...`${sign} ${cure}`.matchAll(/\b\d{3,5}\b/g)].map(([code]) => ({ id, code }))));
    expect(coded.length).toBeGreaterThan(0);
    for (const { id, code } of coded) expect(ids(code), `${id}: ${code}`).toContain(id);
  });

  test('finds a step by what stands in its tables and by the page where it is done', () => {
    for (const { id, page, tables = [] } of STEPS) {
      if (page !== null) expect(ids(page), `${id}: ${page}`).toContain(id);
      for (const text of tables.flatMap(({ caption, rows }) => [caption, ...rows.flat()])) expect(ids(text), `${id}: ${text}`).toContain(id);
    }
  });

  test('finds only steps of this site', () => {
    const mine = STEPS.filter(({ id }) => !id.startsWith('premises.'));
    expect(ids('firewall').some((id) => id.startsWith('premises.'))).toBe(true);
    expect(ids('firewall', mine).filter((id) => id.startsWith('premises.'))).toEqual([]);
  });

  test.each(['', ' ', ' \t\n '])('shows all of them, in their order, for %j', (typed) => expect(searchSteps(STEPS, typed)).toEqual(STEPS));
  test.each(['.*', '[', '\\', '__proto__', '😀', '\ud800', 'x'.repeat(10_000), 'trunk '.repeat(2000)])('odd input is harmless: %j', (typed) => expect(Array.isArray(searchSteps(STEPS, typed))).toBe(true));

  test('never doubles or invents a step, never throws, and more words never find more', () => {
    const typed = fc.oneof(anyText(8), fc.constantFrom(...STEPS.flatMap(({ title }) => words(title))), fc.constantFrom('sip', '911', 'tls', 'TRUNK', 'é'));
    fc.assert(fc.property(typed, typed, fc.subarray([...STEPS]), (one, other, steps) => {
      const found = searchSteps(steps, one);
      expect(new Set(found).size).toBe(found.length);
      expect(found.filter((step) => !steps.includes(step))).toEqual([]);
      expect(searchSteps(steps, `${one} ${other}`).filter((step) => !found.includes(step))).toEqual([]);
    }));
  });
});
