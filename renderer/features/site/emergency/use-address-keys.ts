import { useEffect, useRef } from 'react';

export interface AddressKeys {
  /** Opens the form of a new address. */
  readonly onAdd: () => void;
  /** Copies an address to the next floor. */
  readonly onNextFloor: () => void;
}

/** The keys of the addresses, from wherever the cursor is: Alt+A and Alt+D. In a dialog the keys belong to it. */
export function useAddressKeys(keys: AddressKeys): void {
  const latest = useRef(keys);
  useEffect(() => { latest.current = keys; });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented || document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
      // On a Mac, Alt with a letter types another character: the key's place says which it is.
      const action = event.code === 'KeyA' ? 'onAdd' : event.code === 'KeyD' ? 'onNextFloor' : null;
      if (action === null) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current[action]();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
}
