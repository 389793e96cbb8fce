import type { StepId } from '../../../domain/site/step-ids.ts';
import type { Typed } from '../../ui/use-form.ts';
import type { Place } from './step-order.ts';

/** What was typed and not saved, by step. Passwords are not in it. */
export type Drafts = Partial<Record<StepId, Typed>>;

/** What lies on the step to be worked through, or says which form of it is open: no Save would save it. */
const NOTHING_TO_SAVE = /\.(?:pasted|open)$/;

/** Whether something was typed that a Save would save. */
export function isUnsaved(typed: Typed): boolean {
  return Object.keys(typed).some((name) => !NOTHING_TO_SAVE.test(name));
}

export interface LeftAt {
  readonly place: Place;
  readonly drafts: Drafts;
}

/** By site: where one was, and what was typed there, when one looks at the settings or at another site. It lives as long as the window, and locking replaces that. */
const sites = new Map<string, LeftAt>();

export function leftAt(siteId: string): LeftAt | undefined {
  return sites.get(siteId);
}

export function leaveAt(siteId: string, left: LeftAt): void {
  sites.set(siteId, left);
}
