import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { LinkName } from '../domain/guide/links.ts';
import type { Mirror } from '../preload/contract.ts';
import { SettingsScreen } from './features/settings/settings-screen.tsx';
import { Shell } from './features/shell/shell.tsx';
import { LINK_WORDS } from './features/site/link-words.ts';
import { OpenLink } from './features/site/open-link.tsx';
import { SitesScreen } from './features/sites/sites-screen.tsx';
import { UnlockScreen } from './features/unlock/unlock-screen.tsx';
import { UnusableScreen } from './features/unlock/unusable-screen.tsx';
import { WelcomeScreen } from './features/welcome/welcome-screen.tsx';
import { reloadMirror, useHeld } from './mirror-store.ts';
import { ActionButton } from './ui/action-button.tsx';
import { FaultLink } from './ui/fault-link.ts';
import { FaultNote } from './ui/fault-note.tsx';

// The site screen brings the phone numbers' rules of every country: it is fetched while the passphrase is typed, not before the first paint.
const loadSiteScreen = () => import('./features/site/site-screen.tsx');
const SiteScreen = lazy(async () => ({ default: (await loadSiteScreen()).SiteScreen }));

export function App(): ReactNode {
  const held = useHeld();
  switch (held.kind) {
    case 'waiting':
      return <Shell mirror={null}><main className="page" data-screen="starting" aria-busy="true" /></Shell>;
    case 'failed':
      return (
        <Shell mirror={null}>
          <main className="page" data-screen="failed">
            <FaultNote fault={held.fault}><ActionButton look="primary" onPress={() => void reloadMirror()}>Try again</ActionButton></FaultNote>
          </main>
        </Shell>
      );
    case 'held':
      return <FaultLink value={faultLink(held.mirror.site?.id ?? null)}><Screens mirror={held.mirror} /></FaultLink>;
  }
}

/** A fault's page on the web, as every other link of the app. */
const faultLink = (siteId: string | null) => (link: LinkName): ReactNode => <OpenLink link={link} siteId={siteId}>{LINK_WORDS[link]}</OpenLink>;

function Screens({ mirror }: { readonly mirror: Mirror }): ReactNode {
  const [inSettings, setInSettings] = useState(false);
  /** The vault opens in the middle of the first run, which has one thing more to say. */
  const [firstRun, setFirstRun] = useState(false);
  const { vault, site } = mirror;
  if (vault.kind === 'none' || firstRun) {
    return <Shell mirror={mirror}><WelcomeScreen onStart={() => setFirstRun(true)} onEnd={() => setFirstRun(false)} /></Shell>;
  }
  if (vault.kind === 'unusable') return <Shell mirror={mirror}><UnusableScreen fault={vault.fault} /></Shell>;
  if (vault.kind === 'locked') {
    void loadSiteScreen();
    return <Shell mirror={mirror}><UnlockScreen unwatched={vault.unwatched} here={vault.here} /></Shell>;
  }
  return (
    <Shell mirror={mirror} inSettings={inSettings} onSettings={setInSettings}>
      {inSettings
        ? <SettingsScreen mirror={mirror} onClose={() => setInSettings(false)} />
        : site === null
          ? <SitesScreen />
          : <Suspense fallback={<main className="page" data-screen="starting" aria-busy="true" />}><SiteScreen key={site.id} site={site} /></Suspense>}
    </Shell>
  );
}
