import type { ReactNode } from 'react';

/** So many rows of a list are drawn: there may be thousands, and nobody reads on after a hundred. */
export const MOST_DRAWN = 100;

/** What is not drawn of a list. */
export function AndMore({ of, drawn = MOST_DRAWN, children }: { readonly of: number; readonly drawn?: number; readonly children?: ReactNode }): ReactNode {
  return of > drawn ? <p className="aside">And {of - drawn} more{children}.</p> : null;
}
