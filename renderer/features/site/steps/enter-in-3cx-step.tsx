import type { ReactNode } from 'react';
import { type SheetField, transferSheet } from '../../../../domain/trunk/sheet.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { useCall } from '../../../use-call.ts';
import { moment } from '../../../words.ts';
import { OpenLink } from '../open-link.tsx';
import { SheetRowView } from '../sheet/sheet-row.tsx';
import type { StepProps } from '../step-view.tsx';

export function EnterIn3cxStep({ site, step, state, go }: StepProps): ReactNode {
  const tick = useCall('site.tick');
  const rows = transferSheet(site).filter((row) => step.needs.includes(row.field));
  const missing = rows.some((row) => row.value.kind === 'missing');
  const last = site.evidence.findLast((entry) => entry.step === step.id);
  const { secure } = site.intent.trunk;
  return (
    <>
      <section aria-label="Values for 3CX">
        <ul className="sheet-rows is-inset">{rows.map((row) => <SheetRowView key={row.field} row={row} siteId={site.id} />)}</ul>
        {secure !== null && <p className="aside">Secure Trunking is {secure ? 'on: set the transport to TLS and enforce SRTP.' : 'off: leave the transport as the template has it.'}</p>}
        {missing && <Note shape="attention"><p>A value is still missing. <ActionButton look="quiet" onPress={() => go(firstMissing(rows))}>Go to where it is entered</ActionButton></p></Note>}
      </section>
      <FaultNote fault={tick.fault} />
      <div className="form-end">
        {site.intent.pbx.fqdn !== null && <OpenLink link="3cx-console" siteId={site.id}>Open the 3CX console</OpenLink>}
        {state.kind === 'done'
          ? <ActionButton busy={tick.busy} busyWords="Saving…" onPress={() => void tick.run({ siteId: site.id, step: step.id, done: false, note: '' })}>Take it back: not done</ActionButton>
          : <ActionButton look="primary" busy={tick.busy} busyWords="Saving…" onPress={() => void tick.run({ siteId: site.id, step: step.id, done: true, note: '' })}>Done: the trunk is entered in 3CX</ActionButton>}
      </div>
      {last && <p className="aside" role="status">{last.kind === 'step-done' ? 'Reported done' : 'Taken back'} by {last.who}, {moment(last.at)}, on {last.device}.</p>}
    </>
  );
}

const ENTERED_IN: Partial<Record<SheetField, 'trunk.values' | 'security.values' | 'numbers.choose'>> = {
  'trunk.terminationUri': 'trunk.values', 'trunk.sipUsername': 'security.values', 'trunk.sipPassword': 'security.values', 'trunk.numbers': 'numbers.choose',
};

function firstMissing(rows: ReturnType<typeof transferSheet>): 'trunk.values' | 'security.values' | 'numbers.choose' {
  const field = rows.find((row) => row.value.kind === 'missing')?.field;
  return (field && ENTERED_IN[field]) ?? 'trunk.values';
}
