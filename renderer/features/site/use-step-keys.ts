import { useEffect, useRef } from 'react';

export interface StepKeys {
  readonly onNext: () => void;
  readonly onPrevious: () => void;
  /** Marks the step as done, and goes on. */
  readonly onDone: () => void;
  /** Copies the next value that the step needs. */
  readonly onCopy: () => void;
  readonly onFind: () => void;
  readonly onHelp: () => void;
}

/**
 * The keys of the site screen, from wherever the cursor is: Alt with the arrows, Enter and C, and Ctrl+K. `/` and `?` only where nobody is
 * typing. In a dialog the keys belong to it; on a list of choices Alt+Down opens it.
 */
export function useStepKeys(keys: StepKeys): void {
  const latest = useRef(keys);
  useEffect(() => { latest.current = keys; });
  useEffect(() => {
    const actionOf = (event: KeyboardEvent, typing: boolean): keyof StepKeys | null => {
      const { key, altKey, ctrlKey, metaKey } = event;
      if (altKey && !ctrlKey && !metaKey) {
        if (key === 'ArrowDown') return 'onNext';
        if (key === 'ArrowUp') return 'onPrevious';
        if (key === 'Enter') return 'onDone';
        // On a Mac, Alt+C types another character: the key's place says which it is.
        return event.code === 'KeyC' ? 'onCopy' : null;
      }
      if ((ctrlKey || metaKey) && key.toLowerCase() === 'k') return 'onFind';
      if (typing || ctrlKey || metaKey || altKey) return null;
      return key === '/' ? 'onFind' : key === '?' ? 'onHelp' : null;
    };
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (event.defaultPrevented || document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
      const inside = (kinds: string): boolean => target?.closest(kinds) !== null && target !== null;
      const action = actionOf(event, inside('input, textarea'));
      if (action === null || (inside('select') && (action === 'onNext' || action === 'onPrevious'))) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current[action]();
    };
    // Before the button that has the focus: it would take Alt+Enter for its own Enter.
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
}
