import { type ReactNode, useEffect, useRef } from 'react';

/** The heading of a screen or a step. It takes the focus when it appears, so that a keyboard or a screen reader starts there. */
export function ScreenHeading({ level, children, takesFocus = true }: {
  readonly level: 1 | 2; readonly children: ReactNode; readonly takesFocus?: boolean;
}): ReactNode {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) ref.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  const Tag = level === 1 ? 'h1' : 'h2';
  return <Tag ref={ref} tabIndex={-1} className="screen-heading">{children}</Tag>;
}

/** The window's title, for the task bar. */
export function useTitle(title: string): void {
  useEffect(() => { document.title = title === 'Trunkbook' ? title : `${title} · Trunkbook`; }, [title]);
}
