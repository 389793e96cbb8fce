import { type ConditionField, readCondition } from '../../../../domain/dialplan/conditions.ts';
import { accept, type Judgement, refuse } from '../../../../domain/judgement.ts';

// How the fields of 3CX's rules are judged while they are typed; those of outbound rules and of emergency numbers alike.

export function readStrip(text: string): Judgement<string> {
  return text.trim() === '' || (/^\d{1,2}$/.test(text.trim()) && Number(text) <= 50) ? accept(text) : refuse('A number of digits, 0 to 50.');
}

export function readLine(text: string): Judgement<string> {
  return text.length <= 1000 ? accept(text) : refuse('At most 1000 characters.');
}

export function readRuleName(text: string): Judgement<string> {
  return text.trim() === '' ? refuse('Enter a name for the rule.') : readLine(text);
}

export const readRuleCondition = (field: ConditionField) => (text: string): Judgement<unknown> => (text.length > 1000 ? refuse('At most 1000 characters.') : readCondition(field, text));
