import { useEffect, useRef } from 'react';

export interface StepKeys {
  readonly onNext: () => void;
  readonly onPrevious: () => void;
  readonly onHelp: () => void;
}

/** Alt+Down and Alt+Up go from step to step from wherever the cursor is; `?` opens the help, unless somebody is typing. */
export function useStepKeys(keys: StepKeys): void {
  const latest = useRef(keys);
  useEffect(() => { latest.current = keys; });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      // In a dialog the keys belong to it; on a list of choices Alt+Down opens it.
      if (event.defaultPrevented || target?.closest('[role="dialog"], [role="alertdialog"], select')) return;
      if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
        event.preventDefault();
        if (event.key === 'ArrowDown') latest.current.onNext();
        else latest.current.onPrevious();
      } else if (event.key === '?' && !target?.closest('input, textarea')) {
        event.preventDefault();
        latest.current.onHelp();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
