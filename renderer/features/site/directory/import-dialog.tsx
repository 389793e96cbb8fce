import { type ReactNode, useEffect, useState } from 'react';
import type { UsersComparison } from '../../../../preload/contract.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { useCall } from '../../../use-call.ts';
import { count } from '../../../words.ts';

/** So many lines of each kind are shown; the rest is counted. */
const SHOWN = 100;

/** What taking 3CX's users export would change, shown before it is taken. */
export function ImportDialog({ siteId, text, name, onClose }: { readonly siteId: string; readonly text: string; readonly name: string; readonly onClose: () => void }): ReactNode {
  const compare = useCall('extensions.compare');
  const take = useCall('extensions.take');
  const [found, setFound] = useState<UsersComparison | null>(null);
  const { run } = compare;
  useEffect(() => { void run({ siteId, text }).then((result) => { if (result?.ok) setFound(result.value); }); }, [run, siteId, text]);
  const changed = new Set(found?.changed.map(({ number }) => number)).size;
  const usable = found !== null && found.added.length + changed + found.same > 0;
  const nothing = usable && found.added.length === 0 && changed === 0;
  return (
    <ModalDialog title={`Import ${name.slice(0, 100)}`} isOpen wide onClose={onClose} busy={take.busy}>
      {found === null && compare.fault === null && <p className="empty is-small" role="status">Reading the file…</p>}
      <FaultNote fault={compare.fault ?? take.fault} />
      {found && (
        <>
          <p>{count(found.added.length, 'new extension')}, {count(changed, 'changed one')}, {found.same} the same. {found.missing.length > 0 && `${count(found.missing.length, 'extension')} of this site are not in the file, and stay.`}</p>
          {found.problems.length > 0 && (
            <Note shape="attention">
              <p><strong>{count(found.problems.length, 'row')} could not be taken:</strong></p>
              <ul className="difference">{found.problems.slice(0, SHOWN).map(({ line, why }) => <li key={`${line} ${why}`}>Row {line}: {why}</li>)}</ul>
              {found.problems.length > SHOWN && <p className="aside">And {found.problems.length - SHOWN} more.</p>}
            </Note>
          )}
          {found.changed.length > 0 && (
            <div className="import-scroll">
              <table className="fetched">
                <thead><tr><th scope="col">Extension</th><th scope="col">Column</th><th scope="col">Here</th><th scope="col">In the file</th></tr></thead>
                <tbody>{found.changed.slice(0, SHOWN).map(({ number, field, before, after }) => <tr key={`${number} ${field}`}><th scope="row" className="mono">{number}</th><td>{field}</td><td>{before || 'nothing'}</td><td>{after || 'nothing'}</td></tr>)}</tbody>
              </table>
              {found.changed.length > SHOWN && <p className="aside">And {found.changed.length - SHOWN} more differences.</p>}
            </div>
          )}
          {found.added.length > 0 && <p className="aside">New: {found.added.slice(0, 20).map(({ number, firstName, lastName }) => [number, firstName, lastName].join(' ').trim().slice(0, 60)).join(', ')}{found.added.length > 20 && `, and ${found.added.length - 20} more`}.</p>}
          {found.unknownColumns.length > 0 && <p className="aside">Columns that Trunkbook does not use are kept, and go back into the file for 3CX: {found.unknownColumns.slice(0, 12).join(', ')}{found.unknownColumns.length > 12 && `, and ${found.unknownColumns.length - 12} more`}.</p>}
          {!usable && <Note shape="attention"><p>The file has no extension that could be taken. Export it from 3CX again, and import that.</p></Note>}
          {nothing && <Note shape="done"><p>The file has nothing that is not here already. Taking it notes that 3CX has these values.</p></Note>}
        </>
      )}
      <div className="form-end">
        <ActionButton onPress={onClose} isDisabled={take.busy}>Leave everything as it is</ActionButton>
        {usable && <ActionButton look="primary" busy={take.busy} busyWords="Taking it…" onPress={async () => { if ((await take.run({ siteId, text }))?.ok) onClose(); }}>Take the file</ActionButton>}
      </div>
    </ModalDialog>
  );
}
