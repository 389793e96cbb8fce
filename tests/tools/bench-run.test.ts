import { describe, expect, test } from 'vitest';
import { figureLine, mayMatch, misses } from '../bench/run.ts';

const figure = { name: 'foundation/x', value: 1, unit: 'ratio', limit: 1 };

test('a figure is one line of JSON in the agreed order, with nothing that is not there', () => {
  expect(figureLine({ note: 'n', limit: 2, unit: 'ms', value: 1.5, name: 'a' })).toBe('{"name":"a","value":1.5,"unit":"ms","limit":2,"note":"n"}');
  expect(figureLine({ ...figure, atLeast: true })).toBe('{"name":"foundation/x","value":1,"unit":"ratio","limit":1,"atLeast":true}');
});

describe('a limit', () => {
  test.each([
    ['is met at the limit', figure, false],
    ['is missed above it', { ...figure, value: 1.01 }, true],
    ['is missed below it where more is better', { ...figure, value: 0.99, atLeast: true as const }, true],
    ['is met above it where more is better', { ...figure, value: 1.01, atLeast: true as const }, false],
    ['is missed by what is no number', { ...figure, value: Number.NaN }, true],
    ['is missed by what is no number where more is better', { ...figure, value: Number.NaN, atLeast: true as const }, true],
  ])('%s', (_name, one, missed) => {
    expect(misses(one)).toBe(missed);
  });
});

test.each([
  [undefined, 'foundation/x', true],
  ['foundation/', '', true],
  ['foundation/', 'foundation/unlock', true],
  ['foundation/unlock', 'foundation/', true],
  ['foundation/', 'twilio/', false],
])('a module of %s may bring figures of %s: %s', (prefix, asked, may) => {
  expect(mayMatch(prefix, asked)).toBe(may);
});
