import './shell.css';
import { type ReactNode, useState } from 'react';
import type { Mirror } from '../../../preload/contract.ts';
import { ActionButton, IconButton } from '../../ui/action-button.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { CrossIcon, GearIcon, LockIcon, MarkIcon } from '../../ui/icons.tsx';
import { StateMark, StateShape } from '../../ui/state-mark.tsx';
import { useCall } from '../../use-call.ts';

/** What stands around every screen: the name, where one is, and what is always at hand. */
export function Shell({ mirror, inSettings = false, onSettings, children }: {
  readonly mirror: Mirror | null; readonly inSettings?: boolean; readonly onSettings?: (shown: boolean) => void; readonly children: ReactNode;
}): ReactNode {
  const lock = useCall('vault.lock');
  const close = useCall('site.close');
  const open = mirror?.vault.kind === 'open' && onSettings !== undefined;
  return (
    <div className="shell">
      <header className="shell-head">
        {mirror?.environment.host === 'chromium' && <HostBanner sandboxed={mirror.environment.sandboxed} />}
        <div className="shell-bar">
          <span className="shell-name"><MarkIcon />Trunkbook</span>
          {open && <Whereabouts mirror={mirror} inSettings={inSettings} onSites={() => { onSettings(false); if (mirror.site) void close.run(); }} onSite={() => onSettings(false)} />}
          {open && (
            <div className="shell-tools">
              <RunningJob mirror={mirror} onGo={() => onSettings(false)} />
              {!inSettings && <ActionButton look="quiet" onPress={() => onSettings(true)}><GearIcon />Settings</ActionButton>}
              <ActionButton look="quiet" busy={lock.busy} busyWords="Locking…" onPress={() => void lock.run()}><LockIcon />Lock</ActionButton>
            </div>
          )}
        </div>
        {open && mirror.vault.kind === 'open' && <Notices notices={mirror.vault.notices} />}
        <FaultNote fault={lock.fault ?? close.fault} />
      </header>
      {children}
    </div>
  );
}

function HostBanner({ sandboxed }: { readonly sandboxed: boolean }): ReactNode {
  return (
    <p className="host-banner">
      <StateShape shape="attention" />
      <span>Chromium host: for trying and developing. Not the packaged app.{sandboxed ? '' : ' Runs as root, without sandbox.'}</span>
    </p>
  );
}

function Whereabouts({ mirror, inSettings, onSites, onSite }: { readonly mirror: Mirror; readonly inSettings: boolean; readonly onSites: () => void; readonly onSite: () => void }): ReactNode {
  if (mirror.site === null && !inSettings) return null;
  return (
    <nav className="whereabouts" aria-label="Where you are">
      <ActionButton look="quiet" onPress={onSites}>Sites</ActionButton>
      {mirror.site && (
        <>
          <span aria-hidden="true">/</span>
          {inSettings ? <ActionButton look="quiet" onPress={onSite}><span className="clipped">{mirror.site.name}</span></ActionButton> : <h1 className="clipped whereabouts-here" aria-current="page">{mirror.site.name}</h1>}
        </>
      )}
      {inSettings && <><span aria-hidden="true">/</span><span className="whereabouts-here" aria-current="page">Settings</span></>}
    </nav>
  );
}

/** A set-up goes on while other screens are shown: this leads back to it. */
function RunningJob({ mirror, onGo }: { readonly mirror: Mirror; readonly onGo: () => void }): ReactNode {
  const open = useCall('site.open');
  const { job, site } = mirror;
  if (job === null || job.state === 'done' || job.state === 'stopped' || (site?.id === job.siteId)) return null;
  const name = mirror.sites.find(({ id }) => id === job.siteId)?.name ?? 'a site';
  const finished = job.lines.filter((line) => line.state === 'done').length;
  return (
    <ActionButton look="quiet" busy={open.busy} onPress={() => { onGo(); void open.run({ siteId: job.siteId }); }}>
      <StateMark shape="running">Setting up <span className="clipped running-name">{name}</span>: {finished} of {job.lines.length}</StateMark>
    </ActionButton>
  );
}

function Notices({ notices }: { readonly notices: readonly string[] }): ReactNode {
  const [away, setAway] = useState<ReadonlySet<string>>(new Set());
  return notices.filter((notice) => !away.has(notice)).map((notice) => (
    <div key={notice} className="notice" role="status">
      <StateShape shape="attention" /><p>{notice}</p>
      <IconButton label="Put this notice away" onPress={() => setAway(new Set([...away, notice]))}><CrossIcon /></IconButton>
    </div>
  ));
}
