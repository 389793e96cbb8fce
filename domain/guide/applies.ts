import type { Intent } from '../site/record.ts';
import type { Condition, Passage, Step, Table } from './step.ts';

/** What decides which parts of the guide a site needs. */
export type Situation = Pick<Intent, 'country' | 'hosting' | 'account'> & { readonly trunk: Pick<Intent['trunk'], 'secure'> };

/** Whether a condition holds for a site. What nobody has said yet speaks against nothing: the step shows until it is known not to apply. */
export function holds(condition: Condition | undefined, { country, hosting, account, trunk }: Situation): boolean {
  if (condition === undefined) return true;
  const { countries, notCountries, secure } = condition;
  if (countries !== undefined && !countries.includes(country)) return false;
  if (notCountries?.includes(country)) return false;
  if (secure !== undefined && trunk.secure !== null && trunk.secure !== secure) return false;
  if (condition.hosting !== undefined && hosting !== null && hosting !== condition.hosting) return false;
  return condition.account === undefined || (condition.account === 'by-hand') === (account.kind === 'by-hand');
}

/** The paragraphs that this site needs. */
export function passagesFor(passages: readonly Passage[], situation: Situation): readonly string[] {
  return passages.flatMap((passage) => (typeof passage === 'string' ? [passage] : holds(passage.when, situation) ? [passage.text] : []));
}

export function tablesFor(tables: readonly Table[] | undefined, situation: Situation): readonly Table[] {
  return (tables ?? []).filter((table) => holds(table.when, situation));
}

/** Whether a step belongs to this site's guide at all. */
export function appliesTo(step: Step, situation: Situation): boolean {
  return holds(step.applies, situation);
}
