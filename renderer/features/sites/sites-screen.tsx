import './sites.css';
import { type ReactNode, useMemo, useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, Switch } from 'react-aria-components';
import type { SiteSummary } from '../../../domain/site/record.ts';
import { useMirror } from '../../mirror-store.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { Field } from '../../ui/field.tsx';
import { MoreIcon, PlusIcon } from '../../ui/icons.tsx';
import { ScreenHeading, useTitle } from '../../ui/screen-heading.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { type Call, useCall } from '../../use-call.ts';
import { useNow } from '../../use-now.ts';
import { ago, count } from '../../words.ts';
import { SiteNameDialog, type NameTask } from './site-name-dialog.tsx';
import { listed } from './listed.ts';

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
    <main className="page" data-screen="sites">
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
              : <SiteTable sites={shown} now={now} open={open} archive={archive} onTask={setTask} />}
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

function SiteTable({ sites, now, open, archive, onTask }: {
  readonly sites: readonly SiteSummary[]; readonly now: number; readonly open: Call<'site.open'>; readonly archive: Call<'site.archive'>; readonly onTask: (task: NameTask) => void;
}): ReactNode {
  return (
    <table className="site-table">
      <thead><tr><th scope="col">Name</th><th scope="col">Account</th><th scope="col">Progress</th><th scope="col">Last touched</th><th scope="col"><span className="unseen">More</span></th></tr></thead>
      <tbody>
        {sites.map((site) => (
          <tr key={site.id} data-archived={site.archivedAt !== null || undefined}>
            <th scope="row">
              <div className="site-cell">
                <Button className="site-name" onPress={() => void open.run({ siteId: site.id })}><span className="clipped">{site.name}</span></Button>
                {site.archivedAt !== null && <span className="tag">Archived</span>}
              </div>
            </th>
            <td>{site.practice ? 'Practice' : 'Twilio'}</td>
            <td><Progress site={site} /></td>
            <td>{ago(site.touchedAt, now)}</td>
            <td className="site-more">
              <MenuTrigger>
                <Button className="icon-button" aria-label={`More for ${site.name.slice(0, 100)}`}><MoreIcon /></Button>
                <Popover className="popover" placement="bottom end">
                  <Menu className="menu" aria-label="Site">
                    <MenuItem className="menu-item" onAction={() => onTask({ kind: 'rename', site })}>Rename</MenuItem>
                    <MenuItem className="menu-item" onAction={() => onTask({ kind: 'duplicate', site })}>Duplicate as a pattern</MenuItem>
                    <MenuItem className="menu-item" onAction={() => void archive.run({ siteId: site.id, archived: site.archivedAt === null })}>{site.archivedAt === null ? 'Archive' : 'Bring back'}</MenuItem>
                  </Menu>
                </Popover>
              </MenuTrigger>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Progress({ site: { stepsDone, steps } }: { readonly site: SiteSummary }): ReactNode {
  return <StateMark shape={stepsDone >= steps ? 'done' : stepsDone === 0 ? 'open' : 'running'}>{stepsDone} of {steps}</StateMark>;
}
