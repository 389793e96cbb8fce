import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STEPS } from '../../../domain/guide/chapters.ts';
import { readRecord } from '../../../domain/guide/records.ts';
import type { RecordField } from '../../../domain/guide/step.ts';
import { E164 } from '../../../domain/numbers/e164.ts';
import { anyText } from '../dialplan/make-rules.ts';

const text: RecordField = { id: 'seen', label: 'What you saw', kind: 'text' };
const phone: RecordField = { id: 'called', label: 'The number you called', kind: 'phone' };
const choice: RecordField = { id: 'heard', label: 'What was heard', kind: 'choice', choices: ['Both sides', 'One side', 'Nothing'], worked: ['Both sides'] };
const why = (field: RecordField, typed: string): string => {
  const judged = readRecord(field, typed, 'US');
  return judged.ok ? '' : judged.why;
};
const RECORDS = STEPS.flatMap(({ id, records = [] }) => records.map((field) => ({ step: id, field })));

describe('what is written down with a tick', () => {
  it('may be lacking only where the step says so', () => {
    for (const field of [text, phone, choice]) {
      for (const typed of ['', '  ', '\n\t']) {
        expect(why(field, typed)).toMatch(field.kind === 'choice' ? /Choose/ : /Write this down/);
        expect(readRecord({ ...field, optional: true }, typed, 'US')).toEqual({ ok: true, value: '' });
      }
    }
  });

  it('is kept as it was typed where it is a text, several lines and markup with it', () => expect(readRecord(text, ' Registered\n<b>green</b> ', 'US')).toEqual({ ok: true, value: 'Registered\n<b>green</b>' }));
  it('is not endless', () => expect(why(text, 'x'.repeat(10_000))).toContain('At most'));

  it('is E.164 where it is a number, read by the country of the site', () => {
    expect(readRecord(phone, ' (415) 555-0123 ', 'US')).toEqual({ ok: true, value: '+14155550123' });
    expect(readRecord(phone, '020 7946 0018', 'GB')).toEqual({ ok: true, value: '+442079460018' });
    expect(why(phone, 'the front desk')).toContain('letters');
  });

  it('that is no number is refused also where none is asked for', () => expect(readRecord({ ...phone, optional: true }, '12', 'US').ok).toBe(false));
});

describe('a choice', () => {
  it('that means it worked is a tick', () => expect(readRecord(choice, ' Both sides ', 'US')).toEqual({ ok: true, value: 'Both sides' }));
  it('that means it did not work is no tick, and the sentence says what to do with it', () => {
    for (const failed of ['One side', 'Nothing']) expect(why(choice, failed)).toMatch(/stays open.*note.*open point/);
  });
  it('is each of those that are offered where nothing is said of what worked', () => {
    const { worked: _worked, ...any } = choice;
    for (const one of choice.choices ?? []) expect(readRecord(any, one, 'US')).toEqual({ ok: true, value: one });
  });
  it.each(['both sides', 'Both', 'Both sides, Nothing', '__proto__', 'constructor'])('that is not offered is refused: %j', (typed) => expect(why(choice, typed)).toContain('offered'));
  it('without any to choose from takes nothing', () => expect(readRecord({ id: 'x', label: 'x', kind: 'choice' }, 'x', 'US').ok).toBe(false));
});

describe('the records of the guide', () => {
  it('can each be filled in, and never by a choice that says it failed', () => {
    for (const { step, field } of RECORDS.filter(({ field: { kind } }) => kind === 'choice')) {
      const taken = (field.choices ?? []).filter((one) => readRecord(field, one, 'US').ok);
      expect(taken, `${step} ${field.id}`).toEqual(field.worked ?? field.choices);
      expect(taken.length, `${step} ${field.id}`).toBeGreaterThan(0);
    }
  });

  it('throw at nothing that is typed, and keep only what they ask for', () => {
    fc.assert(fc.property(fc.constantFrom(...RECORDS), fc.oneof(anyText(30), fc.constantFrom('+14155550123', 'Yes', '911', 'x'.repeat(6000))), fc.constantFrom('US', 'GB', '', 'ZZ', 'toString'), ({ field }, typed, country) => {
      const judged = readRecord(field, typed, country);
      if (!judged.ok) { expect(judged.why).not.toBe(''); return; }
      if (judged.value === '') expect(field.optional).toBe(true);
      else if (field.kind === 'phone') expect(judged.value).toMatch(E164);
      else if (field.kind === 'choice') expect(field.choices).toContain(judged.value);
      else expect(judged.value).toBe(typed.trim());
    }));
  });
});
