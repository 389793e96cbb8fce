import './directory.css';
import { type ReactNode, useCallback, useDeferredValue, useMemo, useState } from 'react';
import { notInPbx } from '../../../../domain/numbers/users-merge.ts';
import { siteFindings } from '../../../../domain/overview/findings.ts';
import { callerIdNumbers } from '../../../../domain/trunk/known-numbers.ts';
import type { Fault } from '../../../../preload/contract.ts';
import { invoke } from '../../../bridge.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { PlusIcon } from '../../../ui/icons.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { useCall } from '../../../use-call.ts';
import { count, moment } from '../../../words.ts';
import { Findings } from '../rules/findings.tsx';
import type { StepProps } from '../step-view.tsx';
import { AddExtension } from './add-extension.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import { ChooseFile } from './choose-file.tsx';
import { ExtensionGrid } from './extension-grid.tsx';
import { type ColumnName, COLUMNS, shownRows, type Sorting } from './grid-model.ts';
import { ImportDialog } from './import-dialog.tsx';
import { type CellEdit, type EditableColumn, useCellEdits } from './use-cell-edits.ts';

type Over = { readonly kind: 'add' } | { readonly kind: 'assign' } | { readonly kind: 'remove' } | { readonly kind: 'import'; readonly text: string; readonly name: string } | null;

/** The extensions with their users, DIDs and caller IDs: imported from 3CX, checked, edited, assigned, and given back to 3CX. */
export function ExtensionsStep({ site, directory }: StepProps): ReactNode {
  const { rows, imported } = directory.extensions;
  const [typed, setTyped] = useState('');
  const [sorting, setSorting] = useState<Sorting>({ column: 'number', descending: false });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [over, setOver] = useState<Over>(null);
  const save = useCall('extensions.export');
  const shown = useMemo(() => shownRows(rows, typed, sorting), [rows, typed, sorting]);
  const chosen = useMemo(() => shown.filter(({ number }) => selected.has(number)).map(({ number }) => number), [shown, selected]);
  const onTrunk = useMemo(() => callerIdNumbers(site, directory.numbers.dids), [site, directory.numbers.dids]);
  const inPbx = useMemo(() => (imported === null ? null : new Map(imported.rows.map((row) => [row.number, row]))), [imported]);
  const sort = (column: ColumnName): void => setSorting((now) => ({ column, descending: now.column === column && !now.descending }));
  const siteId = site.id;
  const change = useCallback(async (number: string, column: EditableColumn, text: string): Promise<Fault | null> => {
    const result = await invoke('extensions.change', { siteId, number, change: { [column]: text } });
    return result.ok ? null : result.fault;
  }, [siteId]);
  // Here and not in the grid, which is not drawn while the filter finds nothing.
  const cellEdits = useCellEdits(change);
  const refused = cellEdits.edits.filter(({ number, fault }) => fault !== null && rows.some((row) => row.number === number));
  return (
    <section className="extensions" aria-label="Extensions of this site">
      <div className="directory-tools">
        <ChooseFile accept=".csv,text/csv" label="File of users" onText={(text, name) => setOver({ kind: 'import', text, name })}>Import 3CX’s users…</ChooseFile>
        <ActionButton onPress={() => setOver({ kind: 'add' })}><PlusIcon />Add one</ActionButton>
        {rows.length > 0 && <ActionButton busy={save.busy} busyWords="Saving…" onPress={() => void save.run({ siteId })}>Save for 3CX…</ActionButton>}
      </div>
      <FaultNote fault={save.fault} />
      {rows.length === 0
        ? <p className="empty is-small">No extensions yet. In 3CX open Users and export them; then import that file here. Or add them one by one.</p>
        : (
          <>
            <div className="grid-tools">
              <Field label="Filter" name="extensions.filter" type="search" value={typed} onChange={setTyped} />
              <p className="aside" role="status">{shown.length === rows.length ? count(rows.length, 'extension') : `${shown.length} of ${count(rows.length, 'extension')}`}{chosen.length > 0 && `, ${chosen.length} selected`}</p>
              {chosen.length > 0 && (
                <div className="form-row">
                  <ActionButton onPress={() => setOver({ kind: 'assign' })}>Assign numbers…</ActionButton>
                  <ActionButton look="quiet" onPress={() => setOver({ kind: 'remove' })}>Remove…</ActionButton>
                </div>
              )}
            </div>
            {shown.length === 0
              ? <p className="empty is-small">No extension has this. Change the filter.</p>
              : <ExtensionGrid rows={shown} sought={typed} selected={selected} onSelect={setSelected} sorting={sorting} onSort={sort} onTrunk={onTrunk} inPbx={inPbx} cellEdits={cellEdits} />}
            {refused.map((edit) => <FaultNote key={`${edit.number} ${edit.column}`} fault={ofCell(edit)} />)}
            <Checked site={site} directory={directory} />
          </>
        )}
      {over?.kind === 'add' && <AddExtension siteId={siteId} onClose={() => setOver(null)} />}
      {over?.kind === 'assign' && <AssignDialog site={site} directory={directory} numbers={chosen} onClose={() => setOver(null)} />}
      {over?.kind === 'import' && <ImportDialog siteId={siteId} text={over.text} name={over.name} onClose={() => setOver(null)} />}
      {over?.kind === 'remove' && <RemoveDialog siteId={siteId} numbers={chosen} onClose={(done) => { setOver(null); if (done) setSelected(new Set()); }} />}
    </section>
  );
}

/** Why a cell was refused, with its name: its row may be out of sight by now. */
function ofCell({ number, column, fault }: CellEdit): Fault | null {
  const title = COLUMNS.find(({ name }) => name === column)?.title ?? '';
  return fault && { ...fault, what: `${title} of ${number}: ${fault.what}` };
}

/** What the check says of all extensions, and what is still to be entered in 3CX by hand. It may lag behind the grid by a moment. */
function Checked({ site, directory }: Pick<StepProps, 'site' | 'directory'>): ReactNode {
  const late = useDeferredValue(directory);
  const findings = useMemo(() => siteFindings({ ...site, directory: late }).filter(({ extensions }) => extensions.length > 0), [site, late]);
  const difference = useMemo(() => notInPbx(late.extensions), [late]);
  const { imported } = late.extensions;
  return (
    <>
      {findings.length > 0 && <Findings findings={findings} />}
      {difference && imported && (
        <Note shape={difference.toChange.length + difference.toCreate.length === 0 ? 'done' : 'attention'}>
          <p>Compared with 3CX’s export, imported on {moment(imported.at)}: {difference.toCreate.length === 0 && difference.toChange.length === 0 ? '3CX has everything as it is here.' : `${count(difference.toCreate.length, 'extension')} to create, ${count(difference.toChange.length, 'extension')} to change in 3CX.`}</p>
          {difference.toChange.length > 0 && <p>3CX’s import skips extensions that exist: change these by hand in 3CX, under Users.</p>}
          {difference.toChange.length > 0 && (
            <details className="step-more">
              <summary>What to change in 3CX</summary>
              <ul className="difference">{difference.toChange.slice(0, 200).map(({ number, changes }) => <li key={number}><strong className="mono">{number}</strong> {changes.map(({ column, before, after }) => `${column}: ${before || 'nothing'} → ${after || 'nothing'}`).join('; ')}</li>)}</ul>
              {difference.toChange.length > 200 && <p className="aside">And {difference.toChange.length - 200} more: filter the grid by extension to see each.</p>}
            </details>
          )}
        </Note>
      )}
    </>
  );
}

function RemoveDialog({ siteId, numbers, onClose }: { readonly siteId: string; readonly numbers: readonly string[]; readonly onClose: (done: boolean) => void }): ReactNode {
  const remove = useCall('extensions.remove');
  // The selection goes with what it names: the words shall not change under the question.
  const [asked] = useState(numbers);
  return (
    <ModalDialog title={`Remove ${count(asked.length, 'extension')}?`} isOpen alert onClose={() => onClose(false)} busy={remove.busy}>
      <p>They leave this site in Trunkbook. In 3CX nothing changes.</p>
      <FaultNote fault={remove.fault} />
      <div className="form-end">
        <ActionButton onPress={() => onClose(false)} isDisabled={remove.busy}>Keep them</ActionButton>
        <ActionButton look="danger" busy={remove.busy} busyWords="Removing…" onPress={async () => { if ((await remove.run({ siteId, numbers: [...asked] }))?.ok) onClose(true); }}>Remove</ActionButton>
      </div>
    </ModalDialog>
  );
}
