import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANSWERS_VALUE, callBackOf } from '../../../domain/emergency/call-back.ts';
import type { CoverageCondition } from '../../../domain/emergency/coverage-cell.ts';
import type { Extension } from '../../../domain/numbers/directory.ts';
import { EMPTY_DIRECTORY } from '../../../domain/numbers/empty-directory.ts';
import { NO_EMERGENCY } from '../../../domain/site/emergency-record.ts';
import type { Evidence } from '../../../domain/site/record.ts';
import { extension } from '../dialplan/make-rules.ts';
import { readySite, STAMP } from '../make-site.ts';
import { said } from './covered-site.ts';

const [MAIN, A, B] = ['+15125550142', '+15125550101', '+15125550102'];
interface Site {
  readonly rows: readonly Extension[];
  readonly named?: { readonly extension: string; readonly name: string } | null;
  readonly dids?: readonly string[];
  readonly evidence?: readonly Evidence[];
}

/** What becomes of a call back to A that the first extension showed. */
function back({ rows, named = null, dids = [MAIN, A, B], evidence = [] }: Site, number = A): CoverageCondition {
  const { intent } = readySite();
  const directory = { numbers: { ...EMPTY_DIRECTORY.numbers, dids: [...dids] }, extensions: { ...EMPTY_DIRECTORY.extensions, rows: [...rows] } };
  const callBack = callBackOf({ intent: { ...intent, emergency: { ...NO_EMERGENCY, numbers: [{ phoneNumber: number, address: null, callBack: named }] } }, evidence: [...evidence] }, directory);
  const [caller] = rows;
  if (!caller) throw new Error('nobody calls');
  return callBack(number, caller);
}
const tried = (values: Record<string, string>): Evidence => said('test-933.callback', values);
const caller = extension('100', { dids: [A] });
const withoutDid = extension('100');
const other = extension('101');
const desk = { extension: '101', name: 'Reception' };

describe('a call back', () => {
  it.each<[string, Site, CoverageCondition['state'], string]>([
    ['reaches the caller, whose DID it is', { rows: [caller, other] }, 'met', 'reaches the caller'],
    ['reaches the reception that is named and has the DID', { rows: [extension('100'), extension('101', { dids: [A] })], named: desk }, 'met', `A call back to ${A} reaches Reception, extension 101.`],
    ['of a number that nobody has reaches nobody', { rows: [extension('100'), other] }, 'missing', 'reaches nobody that Trunkbook knows of'],
    ['of another’s DID reaches that one, and nobody is named', { rows: [extension('100'), extension('101', { dids: [A] })] }, 'missing', 'reaches extension 101, not the caller'],
    ['does not reach the reception that is named and has not the DID', { rows: [extension('100'), other], named: desk }, 'missing', 'does not have it as a DID'],
    ['does not reach the group that is named while the DID is an extension’s', { rows: [extension('100'), extension('101', { dids: [A] })], named: { extension: '800', name: '' } }, 'missing', 'is the DID of extension 101'],
    ['to a group is not measured: no list of users has it', { rows: [extension('100'), other], named: { extension: '800', name: 'Front desk' } }, 'not-measured', 'Front desk, extension 800 shall answer'],
    ['of a DID that several have reaches one of them, and which, nobody can say: not even with the caller among them, or a reception named', { rows: [caller, extension('101', { dids: [A] })], named: desk }, 'missing', 'Several extensions have'],
    ['of a number that 3CX’s trunk does not have as a DID is refused by 3CX', { rows: [caller], dids: [MAIN, B] }, 'missing', '3CX refuses a call back'],
    ['is not refused where the DIDs of the trunk are not known here', { rows: [caller], dids: [] }, 'met', 'reaches the caller'],
  ])('%s', (_, site, state, words) => {
    const condition = back(site);
    expect([condition.state, condition.words]).toEqual([state, expect.stringContaining(words)]);
    expect(condition.todo === '').toBe(state === 'met');
    expect(condition.step === null).toBe(state === 'met');
  });

  it.each<[string, Site['named']]>([['the caller', null], ['a reception that is an extension', desk], ['a number that is no extension here', { extension: '999', name: '' }]])('of another’s DID names that one, and never takes it off for %s', (_, named) => {
    const { todo } = back({ rows: [withoutDid, other, extension('102', { dids: [A] })], named: named ?? null });
    expect(todo).toContain('extension 102');
    expect(todo).not.toMatch(/Take|Give|as its DID/);
  });

  it('of the trunk’s main number is taken by 3CX without a DID', () => {
    expect(back({ rows: [extension('100', { dids: [MAIN] })], dids: [A] }, MAIN).state).toBe('met');
  });
});

describe('a call back to a group that was tried', () => {
  const group = { rows: [extension('100'), other], named: { extension: '800', name: 'Front desk' } };
  const right = { number: A, first: 'Nobody', second: 'Kim at the desk', [ANSWERS_VALUE]: '800' };

  it('speaks for it, on a person’s word, with what was written down', () => {
    expect(back({ ...group, evidence: [tried(right)] })).toMatchObject({ state: 'met', reported: true, words: expect.stringContaining('“Nobody”, then “Kim at the desk”') });
  });

  it.each<[string, readonly Evidence[]]>([
    ['another number was tried', [tried({ ...right, number: B })]], ['somebody else was named then', [tried({ ...right, [ANSWERS_VALUE]: '801' })]], ['nobody was named then', [tried({ number: A, first: 'Kim', second: 'Kim' })]],
    ['it was taken back', [tried(right), { id: crypto.randomUUID(), ...STAMP, kind: 'step-reopened', step: 'test-933.callback', note: '' }]],
  ])('speaks for nothing where %s', (_, evidence) => {
    expect(back({ ...group, evidence }).state).toBe('not-measured');
  });

  it('does not outweigh what the list of users shows', () => {
    expect(back({ rows: [extension('100'), extension('101', { dids: [A] })], named: group.named, evidence: [tried(right)] }).state).toBe('missing');
  });
});

it('whoever has which DIDs: met is only what leads to the caller alone, to whoever is named alone, or was tried', () => {
  const rows = fc.array(fc.subarray([A, B, MAIN]), { minLength: 1, maxLength: 4 }).map((lists) => lists.map((dids, index) => extension(String(100 + index), { dids })));
  const named = fc.constantFrom(null, { extension: '100', name: '' }, { extension: '101', name: 'Reception' }, { extension: '800', name: 'Group' });
  fc.assert(fc.property(rows, named, fc.boolean(), fc.subarray([A, B, MAIN]), (people, callBack, call, dids) => {
    const { state } = back({ rows: people, named: callBack, dids, evidence: call && callBack !== null ? [tried({ number: A, first: 'x', second: 'y', [ANSWERS_VALUE]: callBack.extension })] : [] });
    const holders = people.filter((row) => row.dids.includes(A)).map(({ number }) => number);
    const taken = dids.length === 0 || dids.includes(A);
    const toCaller = holders.length === 1 && holders[0] === '100';
    const toNamed = callBack !== null && ((holders.length === 1 && holders[0] === callBack.extension) || (call && holders.length === 0 && !people.some(({ number }) => number === callBack.extension)));
    expect(state === 'met').toBe(taken && (toCaller || toNamed));
  }), { numRuns: 300 });
});
