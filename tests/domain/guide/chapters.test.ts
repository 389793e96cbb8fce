import { describe, expect, it } from 'vitest';
import { emergencyNumbers } from '../../../domain/dialplan/emergency-numbers.ts';
import { appliesTo, passagesFor, type Situation, tablesFor } from '../../../domain/guide/applies.ts';
import { CHAPTERS, STEPS, stepOf } from '../../../domain/guide/chapters.ts';
import { CARRIES_EMERGENCY_CALLS } from '../../../domain/guide/conditions.ts';
import { LINKS } from '../../../domain/guide/links.ts';
import type { Condition, Passage, Step } from '../../../domain/guide/step.ts';
import { findTrouble } from '../../../domain/proof/troubles.ts';
import { EDGE_NAMES } from '../../../domain/site/record.ts';
import { STEP_IDS } from '../../../domain/site/step-ids.ts';
import { SHEET_FIELDS } from '../../../domain/trunk/sheet.ts';
import { countries } from '../../../renderer/countries.ts';
import { reference } from '../../guide/reference.ts';

const ACCOUNTS: readonly Situation['account'][] = [{ kind: 'practice' }, { kind: 'by-hand' }, { kind: 'twilio', accountId: crypto.randomUUID() }];

/** Every kind of site that there can be, also one of which nothing is known yet. */
const SITUATIONS: readonly Situation[] = countries().flatMap(({ code: country }) =>
  ACCOUNTS.flatMap((account) => ([null, 'hosted', 'self-hosted'] as const).flatMap((hosting) => [null, true, false].map((secure) => ({ country, account, hosting, trunk: { secure } })))));

const textOf = (passage: Passage): string => (typeof passage === 'string' ? passage : passage.text);

/** All that a technician reads of a step. */
function textsOf(step: Step): readonly string[] {
  return [
    step.title, ...step.what.map(textOf), step.worked, step.differs ?? '', ...(step.fails ?? []).flatMap(({ sign, cure }) => [sign, cure]),
    ...(step.tables ?? []).flatMap(({ caption, head, rows }) => [caption, ...head, ...rows.flat()]), ...(step.records ?? []).flatMap(({ label, choices = [] }) => [label, ...choices]),
    ...(step.byHand ? [...step.byHand.what.map(textOf), step.byHand.worked] : []),
  ].filter((text) => text !== '');
}

function conditionsOf(step: Step): readonly Condition[] {
  const passages = [...step.what, ...(step.byHand?.what ?? [])];
  return [step.applies, ...passages.map((passage) => (typeof passage === 'string' ? undefined : passage.when)), ...(step.tables ?? []).map(({ when }) => when)].filter((condition) => condition !== undefined);
}

describe('the guide as data', () => {
  it('has every step once, each in the chapter that its name says', () => {
    expect(STEPS.map(({ id }) => id).sort()).toEqual([...STEP_IDS].sort());
    expect(CHAPTERS.flatMap(({ id, steps }) => steps.filter((step) => !step.id.startsWith(`${id}.`) && !(id === 'numbers' && step.id.startsWith('setup.'))).map((step) => step.id))).toEqual([]);
  });

  it('keeps the steps in the order of their names, which is the order of the work', () => expect(STEPS.map(({ id }) => id)).toEqual([...STEP_IDS]));

  it('has titles that are found one by one: each once, none within another', () => {
    const titles = STEPS.map(({ title }) => title.toLowerCase());
    expect(titles.filter((title, index) => titles.some((other, at) => at !== index && other.includes(title)))).toEqual([]);
    expect(new Set(CHAPTERS.map(({ title }) => title)).size).toBe(CHAPTERS.length);
    expect(STEPS.filter(({ title }) => title.length > 45 || title.endsWith('.')).map(({ title }) => title)).toEqual([]);
  });

  it('says by hand whatever Trunkbook does at Twilio', () => {
    const done = STEPS.filter(({ doneBy }) => doneBy !== undefined);
    expect(done.map(({ id }) => id)).toEqual(['trunk.create', 'trunk.termination', 'security.access-list', 'security.credentials', 'inbound.origination', 'inbound.cnam', 'numbers.attach']);
    expect(done.filter(({ byHand }) => byHand === undefined).map(({ id }) => id)).toEqual([]);
    // What is done on the very step.
    expect(STEPS.filter(({ byHand, doneBy }) => byHand !== undefined && doneBy === undefined).map(({ id, kind, place }) => [id, kind, place])).toEqual([
      ['emergency-twilio.addresses', 'by-trunkbook', 'Trunkbook'], ['emergency-twilio.registered', 'by-trunkbook', 'Trunkbook'],
    ]);
    expect(done.filter(({ kind, place }) => kind !== 'by-trunkbook' || place !== 'Twilio Console').map(({ id }) => id)).toEqual([]);
  });

  it('speaks of other steps and chapters by the names that they have', () => {
    const names = [...STEPS.map(({ title }) => title), ...CHAPTERS.map(({ title }) => title)];
    const named = STEPS.flatMap((step) => textsOf(step).flatMap((text) => [...text.matchAll(/\b(?:step|chapters?) (“[^”]+”(?:(?:, | and |, and )“[^”]+”)*)/g)].flatMap((match) => [...(match[1] ?? '').matchAll(/“([^”]+)”/g)].map(([, name]) => name))));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !names.includes(name ?? ''))).toEqual([]);
  });

  it('names only links, values and troubles that there are, and records whose names are unique', () => {
    for (const step of STEPS) {
      expect((step.links ?? []).filter((link) => !LINKS.includes(link)), step.id).toEqual([]);
      expect(step.needs.filter((field) => !SHEET_FIELDS.includes(field)), step.id).toEqual([]);
      expect((step.fails ?? []).filter(({ trouble }) => trouble !== undefined && findTrouble(trouble) === null), step.id).toEqual([]);
      const records = step.records ?? [];
      expect(new Set(records.map(({ id }) => id)).size, step.id).toBe(records.length);
      expect(records.filter(({ kind, choices = [] }) => (kind === 'choice') !== (new Set(choices).size > 1)), step.id).toEqual([]);
    }
  });

  it('says of every step what to do when it fails, and asks for evidence where it wants some', () => {
    expect(STEPS.filter(({ fails = [] }) => fails.length === 0).map(({ id }) => id)).toEqual([]);
    expect(STEPS.filter(({ kind, records = [] }) => kind === 'evidence' && records.every(({ optional }) => optional)).map(({ id }) => id)).toEqual([]);
  });

  it('has tables without holes', () => {
    expect(STEPS.flatMap(({ id, tables = [] }) => tables.filter(({ head, rows }) => rows.length === 0 || rows.some((row) => row.length !== head.length || row.includes(''))).map(() => id))).toEqual([]);
  });

  it('opens the firewall for every edge of Twilio', () => {
    const rows = stepOf('premises.firewall').tables?.[0]?.rows ?? [];
    expect(rows.length).toBe(EDGE_NAMES.length);
    expect(new Set(rows.map(([, addresses]) => addresses)).size).toBe(EDGE_NAMES.length);
    expect(rows.filter(([, addresses = '']) => !/^\d{1,3}(?:\.\d{1,3}){3}\/30$/.test(addresses))).toEqual([]);
  });
});

describe('every kind of site', () => {
  it('has a guide from first chapter to last, in which each step that applies says something', () => {
    for (const situation of SITUATIONS) {
      const mine = STEPS.filter((step) => appliesTo(step, situation));
      const chapters = CHAPTERS.filter(({ steps }) => steps.some((step) => appliesTo(step, situation)));
      expect(chapters.length, JSON.stringify(situation)).toBe(CHAPTERS.length);
      expect(mine.filter(({ what, byHand }) => passagesFor(what, situation).length === 0 || (byHand && passagesFor(byHand.what, situation).length === 0)).map(({ id }) => id), JSON.stringify(situation)).toEqual([]);
    }
  });

  it('has Trunkbook set up the trunk exactly where there are credentials', () => {
    expect(SITUATIONS.filter((situation) => appliesTo(stepOf('setup.run'), situation) !== (situation.account.kind !== 'by-hand'))).toEqual([]);
  });

  it('tests by 933 in the US and Canada, and nowhere else', () => {
    for (const situation of SITUATIONS) {
      const here = situation.country === 'US' || situation.country === 'CA';
      expect(appliesTo(stepOf('test-933.call'), situation), situation.country).toBe(here);
      expect(appliesTo(stepOf('test-933.elsewhere'), situation), situation.country).toBe(!here);
    }
  });

  it('gets the emergency numbers of its own country, and Twilio’s trunk as their route only where Twilio carries emergency calls', () => {
    for (const situation of SITUATIONS) {
      const { what, tables } = stepOf('emergency-3cx.numbers');
      expect(tablesFor(tables, situation).flatMap(({ rows }) => rows.map(([, number]) => number)), situation.country).toEqual(emergencyNumbers(situation.country).map(({ number }) => number));
      expect(passagesFor(what, situation).some((text) => text.includes('Twilio trunk as Route 1')), situation.country).toBe(emergencyNumbers(situation.country).length > 0);
      expect(CARRIES_EMERGENCY_CALLS.countries?.includes(situation.country), situation.country).toBe(emergencyNumbers(situation.country).length > 0);
    }
  });

  it('is told one thing of encryption once it is chosen', () => {
    for (const situation of SITUATIONS.filter(({ trunk }) => trunk.secure !== null)) {
      const told = passagesFor(stepOf('trunk-in-3cx.encryption').what, situation).join(' ');
      expect(told.includes('With Secure Trunking on'), JSON.stringify(situation)).toBe(situation.trunk.secure);
      expect(told.includes('With Secure Trunking off'), JSON.stringify(situation)).toBe(!situation.trunk.secure);
    }
  });

  it('has no condition that no site fulfils, or that every site fulfils', () => {
    for (const step of STEPS) {
      for (const condition of conditionsOf(step)) {
        const held = SITUATIONS.filter((situation) => appliesTo({ ...step, applies: condition }, situation)).length;
        expect(held > 0 && held < SITUATIONS.length, `${step.id}: ${JSON.stringify(condition)}`).toBe(true);
      }
    }
  });
});

describe('the words', () => {
  it('are plain text with the quotes of print', () => {
    const marked = /\*\*|`|<\/?[a-z]|\]\(|^#|\\|["']|\s{2}|^\s|\s$|--|\.\.\./i;
    expect(STEPS.flatMap((step) => textsOf(step).filter((text) => marked.test(text)).map((text) => `${step.id}: ${text}`))).toEqual([]);
  });

  it('are sentences where they are read as such', () => {
    const sentences = STEPS.flatMap((step) => [...step.what, ...(step.byHand?.what ?? [])].map(textOf).concat(step.worked, step.differs ?? '.', ...(step.fails ?? []).flatMap(({ sign, cure }) => [sign, cure])));
    expect(sentences.filter((text) => !/[.?!]”?\)?$/.test(text))).toEqual([]);
  });

  it('never tell anybody to dial an emergency number', () => {
    const dial = /(?<!(?:not|never) )\b(?:dial|call|ring) (?:911|999|112|000|110)\b/i;
    expect(STEPS.flatMap(textsOf).filter((text) => dial.test(text))).toEqual([]);
  });

  it('are our own: no eight words in a row are the guide’s', (context) => {
    const words = (text: string): readonly string[] => text.toLowerCase().replace(/\]\([^)]*\)|\]\[[^\]]*\]/g, ' ').split(/[^\p{L}\p{N}+@]+/u).filter((word) => word !== '');
    const runs = (list: readonly string[]): readonly string[] => list.slice(7).map((_, index) => list.slice(index, index + 8).join(' '));
    const theirs = new Set(runs(words(reference('guide.md', context))));
    expect(STEPS.flatMap((step) => textsOf(step).flatMap((text) => runs(words(text)).filter((run) => theirs.has(run)).map((run) => `${step.id}: ${run}`)))).toEqual([]);
  });
});
