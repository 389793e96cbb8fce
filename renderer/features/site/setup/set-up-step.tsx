import './set-up.css';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { interruptedUndo } from '../../../../domain/trunk/interrupted-undo.ts';
import { readingIsCurrent } from '../../../../domain/trunk/ledger.ts';
import { useMirror } from '../../../mirror-store.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { useCall } from '../../../use-call.ts';
import { moment } from '../../../words.ts';
import { Interrupted } from '../compare/interrupted-undo.tsx';
import { UndoDialog } from '../compare/undo-dialog.tsx';
import { NextStep } from '../form-end.tsx';
import type { StepProps } from '../step-view.tsx';
import { ConfirmConsents } from './confirm-consents.tsx';
import { JobLines, StoppedNote, Working } from './job-progress.tsx';
import { PlanView } from './plan-view.tsx';
import { consentsOf, isOutgrown, setUpView } from './set-up-state.ts';

/** The plan, the doing, and what came of it. All of it is derived from the site and the job in the mirror: a reload of the page loses nothing. */
export function SetUpStep({ site, overview, go }: StepProps): ReactNode {
  const job = useMirror((mirror) => mirror.job);
  const read = useCall('trunk.read');
  const setUp = useCall('trunk.apply');
  const [confirming, setConfirming] = useState(false);
  const view = setUpView(site, job);
  const todo = overview.plan;
  const last = job?.siteId === site.id ? job : null;
  const costs = consentsOf(todo);
  const [undoing, setUndoing] = useState(false);
  const { intent, observed, ledger } = site;
  // Not derived anew with the clock: there may be 10,000 numbers.
  const halfway = useMemo(() => (view.kind !== 'plan' || observed.twilio === null || !readingIsCurrent({ observed, ledger }) ? null : interruptedUndo({ intent, observed, ledger }, todo, Date.parse(observed.twilio.at))), [intent, observed, ledger, todo, view.kind]);

  // A step that shows what would be done looks first, where what it knows is older than what was entered since. Reading changes nothing.
  const [outgrown] = useState(() => isOutgrown(site, job));
  const { run } = read;
  useEffect(() => {
    if (outgrown) void run({ siteId: site.id, inside: null });
  }, [outgrown, run, site.id]);

  const start = async (confirmed: readonly string[]): Promise<void> => {
    read.clear();
    const result = await setUp.run({ siteId: site.id, goal: { kind: 'set-up', confirmed: [...confirmed] } });
    if (result !== undefined) setConfirming(false);
  };
  const begin = (): void => (costs.length > 0 ? setConfirming(true) : void start([]));
  const readAgain = (primary: boolean): ReactNode => (
    <ActionButton look={primary ? 'primary' : 'plain'} busy={read.busy} busyWords="Reading…" onPress={() => { setUp.clear(); void read.run({ siteId: site.id, inside: null }); }}>{site.observed.twilio === null ? 'Read the account' : 'Read the account again'}</ActionButton>
  );
  const startButton = (words: string): ReactNode => <ActionButton look="primary" busy={setUp.busy} busyWords="Starting…" onPress={begin}>{words}</ActionButton>;

  const body = (): ReactNode => {
    if (view.kind === 'working') return <Working job={view.job} />;
    if (view.kind === 'stopped') {
      return (
        <>
          <StoppedNote job={view.job} />
          {view.job.goal === 'set-up'
            ? <><p className="aside">“Go on” reads the account, plans what is left and does it. Nothing is made twice.</p><div className="form-row">{startButton('Go on')}{readAgain(false)}</div></>
            : <><p className="aside">Read the account to see how far it came. Reading changes nothing.</p><div className="form-row">{readAgain(true)}</div></>}
          <JobLines job={view.job} />
        </>
      );
    }
    if (read.busy && isOutgrown(site, job)) return <p className="empty is-small" role="status">Reading the account, to plan over what is there now…</p>;
    const questions = todo.kind === 'ready' ? todo.questions.length : 0;
    const settled = todo.kind === 'ready' && todo.actions.length === 0 && questions === 0 && todo.found.length === 0;
    const finished = settled && todo.held.length === 0;
    return (
      <>
        {halfway !== null && <Interrupted undo={halfway} busy={setUp.busy} onGoOn={() => setUndoing(true)} onSetUp={questions === 0 && todo.kind === 'ready' ? begin : null} />}
        {view.stoppedBy && <StoppedNote job={view.stoppedBy} />}
        {finished && site.observed.twilio && <Note shape="done"><p><strong>Twilio has everything that this site shall have.</strong> A reading on {moment(site.observed.twilio.at)} shows nothing left to do.</p></Note>}
        {!finished && <PlanView site={site} plan={todo} go={go} />}
        {finished && last && last.lines.length > 0 && <details className="what-was-done"><summary>What was done</summary><JobLines job={last} /></details>}
        <div className="form-end">
          {todo.kind === 'not-read' ? readAgain(true) : site.observed.twilio !== null && readAgain(false)}
          {todo.kind === 'ready' && !settled && questions === 0 && halfway === null && startButton(view.stoppedBy ? 'Go on' : 'Set up at Twilio')}
          {settled && <NextStep overview={overview} from="setup.run" primary go={go} />}
        </div>
      </>
    );
  };
  return (
    <>
      {body()}
      <FaultNote fault={setUp.fault ?? read.fault} />
      {undoing && <UndoDialog site={site} onClose={() => setUndoing(false)} />}
      {confirming && (
        <ConfirmConsents
          actions={costs} practice={site.intent.account.kind === 'practice'} busy={setUp.busy} doing="set up at Twilio"
          onClose={() => setConfirming(false)} onConfirm={() => void start(costs.map(({ id }) => id))}
        />
      )}
    </>
  );
}
