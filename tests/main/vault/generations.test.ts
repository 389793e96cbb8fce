import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generationName, generationsToKeep, isGeneration } from '../../../main/vault/generations.ts';

const DAY = 24 * 60 * 60_000;
const NOW = Date.parse('2026-11-23T15:00:00Z');
const times = fc.uniqueArray(fc.integer({ min: NOW - 40 * DAY, max: NOW + 3 * DAY }), { maxLength: 60 });

test('names sort by age, and are told from other folders', () => {
  const names = [0, 1, 1000, DAY, 400 * DAY].map((ago) => generationName(NOW - ago));
  expect([...names].sort().reverse()).toEqual(names);
  expect(names.every(isGeneration)).toBe(true);
  expect(['', '..', 'old', `${names[0]}-0badc0de.tmp`, `x${names[0]}`].some(isGeneration)).toBe(false);
});

test('a name that is taken is not given twice', () => {
  const first = generationName(NOW);
  const second = generationName(NOW, [first]);
  expect(isGeneration(second)).toBe(true);
  expect(new Set([first, second, generationName(NOW, [first, second])]).size).toBe(3);
});

test('whatever is there: ten in all at most, three of today, one of any other day, each the newest of its day, and always the one just made', () => {
  fc.assert(
    fc.property(times, (others) => {
      const made = generationName(NOW);
      const names = others.map((time) => generationName(time)).filter((name) => name !== made);
      const kept = generationsToKeep(made, names, NOW);
      expect(kept).toContain(made);
      expect(kept.length).toBeLessThanOrEqual(10);
      const byDay = Map.groupBy(kept, (name) => name.slice(0, 10));
      for (const [day, ofDay] of byDay) {
        expect(ofDay.length).toBeLessThanOrEqual(day === made.slice(0, 10) ? 3 : 1);
        const all = [made, ...names].filter((name) => name.startsWith(day)).sort().reverse();
        if (day !== made.slice(0, 10)) expect(ofDay).toEqual(all.slice(0, ofDay.length));
      }
    }),
  );
});

test('keeping again what was kept drops nothing', () => {
  fc.assert(
    fc.property(times, (others) => {
      const made = generationName(NOW);
      const kept = generationsToKeep(made, others.map((time) => generationName(time)).filter((name) => name !== made), NOW);
      expect(generationsToKeep(made, kept.filter((name) => name !== made), NOW)).toEqual(kept);
    }),
  );
});
