import type { ReactNode } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';

const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ['Alt + ↓', 'next step'], ['Alt + ↑', 'previous step'], ['Alt + Enter', 'save what was typed; else done, and on'], ['Alt + C', 'copy the next value that the step needs'],
  ['Alt + A', 'a new emergency address, on its step'], ['Alt + D', 'copy an emergency address to the next floor'],
  ['/ or Ctrl + K', 'find a step, a symptom or a code'], ['Enter', 'save, while in a field'], ['Tab', 'next field or button'], ['Esc', 'close a dialog'], ['?', 'this help'],
];

export function Help({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <ModalDialog title="Keys" isOpen onClose={onClose}>
      <dl className="keys">{KEYS.map(([keys, does]) => <div key={keys}><dt><kbd>{keys}</kbd></dt><dd>{does}</dd></div>)}</dl>
      <div className="form-end"><ActionButton look="primary" onPress={onClose}>Close</ActionButton></div>
    </ModalDialog>
  );
}
