import type { ReactNode } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { SiteSummary } from '../../../domain/site/record.ts';
import { MoreIcon } from '../../ui/icons.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { useRows } from '../../ui/use-rows.ts';
import type { Call } from '../../use-call.ts';
import { ago, count } from '../../words.ts';
import type { NameTask } from './site-name-dialog.tsx';

/** In pixels, as sites.css has it. */
const ROW_HEIGHT = 44;
const HEAD = ['Name', 'Account', 'Progress', 'Open points', 'Emergency', 'Last touched'] as const;

/** The list of sites. Of a thousand only the rows in sight are drawn; the table says how many there are. */
export function SiteTable({ sites, sought, now, open, archive, onTask }: {
  readonly sites: readonly SiteSummary[]; readonly sought: string; readonly now: number; readonly open: Call<'site.open'>; readonly archive: Call<'site.archive'>; readonly onTask: (task: NameTask) => void;
}): ReactNode {
  const { scroller, virtual } = useRows({ count: sites.length, height: ROW_HEIGHT, overscan: 8, sought });
  return (
    <div ref={scroller} className="site-scroll">
      <div className="site-table" role="table" aria-label="Sites" aria-rowcount={sites.length + 1}>
        <div role="rowgroup">
          <div className="site-row is-head" role="row" aria-rowindex={1}>
            {HEAD.map((title) => <span key={title} role="columnheader">{title}</span>)}
            <span role="columnheader"><span className="unseen">More</span></span>
          </div>
        </div>
        <div className="site-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const site = sites[index];
            return site && (
              <div key={site.id} className="site-row" role="row" aria-rowindex={index + 2} data-archived={site.archivedAt !== null || undefined} style={{ transform: `translateY(${start}px)` }}>
                <span role="rowheader" className="site-cell">
                  <Button className="site-name" onPress={() => void open.run({ siteId: site.id })}><span className="clipped">{site.name}</span></Button>
                  {site.archivedAt !== null && <span className="tag">Archived</span>}
                </span>
                <span role="cell">{site.practice ? 'Practice' : site.byHand ? 'By hand' : 'Twilio'}</span>
                <span role="cell"><Progress site={site} /></span>
                <span role="cell">{site.openPoints > 0 && <StateMark shape="blocked">{count(site.openPoints, 'open point')}</StateMark>}</span>
                <span role="cell"><Emergency site={site} /></span>
                <span role="cell">{ago(site.touchedAt, now)}</span>
                <span role="cell" className="site-more"><More site={site} archive={archive} onTask={onTask} /></span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function More({ site, archive, onTask }: { readonly site: SiteSummary; readonly archive: Call<'site.archive'>; readonly onTask: (task: NameTask) => void }): ReactNode {
  return (
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
  );
}

function Progress({ site: { stepsDone, steps } }: { readonly site: SiteSummary }): ReactNode {
  return <StateMark shape={steps > 0 && stepsDone >= steps ? 'done' : stepsDone === 0 ? 'open' : 'running'}>{stepsDone} of {steps}</StateMark>;
}

/** What of the emergency addresses waits for somebody, is on its way at Twilio, or waits to be submitted; the first of these alone. */
function Emergency({ site: { emergency } }: { readonly site: SiteSummary }): ReactNode {
  if (emergency === null) return null;
  const { forPerson, underWay, queued } = emergency;
  if (forPerson > 0) return <StateMark shape="attention">{forPerson} for you</StateMark>;
  if (underWay > 0) return <StateMark shape="running">{underWay} registering</StateMark>;
  return queued > 0 && <StateMark shape="open">{queued} {queued === 1 ? 'waits' : 'wait'}</StateMark>;
}
