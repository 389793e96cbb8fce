import { type ReactNode, useEffect, useState } from 'react';
import type { Table } from '../../../domain/guide/step.ts';
import type { StepId } from '../../../domain/site/step-ids.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { CopyIcon } from '../../ui/icons.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { useCall } from '../../use-call.ts';

/** So long it is said that the table was copied, in milliseconds. */
const SAID_FOR = 6000;

/** A table of the guide, to read and to copy. Main copies it, with tabs between the cells. */
export function GuideTable({ table, siteId, step, index }: { readonly table: Table; readonly siteId: string; readonly step: StepId; readonly index: number }): ReactNode {
  const copy = useCall('guide.copyTable');
  /** When it was last copied: copying again begins the time anew. */
  const [copied, setCopied] = useState<number | null>(null);
  useEffect(() => {
    if (copied === null) return undefined;
    const timer = setTimeout(() => setCopied(null), SAID_FOR);
    return () => clearTimeout(timer);
  }, [copied]);
  const perform = async (): Promise<void> => {
    const result = await copy.run({ siteId, step, table: index });
    if (result) setCopied(result.ok ? Date.now() : null);
  };
  return (
    <figure className="guide-table">
      <table>
        <caption>{table.caption}</caption>
        <thead><tr>{table.head.map((cell) => <th key={cell} scope="col">{cell}</th>)}</tr></thead>
        <tbody>{table.rows.map((row) => <tr key={row.join('|')}>{row.map((cell, at) => <td key={`${at} ${cell}`} className={/^[+\d][\d./ –+-]*$/.test(cell) ? 'mono' : undefined}>{cell}</td>)}</tr>)}</tbody>
      </table>
      {!table.sample && <div className="form-row">
        <ActionButton look="quiet" busy={copy.busy} onPress={() => void perform()} label={`Copy the table ${table.caption}`}><CopyIcon />Copy the table</ActionButton>
        <span role="status">{copied !== null && <StateMark shape="done">Copied</StateMark>}</span>
      </div>}
      <FaultNote fault={copy.fault} />
    </figure>
  );
}
