import { Fragment, type ReactNode, useEffect, useState } from 'react';
import type { SheetField, SheetRow } from '../../../../domain/trunk/sheet.ts';
import { IconButton } from '../../../ui/action-button.tsx';
import { CopyIcon, EyeIcon, EyeOffIcon } from '../../../ui/icons.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { useCall } from '../../../use-call.ts';
import { useReveal } from './use-reveal.ts';

/** So long the row says that its value was copied. */
const COPIED_SHOWN = 6000;

/** One value that travels: where from, where to, and at hand to copy. Main copies; the value does not pass through the page. */
export function SheetRowView({ row, siteId, needed = false }: { readonly row: SheetRow; readonly siteId: string; readonly needed?: boolean }): ReactNode {
  return (
    <li className="sheet-row" data-needed={needed || undefined}>
      <div className="sheet-label">
        <span className="sheet-name">{row.label}</span>
        {needed && <span className="tag is-accent">for this step</span>}
        <span className="sheet-way">{row.from} <span aria-hidden="true">→</span><span className="unseen">, goes to</span> {row.to}</span>
      </div>
      {row.value.kind === 'secret'
        ? <SecretValue row={row} siteId={siteId} />
        : (
          <div className="sheet-value">
            {row.value.kind === 'plain' ? <span className="mono sheet-text"><Breakable text={row.value.text} /></span> : <span className="sheet-missing">not entered yet</span>}
            {row.value.kind === 'plain' && <Copy siteId={siteId} field={row.field} label={row.label} />}
          </div>
        )}
    </li>
  );
}

/** A long address breaks behind its dots and semicolons, where a reader expects it. */
function Breakable({ text }: { readonly text: string }): ReactNode {
  return text.split(/(?<=[.;])/).map((part, index) => <Fragment key={index}>{index > 0 && <wbr />}{part}</Fragment>);
}

function SecretValue({ row, siteId }: { readonly row: SheetRow; readonly siteId: string }): ReactNode {
  const reveal = useReveal(siteId, row.field === 'pbx.password' ? 'pbx.password' : 'trunk.sipPassword');
  return (
    <>
      <div className="sheet-value">
        {reveal.text === null
          ? <span className="sheet-secret"><span aria-hidden="true" className="mono">••••••••</span> in the vault</span>
          : <output className="mono sheet-text" aria-label={row.label}>{reveal.text}</output>}
        {reveal.text === null
          ? <IconButton label={`Show ${row.label}`} isDisabled={reveal.busy} onPress={() => void reveal.show()}><EyeIcon /></IconButton>
          : <IconButton label={`Hide ${row.label}`} onPress={reveal.hide}><EyeOffIcon /></IconButton>}
        <Copy siteId={siteId} field={row.field} label={row.label} />
      </div>
      {reveal.text !== null && <span className="sheet-note">Hides in {reveal.secondsLeft} s</span>}
      {reveal.fault !== null && <span className="sheet-note is-wrong" role="alert">{reveal.fault.what} {reveal.fault.next}</span>}
    </>
  );
}

function Copy({ siteId, field, label }: { readonly siteId: string; readonly field: SheetField; readonly label: string }): ReactNode {
  const copy = useCall('sheet.copy');
  const [clearsAfter, setClearsAfter] = useState<number | null>(null);
  useEffect(() => {
    if (clearsAfter === null) return undefined;
    const timer = setTimeout(() => setClearsAfter(null), COPIED_SHOWN);
    return () => clearTimeout(timer);
  }, [clearsAfter]);
  return (
    <>
      <IconButton label={`Copy ${label}`} isDisabled={copy.busy} onPress={async () => { const result = await copy.run({ siteId, field }); if (result?.ok) setClearsAfter(result.value.clearsAfterSeconds); }}><CopyIcon /></IconButton>
      <span className="sheet-note" role="status">{clearsAfter !== null && <StateMark shape="done">Copied. The clipboard is cleared in {clearsAfter} s.</StateMark>}</span>
      {copy.fault !== null && <span className="sheet-note is-wrong" role="alert">{copy.fault.what} {copy.fault.next}</span>}
    </>
  );
}
