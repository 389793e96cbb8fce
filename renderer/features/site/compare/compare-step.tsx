import '../setup/set-up.css';
import './compare.css';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { type Drift, driftOf } from '../../../../domain/trunk/drift.ts';
import { useMirror } from '../../../mirror-store.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { useCall } from '../../../use-call.ts';
import { ago, moment } from '../../../words.ts';
import { NextStep } from '../form-end.tsx';
import { HeldItems } from '../setup/held-items.tsx';
import { JobLines, StoppedNote, Working } from '../setup/job-progress.tsx';
import { PlanQuestion } from '../setup/plan-question.tsx';
import { PlanProblems } from '../setup/plan-view.tsx';
import { isReadSince } from '../setup/set-up-state.ts';
import { interruptedUndo } from '../../../../domain/trunk/interrupted-undo.ts';
import { readingIsCurrent } from '../../../../domain/trunk/ledger.ts';
import { isUnderWay } from '../step-order.ts';
import type { StepProps } from '../step-view.tsx';
import { AdoptDialog } from './adopt-dialog.tsx';
import { draftOf, heldElsewhere, questionsForAll } from './compare-words.ts';
import { DriftTable } from './drift-table.tsx';
import { Interrupted, interruptedWords } from './interrupted-undo.tsx';
import { Practise } from './practise.tsx';
import { UndoDialog } from './undo-dialog.tsx';
import { Undone } from './undone.tsx';

const NOT_READ: Drift = { kind: 'not-read' };

/** This site, Twilio and 3CX side by side, with the ways to settle what differs. All of it is derived from the mirror. */
export function CompareStep({ site, directory, overview, now, go }: StepProps): ReactNode {
  const job = useMirror((mirror) => mirror.job);
  const read = useCall('trunk.read');
  const [over, setOver] = useState<'adopt' | 'undo' | null>(null);
  const { intent, observed, ledger } = site;
  const { plan } = overview;
  const own = job?.siteId === site.id ? job : null;
  const underWay = own !== null && isUnderWay(own);
  // Not compared anew with the clock, nor with each call of a job: there may be 10,000 numbers.
  const drift = useMemo(() => (underWay || observed.twilio === null ? NOT_READ : driftOf(intent, observed, ledger, directory, plan, Date.parse(observed.twilio.at))), [intent, observed, ledger, directory, plan, underWay]);
  const current = readingIsCurrent(site);
  const halfway = useMemo(() => (drift.kind === 'not-read' || !current ? null : interruptedUndo(site, plan, Date.parse(drift.at))), [drift, current, site, plan]);
  const stopped = own?.state === 'stopped' && !isReadSince(site, own) && (own.goal !== 'set-up' || !current) ? own : null;
  const rereads = drift.kind === 'read' && current;
  const undone = own?.goal === 'undo' && own.state === 'done';
  const heading = useRef<HTMLHeadingElement>(null);
  const lastFocused = useRef<Element | null>(null);

  // A row that is settled goes, and so do all buttons while Trunkbook works: whoever works by keyboard goes on at the top of the comparison.
  useEffect(() => {
    if (document.activeElement !== document.body || lastFocused.current === null || lastFocused.current.isConnected) return;
    heading.current?.focus({ preventScroll: true });
  });

  const readAgain = (look: 'primary' | 'plain'): ReactNode => (
    <ActionButton look={look} busy={read.busy} busyWords="Reading…" onPress={() => void read.run({ siteId: site.id, inside: null })}>{observed.twilio === null ? 'Read the account' : 'Read the account again'}</ActionButton>
  );
  const bare = drift.kind === 'read' && drift.rows.some(({ id, state }) => id === 'trunk.name' && state === 'missing');
  // Where everything is to be set up, or the rest to be taken away, nothing is settled row by row.
  const atRest = bare || halfway !== null;
  const questions = questionsForAll(plan);
  const readFirst = !rereads && (plan.kind !== 'blocked' || plan.draft !== null || !current);

  const title = (): string => {
    if (underWay) return 'Trunkbook is at work at Twilio';
    if (drift.kind === 'not-read' || !current) return 'Not compared yet';
    if (halfway !== null) return interruptedWords(halfway);
    if (bare) return 'Twilio has no trunk for this site';
    return drift.differing === 0 ? 'Nothing differs' : drift.differing === 1 ? 'One thing differs' : `${drift.differing} things differ`;
  };
  const body = (): ReactNode => {
    if (own !== null && underWay) return <Working job={own} />;
    return (
      <>
        {stopped && <StoppedNote job={stopped} />}
        {undone && <Undone site={site} />}
        {observed.twilio !== null && current && (
          <div className="compare-read">
            <p className="aside">Twilio as it was read on {moment(observed.twilio.at)}, {ago(observed.twilio.at, now)}. 3CX as far as somebody said so.</p>
            {!readFirst && readAgain('plain')}
          </div>
        )}
        <FaultNote fault={read.fault}>{observed.twilio !== null && <p>The table shows Twilio as it was on {moment(observed.twilio.at)}.</p>}</FaultNote>
        {!current && observed.twilio !== null && <Note shape="attention"><p>Something was done at Twilio after the account was read. Read it again to see how things stand. Reading changes nothing.</p></Note>}
        {plan.kind === 'blocked' && <PlanProblems problems={plan.problems} go={go} />}
        {drift.kind === 'not-read' && plan.kind === 'blocked' && <p className="aside">Or take over a trunk that somebody set up by hand: it has most of these values.</p>}
        {plan.kind === 'not-read' && current && <p className="empty is-small">What this site shall have has changed since the account was read. Read it again; reading changes nothing.</p>}
        {observed.twilio === null && plan.kind === 'not-read' && <p className="empty is-small">Read the account first: then the sides stand here beside each other. Reading changes nothing.</p>}
        {readFirst && <div className="form-row">{readAgain('primary')}</div>}
        {stopped && <JobLines job={stopped} />}
        {drift.kind === 'read' && current && (
          <>
            {halfway !== null && <Interrupted undo={halfway} headed onGoOn={() => setOver('undo')} onSetUp={() => go('setup.run')} />}
            {bare && halfway === null && (
              <Note shape="open">
                <p>Let Trunkbook set it up; or take over one that somebody set up by hand, with the button at the end.</p>
                <div className="form-row"><ActionButton look={undone ? 'plain' : 'primary'} onPress={() => go('setup.run')}>Go to “Let Trunkbook set up the trunk”</ActionButton></div>
              </Note>
            )}
            {!atRest && questions.map((question) => <PlanQuestion key={question.id} question={question} siteId={site.id} go={go} />)}
            <HeldItems held={heldElsewhere(drift.rows, plan)} siteId={site.id} />
            <DriftTable site={site} plan={plan} drift={drift} bare={atRest} go={go} />
          </>
        )}
        {own !== null && own.state === 'done' && own.goal !== 'set-up' && own.lines.length > 0 && <details className="what-was-done"><summary>What was done</summary><JobLines job={own} /></details>}
        <div className="form-end">
          {!atRest && current && (draftOf(plan)?.actions.length ?? 0) > 1 && <ActionButton onPress={() => go('setup.run')}>Set everything at Twilio…</ActionButton>}
          <NextStep overview={overview} from="setup.compare" primary={drift.kind === 'read' && drift.differing === 0 && current} go={go} />
        </div>
        <div className="compare-more">
          <ActionButton look="quiet" onPress={() => setOver('adopt')}>Take over a trunk that is there…</ActionButton>
          {halfway === null && ledger.some(({ kind }) => kind === 'call') && <ActionButton look="quiet" onPress={() => setOver('undo')}>Take away what Trunkbook made…</ActionButton>}
        </div>
        {intent.account.kind === 'practice' && <Practise siteId={site.id} readAt={observed.twilio?.at ?? ''} />}
      </>
    );
  };
  return (
    // A dialog stands elsewhere in the document, and gives the focus back by itself.
    <section className="compare" aria-labelledby="compare-title" onFocus={({ currentTarget, target }) => { if (currentTarget.contains(target)) lastFocused.current = target; }}>
      <div role="status"><h3 id="compare-title" className="screen-heading compare-title" ref={heading} tabIndex={-1}>{title()}</h3></div>
      {body()}
      {over === 'adopt' && <AdoptDialog site={site} onClose={() => setOver(null)} onAdopted={() => { setOver(null); void read.run({ siteId: site.id, inside: null }); }} />}
      {over === 'undo' && <UndoDialog site={site} onClose={() => setOver(null)} />}
    </section>
  );
}
