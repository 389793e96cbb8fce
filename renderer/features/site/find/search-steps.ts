import { CHAPTERS } from '../../../../domain/guide/chapters.ts';
import type { Passage, Step } from '../../../../domain/guide/step.ts';
import { bare } from '../../../words.ts';

const textOf = (passages: readonly Passage[] = []): string => passages.map((passage) => (typeof passage === 'string' ? passage : passage.text)).join(' ');

interface Entry {
  readonly title: string;
  readonly whole: string;
}

/** What can be found of each step: made once. */
const ENTRIES: ReadonlyMap<string, Entry> = new Map(CHAPTERS.flatMap((chapter) => chapter.steps.map((step): [string, Entry] => {
  const title = bare(`${chapter.title} ${step.title}`);
  const fails = (step.fails ?? []).map(({ sign, cure }) => `${sign} ${cure}`).join(' ');
  const tables = (step.tables ?? []).flatMap(({ caption, head, rows }) => [caption, ...head, ...rows.flat()]).join(' ');
  const records = (step.records ?? []).flatMap(({ label, choices = [] }) => [label, ...choices]).join(' ');
  return [step.id, { title, whole: bare(`${title} ${step.page ?? ''} ${textOf(step.what)} ${step.byHand?.page ?? ''} ${textOf(step.byHand?.what)} ${step.byHand?.worked ?? ''} ${step.worked} ${records} ${fails} ${tables} ${step.differs ?? ''}`) }];
})));

/** The steps that have every word that was typed: those with all of them in their title first. All steps for an empty text. */
export function searchSteps(steps: readonly Step[], typed: string): readonly Step[] {
  const words = bare(typed).split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return steps;
  const has = (step: Step, part: keyof Entry): boolean => words.every((word) => ENTRIES.get(step.id)?.[part].includes(word) ?? false);
  const found = steps.filter((step) => has(step, 'whole'));
  return [...found.filter((step) => has(step, 'title')), ...found.filter((step) => !has(step, 'title'))];
}
