import './sites.css';
import { type ReactNode, useMemo, useState } from 'react';
import { Switch } from 'react-aria-components';
import { useMirror } from '../../mirror-store.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { Field } from '../../ui/field.tsx';
import { PlusIcon } from '../../ui/icons.tsx';
import { ScreenHeading, useTitle } from '../../ui/screen-heading.tsx';
import { useCall } from '../../use-call.ts';
import { useNow } from '../../use-now.ts';
import { count } from '../../words.ts';
import { SiteNameDialog, type NameTask } from './site-name-dialog.tsx';
import { listed } from './listed.ts';
import { SiteTable } from './site-table.tsx';

const A_MINUTE = 60_000;

export function SitesScreen(): ReactNode {
  useTitle('Sites');
  const sites = useMirror((mirror) => mirror.sites);
  const now = useNow(A_MINUTE);
  const [typed, setTyped] = useState('');
  const [archived, setArchived] = useState(false);
  const [task, setTask] = useState<NameTask | null>(null);
  const open = useCall('site.open');
  const archive = useCall('site.archive');
  const shown = useMemo(() => listed(sites, { typed, archived }), [sites, typed, archived]);
  const inArchive = sites.filter((site) => site.archivedAt !== null).length;
  const create = (): void => setTask({ kind: 'create' });

  return (
    <main className="page is-list" data-screen="sites">
      <div className="page-head">
        <ScreenHeading level={1}>Sites</ScreenHeading>
        <ActionButton look="primary" onPress={create}><PlusIcon />New site</ActionButton>
      </div>
      <FaultNote fault={open.fault ?? archive.fault} />
      {sites.length === 0
        ? <Empty />
        : (
          <>
            <div className="sites-tools">
              <Field label="Search" name="search" type="search" value={typed} onChange={setTyped} />
              {inArchive > 0 && <Switch className="switch" isSelected={archived} onChange={setArchived}><span className="switch-track" aria-hidden="true" />Show archived ({inArchive})</Switch>}
              <p className="sites-count" role="status">{count(shown.length, 'site')}</p>
            </div>
            {shown.length === 0
              ? <p className="empty">{typed === '' ? 'All sites are in the archive. Show archived sites, or make a new one.' : 'No site has this in its name. Change what you search for, or make a new site.'}</p>
              : <SiteTable sites={shown} sought={`${typed} ${archived}`} now={now} open={open} archive={archive} onTask={setTask} />}
          </>
        )}
      {task !== null && <SiteNameDialog key={task.kind} task={task} onClose={() => setTask(null)} />}
    </main>
  );
}

function Empty(): ReactNode {
  return (
    <div className="empty">
      <p><strong>No sites yet.</strong> A site is one customer location with one PBX.</p>
      <p>Press “New site” and give it a name. It works on the built-in practice account until you choose a Twilio account, so you can try the whole job now, without a network.</p>
    </div>
  );
}
