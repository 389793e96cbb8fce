import type { ReactNode } from 'react';

/** Every state that the app shows, as a shape of its own: each is told apart without colour. */
export type Shape = 'open' | 'attention' | 'done' | 'reported' | 'running' | 'refused' | 'unknown' | 'blocked' | 'contradiction' | 'not-applicable';

const DRAWN: Readonly<Record<Shape, ReactNode>> = {
  open: <circle cx="8" cy="8" r="5.75" className="line" />,
  running: <><circle cx="8" cy="8" r="5.75" className="line" /><path d="M8 2.250a5.75 5.75 0 0 1 0 11.500Z" className="full" /></>,
  attention: <><path d="M8 1.5 14.5 8 8 14.5 1.5 8Z" className="full" /><path d="M8 4.750v3.750M8 11h.01" className="inner" /></>,
  done: <><circle cx="8" cy="8" r="6.5" className="full" /><path d="m5 8.25 2.25 2.250L11 6" className="inner" /></>,
  reported: <><circle cx="8" cy="8" r="5.75" className="line" /><path d="m5 8.25 2.25 2.250L11 6" className="line" /></>,
  refused: <><rect x="1.75" y="1.75" width="12.5" height="12.5" rx="1.5" className="full" /><path d="m5.5 5.5 5 5M10.5 5.500l-5 5" className="inner" /></>,
  blocked: <><path d="M5.250 1.750h5.500l3.500 3.500v5.500l-3.500 3.500h-5.500l-3.500-3.500v-5.500Z" className="line" /><path d="M6.250 5.500v5M9.750 5.500v5" className="line" /></>,
  contradiction: <><path d="M8 1.5 14.5 8 8 14.5 1.5 8Z" className="line" /><path d="M5.750 7h4.500M5.750 9.250h4.500M9.250 5.250l-2.500 5.750" className="line" /></>,
  'not-applicable': <><circle cx="8" cy="8" r="5.75" className="line" /><path d="M5.250 8h5.500" className="line" /></>,
  unknown: <><rect x="2.25" y="2.25" width="11.5" height="11.5" rx="1.5" className="line" /><path d="M6.25 6.250c0-2.25 3.5-2 3.5 0 0 1.25-1.75 1.25-1.75 2.500M8 11h.01" className="line" /></>,
};

/** The shape of a state. Always beside its word. */
export function StateShape({ shape }: { readonly shape: Shape }): ReactNode {
  return <svg className={`state-shape is-${shape}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">{DRAWN[shape]}</svg>;
}

/** A state: its shape and its word. */
export function StateMark({ shape, children }: { readonly shape: Shape; readonly children: ReactNode }): ReactNode {
  return <span className={`state-mark is-${shape}`}><StateShape shape={shape} /><span>{children}</span></span>;
}
