import { type ReactNode, useEffect, useRef } from 'react';
import type { Job } from '../../../../preload/contract.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { AndMore } from '../../../ui/and-more.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { type Shape, StateMark } from '../../../ui/state-mark.tsx';
import { useCall } from '../../../use-call.ts';
import { asTheyCame, drawnLines, leftOut } from './drawn-lines.ts';

type LineState = Job['lines'][number]['state'];

const LINE: Readonly<Record<LineState, { readonly shape: Shape; readonly word: string }>> = {
  waiting: { shape: 'open', word: 'Waiting' }, running: { shape: 'running', word: 'Under way' }, done: { shape: 'done', word: 'Done' },
  refused: { shape: 'refused', word: 'Refused' }, unknown: { shape: 'unknown', word: 'No answer' },
};

const DOING: Readonly<Record<Job['goal'], string>> = { 'set-up': 'Setting up at Twilio', repair: 'Setting it at Twilio', undo: 'Taking away at Twilio', emergency: 'Submitting emergency addresses' };
const NAMES: Readonly<Record<Job['goal'], string>> = { 'set-up': 'Set-up under way', repair: 'Repair under way', undo: 'Taking away under way', emergency: 'Emergency addresses under way' };

function doing({ state, goal }: Job): string {
  switch (state) {
    case 'reading': return 'Reading the account';
    case 'running': return DOING[goal];
    case 'stopping': return 'Stopping: calls under way are finished first';
    case 'done': return 'Done';
    case 'stopped': return 'Stopped';
  }
}

/** Trunkbook at work at Twilio: each call with its state, and a way to stop it. */
export function Working({ job }: { readonly job: Job }): ReactNode {
  const cancel = useCall('job.cancel');
  const finished = job.lines.filter((line) => line.state === 'done').length;
  return (
    <section aria-label={NAMES[job.goal]}>
      <p className="job-head" role="status">
        <StateMark shape="running">{doing(job)}{job.lines.length > 0 && <span className="step-how">{finished} of {job.lines.length} done</span>}</StateMark>
      </p>
      <JobLines job={job} />
      <FaultNote fault={cancel.fault} />
      <div className="form-end"><ActionButton busy={cancel.busy || job.state === 'stopping'} busyWords="Stopping…" onPress={() => void cancel.run({ jobId: job.id })}>Stop</ActionButton></div>
    </section>
  );
}

/** Why a job ended before its end. That a person stopped it is no failure: it says how far it came. */
export function StoppedNote({ job }: { readonly job: Job }): ReactNode {
  const { fault, lines } = job;
  const place = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone, and the end of a long list is in sight: whoever pressed it goes on here.
  useEffect(() => { if (document.activeElement === document.body) place.current?.focus(); }, []);
  const done = lines.filter(({ state }) => state === 'done').length;
  return (
    <div ref={place} className="job-stopped" tabIndex={-1}>
      {fault?.code === 'cancelled'
        ? <div role="status"><Note shape="open"><p><strong>Stopped.</strong> {lines.length === 0 ? 'Nothing was done yet; go on when you like.' : `${done} of ${lines.length} ${done === 1 ? 'is' : 'are'} done; go on when you like.`}</p></Note></div>
        : <FaultNote fault={fault} />}
    </div>
  );
}

/** The calls, each with its state. While they are done they keep their places; of a job that stopped they stand as they came: what was done, what went wrong, what was not begun. */
export function JobLines({ job }: { readonly job: Job }): ReactNode {
  if (job.lines.length === 0) return null;
  const drawn = job.state === 'stopped' ? asTheyCame(drawnLines(job.lines)) : drawnLines(job.lines);
  return (
    <>
      <ol className="job-lines">
        {drawn.map(({ action, words, state, note }) => (
          <li key={action} data-state={state}>
            <StateMark shape={LINE[state].shape}>{LINE[state].word}</StateMark>
            <span>{words}{note !== null && <span className="job-note">{note}</span>}</span>
          </li>
        ))}
      </ol>
      <AndMore of={job.lines.length} drawn={drawn.length}>: {leftOut(job.lines, drawn).map(({ state, many }) => `${many} ${LINE[state].word.toLowerCase()}`).join(', ')}</AndMore>
    </>
  );
}
