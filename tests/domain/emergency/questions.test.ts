// What is asked before an address comes off a number, or is tried again: one question for what is the same, in words that say what a call shows meanwhile.
import { describe, expect, it } from 'vitest';
import type { Asked } from '../../../domain/emergency/judge-number.ts';
import { type AskedOfNumber, gonePrompt, groupQuestions } from '../../../domain/emergency/questions.ts';
import { toTwilio } from '../../../domain/emergency/secondary.ts';
import type { AddressAtTwilio } from '../../../domain/site/emergency-record.ts';
import type { Question } from '../../../domain/trunk/drafting.ts';
import { entered, TYPED } from './address-kit.ts';

const WANTED = entered(TYPED.US);
const OLD = `AD${'1'.repeat(32)}`;
const THERE: ReadonlyMap<string, AddressAtTwilio> = new Map([[OLD, { sid: OLD, address: { ...toTwilio(WANTED), street: '9 Old Rd' }, emergencyEnabled: true, validated: true }]]);
const KINDS: readonly Asked['about'][] = ['change', 'remove', 'retry', 'put-back', 'stuck', 'again'];

const asked = (index: number, ask: Partial<Asked> = {}, rest: Partial<AskedOfNumber> = {}): AskedOfNumber => ({
  phoneNumber: `+1512555${String(1000 + index)}`, country: 'US', address: ask.about === 'remove' ? null : WANTED, ask: { name: `take ${index}`, about: 'change', from: OLD, ours: true, failed: false, ...ask }, ...rest,
});
function only(questions: readonly Question[]): Question {
  expect(questions).toHaveLength(1);
  return questions[0] ?? { id: '', names: [], what: '', yes: '', no: '', about: [] };
}

describe('numbers with the same to be asked', () => {
  it('are one question, however many: it names five, counts the others, and a yes is for each of them', () => {
    const numbers = Array.from({ length: 40 }, (_, index) => asked(index));
    const question = only(groupQuestions(numbers, THERE, []));
    expect(question.names).toEqual(numbers.map(({ ask }) => ask.name));
    expect(question.id).toBe(question.names[0]);
    expect(question.about).toEqual(expect.arrayContaining(numbers.map(({ phoneNumber }) => `clear-emergency-address ${phoneNumber}`)));
    expect(question.what).toContain('and 35 more have');
    expect(question.what.length).toBeLessThan(600);
  });

  it.each<[string, AskedOfNumber]>([
    ['what is asked', asked(1, { about: 'stuck' })], ['what is on them', asked(1, { from: null })], ['who put it there', asked(1, { ours: false })], ['whether it could be registered', asked(1, { failed: true })], ['what they shall have', asked(1, {}, { address: { ...WANTED, id: crypto.randomUUID() } })],
    ['the country, whose times differ', asked(1, {}, { country: 'GB' })],
  ])('are two where they differ in %s', (_, other) => {
    expect(groupQuestions([asked(0), other], THERE, []).map(({ names }) => names.length)).toEqual([1, 1]);
  });

  it('are none where nothing is asked', () => expect(groupQuestions([], THERE, [])).toEqual([]));
});

describe.each(KINDS)('the question “%s”', (about) => {
  const question = only(groupQuestions([asked(0, { about })], THERE, []));

  it('is whole sentences with a way to say yes and a way to say no', () => {
    for (const words of [question.what, question.yes, question.no]) expect(words).toMatch(/^[\p{Lu}\d+“][^]*\S$/u);
    expect(question.what).toMatch(/[.]$/);
    expect(`${question.what}${question.yes}${question.no}`).not.toMatch(/undefined|null|\bAD1|  /);
  });

  it('says what emergency calls show', () => expect(question.what).toMatch(/[Ee]mergency calls/));
});

it('before a change: what is there, who put it there, that calls show none meanwhile, and how long that may be', () => {
  const ours = only(groupQuestions([asked(0)], THERE, [])).what;
  expect(ours).toContain('9 Old Rd');
  expect(ours).toContain(`“${WANTED.friendlyName}”`);
  expect(ours).toMatch(/show no address.*30 minutes/);
  expect(ours).not.toContain('did not put');
  expect(only(groupQuestions([asked(0, { ours: false })], THERE, [])).what).toContain('which Trunkbook did not put there');
  expect(only(groupQuestions([asked(0, {}, { country: 'GB' })], THERE, [])).what).toContain('72 hours');
});

it.each(['change', 'remove'] as const)('one that could not be registered is not said to be lost by a yes: calls show none before (%s)', (about) => {
  const { what } = only(groupQuestions([asked(0, { about, failed: true })], THERE, []));
  expect(what).toMatch(/could not register.*9 Old Rd.*show (none|no address) now/);
  expect(what).not.toMatch(/has the address|From then|Once it is off/);
});

it('an address that nobody can read is called one', () => expect(only(groupQuestions([asked(0, { from: `AD${'9'.repeat(32)}` })], THERE, [])).what).toContain('has an address at Twilio'));

it('before an address that is gone is made again, it is asked by its name', () => {
  const { names, what, about } = gonePrompt({ kind: 'gone', says: null, question: 'make again x' }, WANTED);
  expect(names).toEqual(['make again x']);
  expect(what).toContain(`“${WANTED.friendlyName}”`);
  expect(about).toEqual([`create-emergency-address ${WANTED.id}`]);
});

it('before an address is made again that is another one at Twilio now, what it is there is shown', () => {
  const says = { ...toTwilio(WANTED), street: '9 Old Rd' };
  expect(gonePrompt({ kind: 'gone', says, question: 'make again x' }, WANTED)).toMatchObject({ names: ['make again x'], what: expect.stringContaining('“9 Old Rd, '), about: [`create-emergency-address ${WANTED.id}`] });
});
