import type { ReactNode } from 'react';
import type { Fault } from '../../../preload/contract.ts';
import { useMirror } from '../../mirror-store.ts';
import { FaultNote } from '../../ui/fault-note.tsx';
import { ScreenHeading, useTitle } from '../../ui/screen-heading.tsx';

export function UnusableScreen({ fault }: { readonly fault: Fault }): ReactNode {
  useTitle('Vault not usable');
  const folder = useMirror((mirror) => mirror.environment.dataFolder);
  return (
    <main className="page is-narrow" data-screen="vault-unusable">
      <ScreenHeading level={1}>The vault cannot be used</ScreenHeading>
      <FaultNote fault={fault} />
      <p className="aside">Data folder: <span className="mono">{folder}</span></p>
    </main>
  );
}
