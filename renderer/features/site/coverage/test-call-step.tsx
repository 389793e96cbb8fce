import './coverage.css';
import { type ReactNode, useMemo, useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { stepOf } from '../../../../domain/guide/chapters.ts';
import type { CoverageCell } from '../../../../domain/emergency/coverage-cell.ts';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { AndMore } from '../../../ui/and-more.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { useCall } from '../../../use-call.ts';
import { count } from '../../../words.ts';
import type { StepProps } from '../step-view.tsx';
import { stepToGo } from './coverage-words.ts';
import { type Heard, HeardForm } from './heard-form.tsx';
import { TestResults } from './test-results.tsx';

/** So many calls to make are offered at once. */
const OFFERED = 30;
const ANOTHER = '';

/** The 933 calls that are to be made, what each must read back, and what was heard. Trunkbook dials nothing. */
export function TestCallStep({ site, overview, go }: StepProps): ReactNode {
  const { cells, toTest, counts } = overview.coverage();
  /** What was chosen by hand; null while it is the first of the list. */
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const offered = toTest.slice(0, OFFERED);
  const listed = chosen ?? offered[0]?.extension ?? ANOTHER;
  const another = !offered.some(({ extension }) => extension === listed);
  const extension = another ? typed.trim() : listed;
  const cell = cells.find((one) => one.extension === extension);
  const tests = useMemo(() => site.evidence.flatMap((entry) => (entry.kind === 'test-933' ? [entry] : [])), [site.evidence]);
  return (
    <section aria-label="933 calls" className="coverage">
      <Note shape="open"><p><strong>You dial, Trunkbook does not.</strong> Dial 933 only. Never dial 911 to test: it takes a dispatcher away from somebody who needs help.</p></Note>
      {cells.length === 0 && <Note shape="attention"><p>No extensions are known yet, so it cannot be said what 933 must read back.</p><div className="form-row"><ActionButton onPress={() => go('extensions.users')}>Go to the extensions</ActionButton></div></Note>}
      {cells.length > 0 && offered.length === 0 && <NothingToTest counts={counts} go={go} />}
      {cells.length > 0 && (
        <RadioGroup className="radio-cards to-test" value={another ? ANOTHER : listed} onChange={setChosen}>
          <Label>{offered.length === 0 ? 'Test a phone again' : `${count(toTest.length, 'call')} to make`}</Label>
          <div className="to-test-scroll">
            {offered.map(({ extension: from, why, callerId, address }) => (
              <Radio key={from} className="radio is-card" value={from}>
                <span className="radio-dot" aria-hidden="true" />
                <span><strong>From extension <span className="mono">{from}</span></strong>: {why}<span className="radio-what"><span className="mono">{spacedPhoneNumber(callerId)}</span>, {address}</span></span>
              </Radio>
            ))}
            <Radio className="radio is-card" value={ANOTHER}><span className="radio-dot" aria-hidden="true" /><span><strong>From another extension</strong></span></Radio>
          </div>
        </RadioGroup>
      )}
      <AndMore of={toTest.length} drawn={OFFERED}>: they come when these are done</AndMore>
      {cells.length > 0 && another && <Field label="Extension that calls" name="test.extension" mono value={typed} onChange={setTyped} why={typed.trim() !== '' && cell === undefined ? 'This site has no such extension.' : null} />}
      {cell && <TheCall key={cell.extension} site={site} cell={cell} go={go} onDone={() => { setChosen(null); setTyped(''); }} />}
      <TestResults tests={tests} cells={cells} go={go} />
    </section>
  );
}

function NothingToTest({ counts, go }: { readonly counts: Readonly<Record<CoverageCell['state'], number>>; readonly go: StepProps['go'] }): ReactNode {
  const notReady = counts.missing + counts['not-measured'] + counts.waiting;
  if (notReady === 0) return <Note shape="done"><p><strong>Nothing is left to test.</strong> {counts.proven === 0 ? 'No extension needs it.' : `${count(counts.proven, 'extension is', 'extensions are')} proven.`}</p></Note>;
  return (
    <Note shape="attention">
      <p><strong>No call would prove anything yet.</strong> {count(notReady, 'extension is', 'extensions are')} not ready: a number is missing or not registered, or a rule is.</p>
      <div className="form-row"><ActionButton onPress={() => go('emergency-3cx.coverage')}>Go to the coverage of every extension</ActionButton></div>
    </Note>
  );
}

/** One call: what must be heard, and what was. */
function TheCall({ site, cell, go, onDone }: Pick<StepProps, 'site' | 'go'> & { readonly cell: CoverageCell; readonly onDone: () => void }): ReactNode {
  const record = useCall('emergency.record933');
  const dial = useCall('practice.dial933');
  const [spoken, setSpoken] = useState<{ readonly heard: Heard | null; readonly why: string } | null>(null);
  const [typing, setTyping] = useState(false);
  const { extension, expected } = cell;
  const step = stepToGo(cell);
  if (expected === null) {
    return (
      <Note shape="attention">
        <p><strong>Extension {extension} cannot be tested yet.</strong> {cell.todo}</p>
        {step !== null && step !== 'test-933.call' && <div className="form-row"><ActionButton onPress={() => go(step)}>{stepOf(step).title}</ActionButton></div>}
      </Note>
    );
  }
  const tick = async (): Promise<void> => {
    const result = await record.run({ siteId: site.id, extension, readNumber: expected.callerId, readAddress: expected.address, how: 'ticked' });
    if (result?.ok) onDone();
  };
  const practise = async (): Promise<void> => {
    const result = await dial.run({ siteId: site.id, extension });
    if (result?.ok) setSpoken({ heard: result.value.spoken && { number: result.value.spoken.number, address: result.value.spoken.address ?? '' }, why: result.value.why });
  };
  return (
    <section className="the-call" aria-labelledby="the-call">
      <h3 id="the-call">Dial 933 from extension <span className="mono">{extension}</span></h3>
      <dl className="must-hear">
        <div><dt>You must hear the number</dt><dd className="mono">{spacedPhoneNumber(expected.callerId)}</dd></div>
        <div><dt>and the address</dt><dd>{expected.address}</dd></div>
      </dl>
      {site.intent.account.kind === 'practice' && (
        <div className="practise">
          <div className="form-row"><ActionButton look="quiet" busy={dial.busy} busyWords="Asking…" onPress={() => void practise()}>Practise: let the test service speak</ActionButton></div>
          {spoken !== null && (
            <div role="status">
              {spoken.heard === null
                ? <p><strong>The call does not get there.</strong> {spoken.why}</p>
                : <blockquote>“{spoken.heard.number === '' ? 'No number.' : `The number is ${spoken.heard.number}.`} {spoken.heard.address === '' ? 'No address is registered.' : `The address is ${spoken.heard.address}.`}”</blockquote>}
              {spoken.heard !== null && <p className="aside">{spoken.why}</p>}
            </div>
          )}
          <FaultNote fault={dial.fault} />
        </div>
      )}
      <FaultNote fault={record.fault} />
      {typing
        ? <HeardForm siteId={site.id} extension={extension} expected={expected} begin={spoken?.heard ?? { number: '', address: '' }} onDone={() => { setTyping(false); onDone(); }} onCancel={() => setTyping(false)} />
        : (
          <div className="form-row">
            <ActionButton look="primary" busy={record.busy} busyWords="Saving…" onPress={() => void tick()}>Heard exactly this</ActionButton>
            <ActionButton isDisabled={record.busy} onPress={() => setTyping(true)}>Heard something else…</ActionButton>
          </div>
        )}
    </section>
  );
}
