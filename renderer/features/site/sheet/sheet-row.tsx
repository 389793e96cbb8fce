import { Fragment, type ReactNode } from 'react';
import type { SheetRow } from '../../../../domain/trunk/sheet.ts';
import { IconButton } from '../../../ui/action-button.tsx';
import { CopyIcon, EyeIcon, EyeOffIcon } from '../../../ui/icons.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { useCopy } from './use-copy.ts';
import { useReveal } from './use-reveal.ts';

/** One value that travels: where from, where to, and at hand to copy. Main copies; the value does not pass through the page. */
export function SheetRowView({ row, siteId, needed = false }: { readonly row: SheetRow; readonly siteId: string; readonly needed?: boolean }): ReactNode {
  return (
    <li className="sheet-row" data-needed={needed || undefined}>
      <span className="sheet-label"><span className="sheet-name">{row.label}</span>{needed && <span className="tag is-accent">needed here</span>}</span>
      <span className="sheet-way">{row.from} <span aria-hidden="true">→</span><span className="unseen">, goes to</span> {row.to}</span>
      <Value row={row} siteId={siteId} />
    </li>
  );
}

function Value({ row, siteId }: { readonly row: SheetRow; readonly siteId: string }): ReactNode {
  switch (row.value.kind) {
    case 'missing':
      return <span className="sheet-missing">not entered yet</span>;
    case 'plain':
      return <PlainValue row={row} text={row.value.text} siteId={siteId} />;
    case 'secret':
      return <SecretValue row={row} siteId={siteId} />;
  }
}

/** So many lines of a value are shown; all of them are copied. */
const SHOWN_LINES = 4;

function shortened(text: string): string {
  const lines = text.split('\n');
  return lines.length <= SHOWN_LINES ? text : [...lines.slice(0, SHOWN_LINES - 1), `and ${lines.length - SHOWN_LINES + 1} more`].join('\n');
}

function PlainValue({ row, text, siteId }: { readonly row: SheetRow; readonly text: string; readonly siteId: string }): ReactNode {
  const copy = useCopy(siteId, row.field);
  return (
    <>
      <span className="mono sheet-text"><Breakable text={shortened(text)} /></span>
      <span className="sheet-tools"><IconButton label={`Copy ${row.label}`} isDisabled={copy.busy} onPress={copy.copy}><CopyIcon /></IconButton></span>
      <CopyNote copy={copy} />
    </>
  );
}

function SecretValue({ row, siteId }: { readonly row: SheetRow; readonly siteId: string }): ReactNode {
  const copy = useCopy(siteId, row.field);
  const reveal = useReveal(siteId, row.field === 'pbx.password' ? 'pbx.password' : 'trunk.sipPassword');
  return (
    <>
      {reveal.text === null
        ? <span className="sheet-secret"><span aria-hidden="true" className="mono">••••••••</span> in the vault</span>
        : <output className="mono sheet-text" aria-label={row.label}>{reveal.text}</output>}
      <span className="sheet-tools">
        {reveal.text === null
          ? <IconButton label={`Show ${row.label}`} isDisabled={reveal.busy} onPress={() => void reveal.show()}><EyeIcon /></IconButton>
          : <IconButton label={`Hide ${row.label}`} onPress={reveal.hide}><EyeOffIcon /></IconButton>}
        <IconButton label={`Copy ${row.label}`} isDisabled={copy.busy} onPress={copy.copy}><CopyIcon /></IconButton>
      </span>
      {reveal.text !== null && <span className="sheet-note">Hides in {reveal.secondsLeft} s</span>}
      {reveal.fault !== null && <span className="sheet-note is-wrong" role="alert">{reveal.fault.what} {reveal.fault.next}</span>}
      <CopyNote copy={copy} />
    </>
  );
}

function CopyNote({ copy: { clearsAfter, fault } }: { readonly copy: ReturnType<typeof useCopy> }): ReactNode {
  return (
    <>
      <span className="sheet-note" role="status">{clearsAfter !== null && <StateMark shape="done">Copied. The clipboard is cleared in {clearsAfter} s.</StateMark>}</span>
      {fault !== null && <span className="sheet-note is-wrong" role="alert">{fault.what} {fault.next}</span>}
    </>
  );
}

/** A long address breaks behind its dots and semicolons, where a reader expects it. */
function Breakable({ text }: { readonly text: string }): ReactNode {
  return text.split(/(?<=[.;])/).map((part, index) => <Fragment key={index}>{index > 0 && <wbr />}{part}</Fragment>);
}
