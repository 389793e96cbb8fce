import './settings.css';
import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { Mirror, Preferences } from '../../../preload/contract.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { ScreenHeading, useTitle } from '../../ui/screen-heading.tsx';
import { useCall } from '../../use-call.ts';
import { RecoveryKit } from '../welcome/recovery-kit.tsx';
import { AccountList } from './account-list.tsx';
import { ChangePassphrase } from './change-passphrase.tsx';
import { LaptopUnlock } from './laptop-unlock.tsx';

const THEMES: readonly { readonly value: Preferences['theme']; readonly words: string }[] = [
  { value: 'system', words: 'As the system' }, { value: 'light', words: 'Light' }, { value: 'dark', words: 'Dark' },
];

export function SettingsScreen({ mirror, onClose }: { readonly mirror: Mirror; readonly onClose: () => void }): ReactNode {
  useTitle('Settings');
  const { environment, accounts, vault } = mirror;
  return (
    <main className="page is-settings" data-screen="settings">
      <div className="page-head"><ScreenHeading level={1}>Settings</ScreenHeading><ActionButton onPress={onClose}>{mirror.site === null ? 'Back to the sites' : 'Back to the site'}</ActionButton></div>
      <section aria-labelledby="settings-look"><h2 id="settings-look">Look</h2><Theme preferences={mirror.preferences} /></section>
      <section aria-labelledby="settings-passphrase"><h2 id="settings-passphrase">Passphrase</h2><ChangePassphrase /></section>
      {vault.kind === 'open' && <section aria-labelledby="settings-laptop"><h2 id="settings-laptop">Unlock on this laptop</h2><LaptopUnlock here={vault.here} /></section>}
      <section aria-labelledby="settings-kit"><h2 id="settings-kit">Recovery kit</h2><RecoveryKit /></section>
      <section aria-labelledby="settings-accounts"><h2 id="settings-accounts">Twilio accounts</h2><AccountList accounts={accounts} /></section>
      <section aria-labelledby="settings-app">
        <h2 id="settings-app">This installation</h2>
        <dl className="facts">
          <div><dt>Technician</dt><dd>{vault.kind === 'open' ? vault.technician : ''}</dd></div>
          <div><dt>Version</dt><dd className="mono">{environment.version}</dd></div>
          <div><dt>System</dt><dd className="mono">{environment.platform}</dd></div>
          <div><dt>Data folder</dt><dd className="mono">{environment.dataFolder}</dd></div>
        </dl>
      </section>
    </main>
  );
}

function Theme({ preferences }: { readonly preferences: Preferences }): ReactNode {
  const save = useCall('preferences.save');
  return (
    <>
      <RadioGroup className="radio-row" value={preferences.theme} onChange={(value) => {
        const theme = THEMES.find((one) => one.value === value)?.value;
        if (theme) void save.run({ theme });
      }}>
        <Label>Theme</Label>
        {THEMES.map(({ value, words }) => <Radio key={value} className="radio" value={value}><span className="radio-dot" aria-hidden="true" />{words}</Radio>)}
      </RadioGroup>
      <FaultNote fault={save.fault} />
    </>
  );
}
