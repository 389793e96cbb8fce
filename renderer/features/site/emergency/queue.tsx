import '../setup/set-up.css';
import { type ReactNode, useMemo } from 'react';
import type { EmergencyPlan } from '../../../../domain/emergency/registration.ts';
import { useMirror } from '../../../mirror-store.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { type Shape, StateMark } from '../../../ui/state-mark.tsx';
import { useCall } from '../../../use-call.ts';
import { clock, count } from '../../../words.ts';
import { JobLines, StoppedNote, Working } from '../setup/job-progress.tsx';
import { isUnderWay } from '../step-order.ts';
import type { StepProps } from '../step-view.tsx';

type Kind = 'forPerson' | 'queued' | 'underWay' | 'registered' | 'unassigned' | 'notRead';

/** How many numbers are in which state, and why those that wait do. */
export function queueOf({ numbers }: Pick<EmergencyPlan, 'numbers'>): { readonly counts: Readonly<Record<Kind, number>>; readonly reasons: ReadonlyMap<string, number> } {
  const counts: Record<Kind, number> = { forPerson: 0, queued: 0, underWay: 0, registered: 0, unassigned: 0, notRead: 0 };
  const reasons = new Map<string, number>();
  for (const standing of numbers.values()) {
    switch (standing.kind) {
      case 'queued': counts.queued += 1; reasons.set(standing.why, (reasons.get(standing.why) ?? 0) + 1); break;
      case 'under-way': counts.underWay += 1; break;
      case 'registered': counts.registered += 1; break;
      case 'for-person': counts.forPerson += 1; break;
      case 'unassigned': counts.unassigned += 1; break;
      case 'not-read': counts.notRead += 1; break;
      case 'none': case 'not-here': case 'reported': break;
    }
  }
  return { counts, reasons };
}

const COUNTED: readonly { readonly kind: Kind; readonly shape: Shape; readonly words: (many: number) => string }[] = [
  { kind: 'forPerson', shape: 'attention', words: (many) => `${many} ${many === 1 ? 'needs' : 'need'} you` },
  { kind: 'queued', shape: 'open', words: (many) => `${many} ${many === 1 ? 'waits' : 'wait'} to be submitted` },
  { kind: 'underWay', shape: 'running', words: (many) => `${many} on the way at Twilio` },
  { kind: 'registered', shape: 'done', words: (many) => `${many} registered` },
  { kind: 'unassigned', shape: 'open', words: (many) => `${many} without an address yet` },
  { kind: 'notRead', shape: 'unknown', words: (many) => `${many} not read yet` },
];

/** How many numbers stand where, in one line. */
export function Counts({ counts }: { readonly counts: Readonly<Record<Kind, number>> }): ReactNode {
  const shown = COUNTED.filter(({ kind }) => counts[kind] > 0);
  return <p className="queue-counts" role="status">{shown.length === 0 ? 'No number has an address here yet.' : shown.map(({ kind, shape, words }) => <StateMark key={kind} shape={shape}>{words(counts[kind])}</StateMark>)}</p>;
}

/** What waits and why, what runs, and the two ways to hurry it on. Trunkbook submits by itself as soon as the network and the vault are there. */
export function Queue({ site, plan, now, go, trunkDone, counted = true }: Pick<StepProps, 'site' | 'now' | 'go'> & {
  readonly plan: EmergencyPlan;
  /** Twilio has the trunk and its numbers: an address is registered with a number of a trunk. */
  readonly trunkDone: boolean;
  /** False where the counts stand elsewhere. */
  readonly counted?: boolean;
}): ReactNode {
  const job = useMirror((mirror) => mirror.job);
  const halted = useMirror((mirror) => mirror.halted.includes(site.id));
  const read = useCall('emergency.read');
  const apply = useCall('trunk.apply');
  const { counts, reasons } = useMemo(() => queueOf(plan), [plan]);
  const own = job?.siteId === site.id && job.goal === 'emergency' ? job : null;
  const elsewhere = job !== null && own === null && isUnderWay(job);
  const { observed, intent } = site;
  if (plan.kind === 'by-hand') {
    return (
      <section className="queue" aria-labelledby="queue-title">
        <h3 id="queue-title">At Twilio</h3>
        <p>Trunkbook has no key to this account. Enter the addresses in the Twilio Console as they stand here, then write down what the Console shows.</p>
        <div className="form-row"><ActionButton onPress={() => go('emergency-twilio.registered')}>Write down what the Console shows</ActionButton></div>
      </section>
    );
  }
  const assigned = intent.emergency.numbers.some(({ address }) => address !== null);
  // Submitting reads first: what was not asked about yet can be submitted too.
  const submits = plan.terms.confirmed && (plan.actions.length > 0 || (plan.unread && counts.queued > 0));
  const readNow = (): void => { apply.clear(); void read.run({ siteId: site.id }); };
  const submit = (): void => { read.clear(); void apply.run({ siteId: site.id, goal: { kind: 'emergency', confirmed: [] } }); };
  const toRead = !submits && plan.unread && plan.terms.confirmed;
  return (
    <section className="queue" aria-labelledby="queue-title">
      <h3 id="queue-title">At Twilio</h3>
      {counted && <Counts counts={counts} />}
      {own !== null && isUnderWay(own)
        ? <Working job={own} />
        : (
          <>
            {!plan.terms.confirmed && assigned && (
              <Note shape="attention">
                <p><strong>Nothing is submitted yet.</strong> {plan.terms.why}</p>
                <div className="form-row"><ActionButton look="primary" onPress={() => go('emergency-twilio.terms')}>Go to “Have the emergency terms accepted”</ActionButton></div>
              </Note>
            )}
            {plan.terms.confirmed && reasons.size > 0 && <ul className="queue-reasons">{[...reasons].map(([why, many]) => <li key={why}><span>{count(many, 'number')}:</span> {why}</li>)}</ul>}
            {own?.state === 'stopped' && <><StoppedNote job={own} /><JobLines job={own} /></>}
            {own?.state === 'done' && own.lines.length > 0 && <details className="what-was-done"><summary>What was done</summary><JobLines job={own} /></details>}
            <p className="aside">
              {observed.emergency === null ? 'Twilio was not asked yet where the numbers stand.' : `Twilio was last asked ${clock(observed.emergency.at, now)}.`}
              {plan.terms.confirmed && (submits || counts.queued > 0) && (halted ? ' Submitting was stopped: it goes on when you press “Submit now”, or after the next unlocking.' : ' Trunkbook submits what waits by itself as soon as there is a network and the vault is open.')}
              {elsewhere && ' Trunkbook is at work at Twilio now; this comes after it.'}
            </p>
            <FaultNote fault={apply.fault ?? read.fault} />
            <div className="form-row">
              {counts.queued > 0 && !trunkDone && plan.terms.confirmed && <ActionButton onPress={() => go('setup.run')}>Go to “Let Trunkbook set up the trunk”</ActionButton>}
              {submits && <ActionButton look="primary" busy={apply.busy} busyWords="Starting…" isDisabled={elsewhere} onPress={submit}>Submit now</ActionButton>}
              <ActionButton look={toRead ? 'primary' : 'plain'} busy={read.busy} busyWords="Reading…" onPress={readNow}>{observed.emergency === null ? 'Read where they stand' : 'Read again'}</ActionButton>
            </div>
          </>
        )}
    </section>
  );
}
