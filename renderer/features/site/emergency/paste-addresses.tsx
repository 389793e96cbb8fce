import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import type { Output } from '../../../../preload/contract.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { CheckedLines } from '../../../ui/checked-lines.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import type { Shape } from '../../../ui/state-mark.tsx';
import type { Draft } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';
import { count } from '../../../words.ts';
import { ChooseFile } from '../directory/choose-file.tsx';

export const PASTED = 'emergency.pasted';

type Report = Output<'emergency.paste'>;
type Kind = Report['lines'][number]['kind'];

const KINDS: Readonly<Record<Kind, { readonly shape: Shape; readonly words: string }>> = {
  ready: { shape: 'done', words: 'Can be taken' }, warning: { shape: 'attention', words: 'Look at it' }, bad: { shape: 'refused', words: 'Not taken' }, duplicate: { shape: 'not-applicable', words: 'Twice' },
};

/** Numbers with their addresses, pasted: first a result a line, and only then saved. What was pasted stays until it is saved. */
export function PasteAddresses({ siteId, draft, onClose }: { readonly siteId: string; readonly draft: Draft; readonly onClose: () => void }): ReactNode {
  const paste = useCall('emergency.paste');
  const [typed, setDraft] = draft;
  const text = typed[PASTED] ?? '';
  const [checked, setChecked] = useState<{ readonly text: string; readonly report: Report } | null>(null);
  const [saved, setSaved] = useState<Report | null>(null);
  const setText = (next: string): void => setDraft(({ [PASTED]: _old, ...others }) => (next === '' ? others : { ...others, [PASTED]: next }));
  const check = async (list: string): Promise<void> => {
    if (list.trim() === '') return;
    const result = await paste.run({ siteId, text: list, save: false });
    if (result?.ok) setChecked({ text: list, report: result.value });
  };
  const save = async (): Promise<void> => {
    if (checked === null) return;
    const result = await paste.run({ siteId, text: checked.text, save: true });
    if (!result?.ok) return;
    setSaved(result.value);
    setText('');
  };
  const stale = checked !== null && checked.text !== text;
  const report = checked?.report ?? null;
  const usable = report !== null && !stale && report.addresses + report.numbers > 0;
  return (
    <ModalDialog title="Paste numbers with their addresses" isOpen wide onClose={onClose} busy={paste.busy}>
      {saved !== null
        ? (
          <>
            <Note shape="done"><p>Taken: {taken(saved)}.</p></Note>
            <Lines report={saved} saved />
            <div className="form-end"><ActionButton look="primary" onPress={onClose} autoFocus>Close</ActionButton></div>
          </>
        )
        : (
          <>
            <Form className="form paste-numbers" onSubmit={(event) => { event.preventDefault(); void check(text); }}>
              <Field
                label="One number on each line" lines mono autoFocus name={PASTED} value={text} onChange={setText} maxLength={2_000_000}
                hint="Number, street, suite or floor, city, state, postal code, country; from a spreadsheet or with commas. A first line with names of columns may be there. A number and the friendly name of an address of this site are enough too."
              />
              <div className="form-row">
                <ActionButton type="submit" look={usable || text.trim() === '' ? 'plain' : 'primary'} isDisabled={text.trim() === ''} busy={paste.busy} busyWords="Checking…">Check them</ActionButton>
                <ChooseFile accept=".csv,.txt,text/csv,text/plain" label="File of numbers with addresses" onText={(list) => { setText(list.slice(0, 2_000_000)); void check(list.slice(0, 2_000_000)); }}>From a file…</ChooseFile>
              </div>
            </Form>
            <FaultNote fault={paste.fault} />
            {report !== null && (
              <section className="checked" aria-label="What each line is">
                <p role="status">{report.lines.length === 0 ? 'There is nothing in it.' : `${count(report.lines.length, 'line')}: ${counted(report)}.`}</p>
                {stale && <p className="aside">This is of the list before your last change. Check it again.</p>}
                <Lines report={report} />
              </section>
            )}
            <div className="form-end">
              <ActionButton onPress={onClose} isDisabled={paste.busy}>Cancel</ActionButton>
              {usable && <ActionButton look="primary" busy={paste.busy} busyWords="Saving…" onPress={() => void save()}>Take {taken(report)}</ActionButton>}
            </div>
          </>
        )}
    </ModalDialog>
  );
}

function taken({ addresses, numbers }: Report): string {
  return [...(addresses > 0 ? [count(addresses, 'new address', 'new addresses')] : []), ...(numbers > 0 ? [count(numbers, 'number')] : [])].join(' and ');
}

function counted({ lines }: Report): string {
  const many = (kind: Kind): number => lines.filter((line) => line.kind === kind).length;
  const look = many('warning');
  const parts: readonly (readonly [number, string])[] = [[many('ready') + look, `can be taken${look > 0 ? ` (${look} ${look === 1 ? 'needs' : 'need'} a look)` : ''}`], [many('duplicate'), 'twice'], [many('bad'), 'not taken']];
  return parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`).join(', ');
}

function Lines({ report, saved = false }: { readonly report: Report; readonly saved?: boolean }): ReactNode {
  return <CheckedLines lines={report.lines.map((line) => ({ ...line, ...KINDS[line.kind], ...(saved && line.kind === 'ready' ? { words: 'Taken' } : saved && line.kind === 'warning' ? { words: 'Taken: look at it' } : {}), good: line.kind === 'ready' }))} />;
}
