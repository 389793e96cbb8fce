import { describe, expect, it } from 'vitest';
import type { CodeSystem } from '../../../domain/proof/trouble.ts';
import { TROUBLES } from '../../../domain/proof/troubles.ts';
import { reference } from '../../guide/reference.ts';

/** The part of a document between two marks, neither of which may be missing. */
function between(text: string, from: string, to: string): string {
  const start = text.indexOf(from);
  const end = text.indexOf(to, start + from.length);
  if (start < 0 || end < 0) throw new Error(`The reference has no part from “${from}” to “${to}” any more.`);
  return text.slice(start + from.length, end);
}

/** Of a table, the first column of each row. */
const firstColumns = (text: string): string => text.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|')[1] ?? '').join('\n');

const numbers = (text: string, form: RegExp): readonly string[] => [...new Set(text.match(form) ?? [])].sort();

/** Codes of the references that are no trouble of a technician’s, and why. */
const EXPECTED_ABSENT: Readonly<Record<string, string>> = {
  'Twilio 20001': 'a bug of ours: an invalid parameter',
  'Twilio 20007': 'a bug of ours: the size of a page',
  'Twilio 21481': 'a bug of ours: the token of a page',
  'Twilio 21252': 'a bug of ours: an invalid region',
  'Twilio 21231': 'of SIP Domains, another product',
  'Twilio 21232': 'of SIP Domains, another product',
};

const has = (system: CodeSystem, code: string): boolean => TROUBLES.some(({ codes }) => codes.some((own) => own.system === system && own.code === code));

/** The codes that are neither among the troubles nor expected to be absent. */
const uncovered = (system: CodeSystem, codes: readonly string[]): readonly string[] => codes.filter((code) => !has(system, code) && EXPECTED_ABSENT[`${system} ${code}`] === undefined);

describe('the troubles cover', () => {
  it('Twilio’s codes of twilio.md 4.1 and section 3, save those with a reason', (context) => {
    const text = reference('twilio.md', context);
    const table = numbers(firstColumns(between(text, '### 4.1', '### 4.2')), /\b\d{5,6}\b/g);
    expect(table).toContain('32201');
    expect(uncovered('Twilio', table)).toEqual([]);
    expect(uncovered('Twilio', numbers(between(text, '**Error/status codes**', '\n'), /\b\d{5,6}\b/g))).toEqual([]);
    expect(Object.keys(EXPECTED_ABSENT).filter((name) => has('Twilio', name.replace('Twilio ', '')) || !table.includes(name.replace('Twilio ', '')))).toEqual([]);
  });

  it('the SIP results that twilio.md 4.1 finds worth explaining', (context) => {
    const results = numbers(between(reference('twilio.md', context), 'SIP results worth mapping', '\n'), /\b[4-6]\d\d\b/g);
    expect(results).toContain('407');
    expect(uncovered('SIP', results)).toEqual([]);
  });

  it('3CX’s events of threecx.md 3.3', (context) => {
    const events = numbers(firstColumns(between(reference('threecx.md', context), '### 3.3', '\n---')), /\b\d{4,5}\b/g);
    expect(events).toContain('30052');
    expect(uncovered('3CX event', events)).toEqual([]);
  });

  it('the results of 3CX’s own test that threecx.md 1.3 names', (context) => {
    const results = between(reference('threecx.md', context), 'Codes worth mapping to cures: `', '`').split(', ');
    expect(results).toContain('ErrNoAuthID');
    expect(uncovered('3CX test', results)).toEqual([]);
  });
});

describe('the sentences are ours', () => {
  const RUN = 8;
  const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const runs = (text: string): readonly string[] => {
    const words = wordsOf(text);
    return words.slice(RUN - 1).map((_, index) => words.slice(index, index + RUN).join(' '));
  };
  const sentences = TROUBLES.flatMap(({ symptom, causes, grade }) => [symptom, ...causes.flatMap(({ cause, cure }) => [cause, cure]), grade?.note ?? '']);

  it.for(['guide.md', 'twilio.md', 'threecx.md'] as const)('none shares eight words in a row with %s', (name, context) => {
    const theirs = new Set(runs(reference(name, context)));
    expect(theirs.size).toBeGreaterThan(RUN);
    expect(sentences.flatMap(runs).filter((run) => theirs.has(run))).toEqual([]);
  });
});
