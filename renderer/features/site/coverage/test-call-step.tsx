import './coverage.css';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { stepOf } from '../../../../domain/guide/chapters.ts';
import type { CoverageCell } from '../../../../domain/emergency/coverage-cell.ts';
import { compareReadBack } from '../../../../domain/emergency/read-back.ts';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { AndMore } from '../../../ui/and-more.tsx';
import { draftPart } from '../../../ui/draft-part.ts';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import type { Draft } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';
import { count } from '../../../words.ts';
import type { StepProps } from '../step-view.tsx';
import { stepToGo } from './coverage-words.ts';
import { HeardForm } from './heard-form.tsx';
import { RESULTS, TestResults } from './test-results.tsx';

/** So many calls to make are offered at once. */
const OFFERED = 30;
const ANOTHER = '';
/** In the step’s draft: the form of an extension is open; no Save would save that. */
const OPEN = 'open';
const partOf = (extension: string): string => `call.${extension}.`;

/** The extension whose form was left open, with what was heard. */
function leftOpen([typed]: Draft): string | null {
  const name = Object.keys(typed).findLast((one) => one.startsWith('call.') && one.endsWith(`.${OPEN}`));
  return name === undefined ? null : name.slice('call.'.length, -`.${OPEN}`.length);
}

interface Caller {
  readonly extension: string;
  /** Typed, not one of those that are asked for. */
  readonly another: boolean;
}

/** The 933 calls that are to be made, what each must read back, and what was heard. Trunkbook dials nothing. */
export function TestCallStep({ site, overview, draft, go }: StepProps): ReactNode {
  const { cells, toTest, counts } = overview.coverage();
  /** Whose call is shown. It stays whatever is registered meanwhile: somebody stands at that very phone. */
  const [caller, setCaller] = useState<Caller | null>(() => { const extension = leftOpen(draft); return extension === null ? null : { extension, another: false }; });
  /** The extension whose call was written down last. */
  const [written, setWritten] = useState<string | null>(null);
  const offered = toTest.slice(0, OFFERED);
  const next = offered.find(({ extension }) => extension !== written) ?? offered[0];
  if (caller === null && next !== undefined) setCaller({ extension: next.extension, another: false });
  const extension = caller?.extension.trim() ?? '';
  const another = caller === null || caller.another || !offered.some((one) => one.extension === extension);
  const cell = cells.find((one) => one.extension === extension);
  const tests = useMemo(() => site.evidence.flatMap((entry) => (entry.kind === 'test-933' ? [entry] : [])), [site.evidence]);
  const latest = written === null ? undefined : tests.findLast((test) => test.extension === written);
  const result = latest && compareReadBack(latest, latest.expected).kind;
  const section = useRef<HTMLElement>(null);
  const goingOn = useRef(false);
  useEffect(() => {
    if (!goingOn.current) return;
    goingOn.current = false;
    const has = document.activeElement;
    // Whoever went on meanwhile is left alone.
    if (has === null || has === document.body || has.closest('.the-call') !== null) (section.current?.querySelector<HTMLElement>('#the-call') ?? section.current?.querySelector<HTMLElement>('.written'))?.focus();
  });
  const goOn = (from: string): void => {
    goingOn.current = true;
    setWritten(from);
    setCaller(null);
  };
  return (
    <section ref={section} aria-label="933 calls" className="coverage">
      <Note shape="open"><p><strong>You dial, Trunkbook does not.</strong> Dial 933 only. Never dial 911 to test: it takes a dispatcher away from somebody who needs help.</p></Note>
      {cells.length === 0 && <Note shape="attention"><p>No extensions are known yet, so it cannot be said what 933 must read back.</p><div className="form-row"><ActionButton onPress={() => go('extensions.users')}>Go to the extensions</ActionButton></div></Note>}
      {cells.length > 0 && offered.length === 0 && <NothingToTest counts={counts} go={go} />}
      {cells.length > 0 && (
        <RadioGroup className="radio-cards to-test" value={another ? ANOTHER : extension} onChange={(value) => setCaller({ extension: value, another: value === ANOTHER })}>
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
      {cells.length > 0 && another && <Field label="Extension that calls" name="test.extension" mono value={caller?.extension ?? ''} onChange={(typed) => setCaller({ extension: typed, another: true })} why={extension !== '' && cell === undefined ? 'This site has no such extension.' : null} />}
      <div className="written" role="status" tabIndex={-1}>
        {latest && result && <StateMark shape={result === 'matches' ? 'done' : 'refused'}>Written down: the 933 call from extension {latest.extension}. {RESULTS[result]}.</StateMark>}
      </div>
      {cell && <TheCall key={cell.extension} site={site} cell={cell} draft={draftPart(draft, partOf(cell.extension))} go={go} onDone={() => goOn(cell.extension)} onCancel={() => { goingOn.current = true; }} />}
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
function TheCall({ site, cell, draft, go, onDone, onCancel }: Pick<StepProps, 'site' | 'draft' | 'go'> & { readonly cell: CoverageCell; readonly onDone: () => void; readonly onCancel: () => void }): ReactNode {
  const record = useCall('emergency.record933');
  const dial = useCall('practice.dial933');
  const [spoken, setSpoken] = useState<{ readonly heard: { readonly number: string; readonly address: string } | null; readonly why: string } | null>(null);
  const [typed, setTyped] = draft;
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
      <h3 id="the-call" tabIndex={-1}>Dial 933 from extension <span className="mono">{extension}</span></h3>
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
      {typed[OPEN] !== undefined
        ? <HeardForm siteId={site.id} extension={extension} expected={expected} draft={draft} onDone={() => { setTyped({}); onDone(); }} onCancel={() => { onCancel(); setTyped({}); }} />
        : (
          <div className="form-row">
            <ActionButton look="primary" busy={record.busy} busyWords="Saving…" onPress={() => void tick()}>Heard exactly this</ActionButton>
            <ActionButton isDisabled={record.busy} onPress={() => setTyped({ [OPEN]: '', ...(spoken?.heard ? { readNumber: spoken.heard.number, readAddress: spoken.heard.address } : {}) })}>Heard something else…</ActionButton>
          </div>
        )}
    </section>
  );
}
