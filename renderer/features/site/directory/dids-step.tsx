import './directory.css';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import { listedNumbers } from '../../../../domain/trunk/known-numbers.ts';
import type { Output } from '../../../../preload/contract.ts';
import { ActionButton, IconButton } from '../../../ui/action-button.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { Field, focusField } from '../../../ui/field.tsx';
import { CrossIcon } from '../../../ui/icons.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useRows } from '../../../ui/use-rows.ts';
import { useCall } from '../../../use-call.ts';
import { count } from '../../../words.ts';
import type { StepProps } from '../step-view.tsx';
import { ChooseFile } from './choose-file.tsx';

const ROW_HEIGHT = 36;
/** So many of the lines that need a look are shown; the rest is counted. */
const SHOWN = 200;
const TEXT = 'dids.text';

/** The DIDs that the trunk in 3CX shall have: typed, pasted, or read from a file; saved as 3CX's own file. */
export function DidsStep({ site, directory, draft }: StepProps): ReactNode {
  const { dids } = directory.numbers;
  const add = useCall('dids.add');
  const remove = useCall('dids.remove');
  const save = useCall('dids.export');
  const form = useForm({ [TEXT]: '' }, {}, null, draft);
  const [, setDraft] = draft;
  const text = form.values[TEXT];
  const [report, setReport] = useState<Output<'dids.add'> | null>(null);
  const onTrunk = useMemo(() => listedNumbers(site), [site]);
  const owners = useMemo(() => new Map(directory.extensions.rows.flatMap((row) => row.dids.map((did) => [did, row.number]))), [directory]);
  const missing = useMemo(() => site.intent.numbers.map(({ phoneNumber }) => phoneNumber).filter((number) => !dids.includes(number)), [site, dids]);
  const siteId = site.id;
  const take = async (list: string): Promise<boolean> => {
    const result = await add.run({ siteId, text: list });
    if (result?.ok) setReport(result.value);
    return result?.ok ?? false;
  };
  const takeTyped = async (): Promise<void> => {
    if (text.trim() === '' || !await take(text)) return;
    // Only what was added goes: somebody may have typed on meanwhile.
    setDraft(({ [TEXT]: typed, ...others }) => (typed === undefined || typed === text ? others : { ...others, [TEXT]: typed }));
  };
  const section = useRef<HTMLElement>(null);
  /** The DID that is being removed, and where it was: the focus goes to the one that comes into its place. */
  const removing = useRef<{ readonly did: string; readonly index: number } | null>(null);
  useEffect(() => {
    const gone = removing.current;
    if (gone === null || remove.busy || (remove.fault === null && dids.includes(gone.did))) return;
    removing.current = null;
    // Whoever went on meanwhile is left alone.
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const next = dids[Math.min(gone.index, dids.length - 1)];
    const button = section.current?.querySelector<HTMLElement>(`[aria-label="${CSS.escape(`Remove ${next ?? ''}`)}"]`) ?? section.current?.querySelector<HTMLElement>('[aria-label="DIDs"]');
    if (button) button.focus();
    else focusField(TEXT);
  });
  return (
    <section ref={section} className="dids" aria-label="DIDs of this site">
      {missing.length > 0 && (
        <Note shape="attention">
          <p>{missing.length === 1 ? `The trunk’s number ${spacedPhoneNumber(missing[0] ?? '')} is not among the DIDs yet: 3CX would not know its calls.` : `${missing.length} numbers of the trunk are not among the DIDs yet: 3CX would not know their calls.`}</p>
          <div className="form-row"><ActionButton busy={add.busy} onPress={() => void take(missing.join('\n'))}>Add {count(missing.length, 'number')} of the trunk</ActionButton></div>
        </Note>
      )}
      <Form className="form" onSubmit={(event) => { event.preventDefault(); void takeTyped(); }}>
        <Field label="Add numbers" lines mono {...form.field(TEXT)} maxLength={2_000_000} hint="One, or a pasted list with one on each line, with + and the country code." />
        <div className="directory-tools">
          <ActionButton type="submit" busy={add.busy} busyWords="Reading…" isDisabled={text.trim() === ''}>Add them</ActionButton>
          <ChooseFile accept=".txt,text/plain" label="File of DIDs" onText={(list) => void take(list)}>Import a file…</ChooseFile>
          {dids.length > 0 && <ActionButton busy={save.busy} busyWords="Saving…" onPress={() => void save.run({ siteId })}>Save for 3CX…</ActionButton>}
        </div>
      </Form>
      <FaultNote fault={add.fault ?? remove.fault ?? save.fault} />
      {report && <Report report={report} />}
      {dids.length === 0
        ? <p className="empty is-small">No DIDs yet.</p>
        : <><p className="aside" role="status">{count(dids.length, 'DID')}</p><DidList dids={dids} owners={owners} onTrunk={onTrunk} busy={remove.busy} onRemove={(did, index) => { removing.current = { did, index }; void remove.run({ siteId, dids: [did] }); }} /></>}
    </section>
  );
}

/** What became of a list: how many were added, and each line that was not, or needs a look. */
function Report({ report: { added, lines } }: { readonly report: Output<'dids.add'> }): ReactNode {
  return (
    <div className="did-report" role="status">
      <StateMark shape={lines.some(({ kind }) => kind === 'bad') ? 'attention' : 'done'}>{count(added, 'number')} added{lines.length > 0 && `, ${count(lines.length, 'line')} to look at`}</StateMark>
      {lines.length > 0 && (
        <ul className="difference">
          {lines.slice(0, SHOWN).map(({ line, text, kind, why }) => <li key={`${line} ${text} ${kind}`} data-kind={kind}><strong>Line {line}</strong> <span className="mono">{text}</span> {why}</li>)}
        </ul>
      )}
      {lines.length > SHOWN && <p className="aside">And {lines.length - SHOWN} more lines. Mend these first, and paste the list again: what is there already does no harm.</p>}
    </div>
  );
}

function DidList({ dids, owners, onTrunk, busy, onRemove }: {
  readonly dids: readonly string[]; readonly owners: ReadonlyMap<string, string>; readonly onTrunk: ReadonlySet<string> | null; readonly busy: boolean; readonly onRemove: (did: string, index: number) => void;
}): ReactNode {
  const { scroller, virtual } = useRows({ count: dids.length, height: ROW_HEIGHT, overscan: 6 });
  return (
    <div ref={scroller} className="did-scroll" tabIndex={0} role="group" aria-label="DIDs">
      <ul className="did-list" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const did = dids[index] ?? '';
          const owner = owners.get(did);
          return (
            <li key={did} aria-setsize={dids.length} aria-posinset={index + 1} style={{ transform: `translateY(${start}px)` }}>
              <span className="mono number">{spacedPhoneNumber(did)}</span>
              <span className="number-note">{owner === undefined ? '' : `extension ${owner}`}{onTrunk !== null && !onTrunk.has(did) && <StateMark shape="attention">not on the trunk</StateMark>}</span>
              <IconButton label={`Remove ${did}`} isDisabled={busy} onPress={() => onRemove(did, index)}><CrossIcon /></IconButton>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
