import type { ReactNode } from 'react';
import { useMirror } from '../../mirror-store.ts';
import { ActionButton } from '../../ui/action-button.tsx';

export const REAL_CREDENTIALS = 'Real credentials in the Chromium host?';

/** Whether a person must be told, before a credential is entered, that this host protects it less. */
export function useMustTell(): boolean {
  return useMirror((mirror) => mirror.environment.host === 'chromium');
}

/** What a person is told before real credentials go into the Chromium host; for a dialog. */
export function RealCredentials({ stay, onStay, onGoOn }: { readonly stay: string; readonly onStay: () => void; readonly onGoOn: () => void }): ReactNode {
  const sandboxed = useMirror((mirror) => mirror.environment.sandboxed);
  return (
    <>
      <p>This is not the packaged app. It has no keychain of the system to lean on: your passphrase alone protects what you enter.</p>
      {!sandboxed && <p>It also runs as root, so Chromium’s own sandbox is off: a fault in the page would reach further.</p>}
      <p>For learning, stay with the practice account. If you go on, use a Standard API key that you can revoke.</p>
      <div className="form-end">
        <ActionButton onPress={onStay}>{stay}</ActionButton>
        <ActionButton look="primary" onPress={onGoOn}>Enter credentials anyway</ActionButton>
      </div>
    </>
  );
}
