import { type ReactNode, useState } from 'react';
import type { LinkName } from '../../../domain/guide/links.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { OutIcon } from '../../ui/icons.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import { useCall } from '../../use-call.ts';

/** A way out to the browser. The address is main's, and is shown before it opens. */
export function OpenLink({ link, siteId, children }: { readonly link: LinkName; readonly siteId: string | null; readonly children: string }): ReactNode {
  const show = useCall('link.show');
  const open = useCall('link.open');
  const [url, setUrl] = useState<string | null>(null);
  return (
    <>
      <ActionButton look="quiet" busy={show.busy} onPress={async () => { const result = await show.run({ link, siteId }); if (result?.ok) setUrl(result.value.url); }}><OutIcon />{children}</ActionButton>
      <FaultNote fault={show.fault} />
      <ModalDialog title="Open in your browser?" isOpen={url !== null} onClose={() => setUrl(null)} busy={open.busy}>
        <p className="mono link-address">{url}</p>
        <FaultNote fault={open.fault} />
        <div className="form-end">
          <ActionButton onPress={() => setUrl(null)}>Stay here</ActionButton>
          <ActionButton look="primary" busy={open.busy} busyWords="Opening…" onPress={async () => { if ((await open.run({ link, siteId }))?.ok) setUrl(null); }}>Open it</ActionButton>
        </div>
      </ModalDialog>
    </>
  );
}
