import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

/** A question or a small form over the screen. Escape and a click outside close it, unless it is at work. */
export function ModalDialog({ title, isOpen, onClose, busy = false, alert = false, wide = false, children }: {
  readonly title: string; readonly isOpen: boolean; readonly onClose: () => void; readonly busy?: boolean; readonly alert?: boolean; readonly wide?: boolean; readonly children: ReactNode;
}): ReactNode {
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} isDismissable={!busy} isKeyboardDismissDisabled={busy} onOpenChange={(open) => { if (!open) onClose(); }}>
      <Modal className={wide ? 'modal is-wide' : 'modal'}>
        <Dialog className="dialog" role={alert ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" level={2}>{title}</Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
