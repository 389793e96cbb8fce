import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { STEPS, stepOf } from '../../domain/guide/chapters.ts';
import { STEP_IDS, type StepId } from '../../domain/site/step-ids.ts';
import { type Inventory, inventory, inventoryOf, read, written } from '../../tools/guide-inventory.ts';
import { BEYOND, COVERAGE } from './coverage.ts';
import { reference } from './reference.ts';

const RECORD = path.join(import.meta.dirname, 'inventory.json');
const recorded = JSON.parse(readFileSync(RECORD, 'utf8')) as Inventory;
const known = (id: string): id is StepId => STEP_IDS.some((step) => step === id);

describe('nothing of the public guide is dropped', () => {
  it('every item has its steps, each item once, in the order of the document', () => {
    expect(COVERAGE.map(({ locator }) => locator)).toEqual(recorded.items.map(({ locator }) => locator));
  });

  it('every item leads to at least one step, and only to steps that there are', () => {
    expect(COVERAGE.flatMap(({ locator, steps }) => (steps.length > 0 ? steps.filter((step) => !known(step)).map((step) => `${locator}: ${step}`) : [locator]))).toEqual([]);
  });

  it('where an item is told differently, a step of it says so to the technician', () => {
    expect(COVERAGE.filter(({ steps, differs }) => differs !== null && !steps.some((step) => known(step) && stepOf(step).differs !== undefined)).map(({ locator }) => locator)).toEqual([]);
  });

  it('every step is reached from the guide or says why Trunkbook has it, and none does both', () => {
    const reached = new Set(COVERAGE.flatMap(({ steps }) => steps));
    expect(STEPS.filter(({ id }) => reached.has(id) === (BEYOND[id] !== undefined)).map(({ id }) => id)).toEqual([]);
  });
});

/** Words in bold that no step repeats, and why. */
const NOT_REPEATED: Readonly<Record<string, string>> = {
  '4.2/text-2/field-3': 'the name of a section of the guide',
  '4.3/step-9/bullet-1/field-1': 'another name of the guide’s for the window “New Access Control List”',
  '4.3/step-9/bullet-1/field-2': 'stands for the name of the list',
  '4.3/step-9/bullet-1/bullet-2/field-2': 'stands for the name of the address',
  '5.2.2/text-2/field-1': '3CX’s form says “Route 1”, as the step does',
};

describe('the record is of the guide that is there', () => {
  it('equals what the tool makes of it, with its SHA-256 (else run tools/guide-inventory.ts and look what is new)', (context) => {
    expect(readFileSync(RECORD, 'utf8')).toBe(written(inventoryOf(reference('guide.md', context))));
  });

  it('every page, button and field that the guide names in bold is named by a step of its item, in the same words', (context) => {
    const plain = (text: string): string => text.toLowerCase().replace(/[“”"]/g, '');
    const steps = new Map(COVERAGE.map((item) => [item.locator, item.steps]));
    const missing = read(reference('guide.md', context)).filter(({ locator, kind, words }) => kind === 'field' && !plain((steps.get(locator) ?? []).map((step) => JSON.stringify(stepOf(step))).join(' ')).includes(plain(words)));
    expect(missing.map(({ locator }) => locator)).toEqual(Object.keys(NOT_REPEATED));
  });

  it('holds no sentence of it', () => {
    expect(recorded.items.filter(({ locator }) => !/^(?:heading )?[0-9.]+(?:\/[a-z]+-\d+)*$/.test(locator))).toEqual([]);
  });
});

describe('the tool', () => {
  it('finds each kind of item, and counts by place', () => {
    const items = inventory([
      '# T', '## A', 'Words **here** and [there](#x).', '', '1. One', '   * **bullet** `a*b`', '2. Two', '', '   ## Tab', '', '   Text.', '   1. In the tab', '   ```', '   1. no step', '   ```', '3. Three [x][y]', '',
      '1) Another list', '', '[y]: https://example.com', '', '### B', '> \\[!NOTE]', '>', '> **n**', '> | a | b |', '> | - | - |', '> | 1 | \\[no link] |', '', 'End', 'goes on.',
    ].join('\r\n'));
    expect(items.map(({ locator, kind }) => `${kind} ${locator}`)).toEqual([
      'heading heading 0', 'heading heading 1', 'text 1/text-1', 'field 1/text-1/field-1', 'link 1/link-1', 'step 1/step-1', 'bullet 1/step-1/bullet-1', 'field 1/step-1/bullet-1/field-1', 'step 1/step-2',
      'heading heading 1/step-2/way-1', 'text 1/step-2/way-1/text-1', 'step 1/step-2/way-1/step-1', 'sample 1/step-2/way-1/sample-1', 'step 1/step-3', 'link 1/link-2', 'step 1/list-2/step-1',
      'link-definition 1/link-3', 'heading heading 1.1', 'note 1.1/note-1', 'field 1.1/note-1/field-1', 'row 1.1/note-1/table-1/row-1', 'text 1.1/text-1',
    ]);
  });

  it('gives every item a locator of its own', () => {
    expect(new Set(recorded.items.map(({ locator }) => locator)).size).toBe(recorded.items.length);
  });
});
