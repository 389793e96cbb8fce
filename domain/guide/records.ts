import { accept, type Judgement, refuse } from '../judgement.ts';
import { readPhoneNumber } from '../numbers/phone-number.ts';
import { readRemark } from '../site/values.ts';
import type { RecordField } from './step.ts';

/** Judges what a person writes down with a tick. Phone numbers come back in E.164; `country` is for those written without a country code. */
export function readRecord(field: RecordField, text: string, country: string): Judgement<string> {
  const typed = text.trim();
  if (typed === '') return field.optional ? accept('') : refuse(field.kind === 'choice' ? 'Choose one.' : 'Write this down: it is what proves the step.');
  switch (field.kind) {
    case 'phone': return readPhoneNumber(typed, country);
    case 'choice':
      if (!field.choices?.includes(typed)) return refuse('Choose one of those that are offered.');
      // What failed is worth a note or an open point, never a tick.
      return field.worked?.includes(typed) ?? true ? accept(typed) : refuse('Then it did not work, and the step stays open. See “It did not work” below; keep what you saw as a note, or make it an open point.');
    case 'text': return readRemark(typed, 'it');
  }
}
