import { type ReactNode, useState } from 'react';
import { Switch } from 'react-aria-components';
import type { OpenSite, PbxField } from '../../../../domain/site/record.ts';
import { type Drift, type DriftRow, isDiffering, type Side } from '../../../../domain/trunk/drift.ts';
import type { Plan } from '../../../../domain/trunk/plan.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { AndMore, MOST_DRAWN } from '../../../ui/and-more.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { moment } from '../../../words.ts';
import type { StepProps } from '../step-view.tsx';
import { isMono, marksOf, pbxCell, questionsForAll, shown } from './compare-words.ts';
import { ReportDialog } from './report-dialog.tsx';
import { hasWays, RowWays } from './row-ways.tsx';

type Read = Extract<Drift, { kind: 'read' }>;

interface TableProps {
  readonly site: OpenSite;
  readonly plan: Plan;
  readonly drift: Read;
  /** There is no trunk at Twilio: nothing is to be settled row by row. */
  readonly bare: boolean;
  readonly go: StepProps['go'];
}

/** The three sides side by side, what differs first of all. */
export function DriftTable({ site, plan, drift, bare, go }: TableProps): ReactNode {
  /** Null until the switch was used: then what differs is shown alone, where anything does. */
  const [only, setOnly] = useState<boolean | null>(null);
  const [reporting, setReporting] = useState<PbxField | null>(null);
  const { rows, differing } = drift;
  const onlyDiffering = only ?? differing > 0;
  const wanted = onlyDiffering ? rows.filter(isDiffering) : rows;
  const shownRows = wanted.slice(0, MOST_DRAWN);
  const groups = [...new Set(shownRows.map(({ group }) => group))];
  const waits = questionsForAll(plan).length > 0;
  return (
    <>
      <Switch className="switch" isSelected={onlyDiffering} onChange={setOnly}><span className="switch-track" aria-hidden="true" />Only what differs ({differing} of {rows.length})</Switch>
      {shownRows.length > 0 && (
        // The roles stand here because a narrow window shows the rows as cards: what is no table to the eye stays one for a screen reader.
        <table className="drift" role="table" aria-label="This site, Twilio and 3CX">
          <thead role="rowgroup"><tr role="row">{['Value', 'This site', 'Twilio', '3CX'].map((head) => <th key={head} role="columnheader" scope="col">{head}</th>)}</tr></thead>
          {groups.map((group) => (
            <tbody key={group} role="rowgroup">
              <tr className="drift-group" role="row"><th role="rowheader" scope="rowgroup" colSpan={4}>{group}</th></tr>
              {shownRows.filter((row) => row.group === group).map((row) => (
                <Row key={row.id} row={row} rows={rows} site={site} plan={plan} bare={bare} waits={waits} go={go} onReport={setReporting} />
              ))}
            </tbody>
          ))}
        </table>
      )}
      <AndMore of={wanted.length} />
      {reporting !== null && reporting !== 'trunk.sipPassword' && <ReportDialog site={site} field={reporting} onClose={() => setReporting(null)} />}
    </>
  );
}

function Row({ row, rows, site, plan, bare, waits, go, onReport }: {
  readonly row: DriftRow; readonly rows: readonly DriftRow[]; readonly site: OpenSite; readonly plan: Plan; readonly bare: boolean; readonly waits: boolean; readonly go: StepProps['go'];
  readonly onReport: (field: PbxField) => void;
}): ReactNode {
  const { side, field } = pbxCell(row, rows, site);
  const ways = !bare && hasWays(row, plan);
  const say = side.kind === 'value' ? 'Correct it' : 'Write down what 3CX shows';
  return (
    <>
      <tr className="drift-row" role="row" data-row={row.id} data-differs={isDiffering(row) || undefined} data-ways={ways || undefined}>
        <th role="rowheader" scope="row"><span className="drift-label">{row.label}</span><span className="drift-marks">{marksOf(row).map(({ shape, word }) => <StateMark key={word} shape={shape}>{word}</StateMark>)}</span></th>
        <Cell head="This site" row={row} side={row.site} />
        <Cell head="Twilio" row={row} side={row.twilio} />
        <td role="cell" data-head="3CX">
          {side.kind === 'value' && <span className={isMono(row) ? 'mono' : undefined}>{side.text}</span>}
          {side.kind === 'value' && side.at !== undefined && <span className="drift-source">{side.source === 'imported' ? 'imported' : 'reported by hand'} on {moment(side.at)}</span>}
          {side.kind === 'none' && <span className="drift-none">none</span>}
          {side.kind === 'unknown' && <span className="drift-none">not said yet</span>}
          {field !== null && <ActionButton look="quiet" onPress={() => onReport(field)} label={`${say}: ${field === 'trunk.mainNumber' ? 'Main number' : row.label}`}>{say}</ActionButton>}
          {row.id === 'credential.password' && side.kind === 'unknown' && <ActionButton look="quiet" onPress={() => go('trunk-in-3cx.enter')}>Tick it when entered</ActionButton>}
        </td>
      </tr>
      {ways && <tr className="drift-ways" role="row"><td role="cell" colSpan={4}><RowWays row={row} site={site} plan={plan} waits={waits} go={go} /></td></tr>}
    </>
  );
}

const NOTHING: Readonly<Record<Exclude<Side['kind'], 'value'>, string>> = { none: 'none', unknown: 'not known', 'not-here': '–' };

function Cell({ head, row, side }: { readonly head: string; readonly row: DriftRow; readonly side: Side }): ReactNode {
  return (
    <td role="cell" data-head={head}>
      {side.kind === 'value' ? <span className={isMono(row) ? 'mono' : undefined}>{shown(row, side.text)}</span> : <span className="drift-none">{NOTHING[side.kind]}</span>}
    </td>
  );
}
