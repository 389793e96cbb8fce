import './leave.css';
import { type ReactNode, useState } from 'react';
import { isEmergencyStep } from '../../../../domain/emergency/emergency-steps.ts';
import type { Step } from '../../../../domain/guide/step.ts';
import { type Territory, territoryOf } from '../../../../domain/emergency/territory.ts';
import { type LeaveVerdict, type WavedOff, wavedOff } from '../../../../domain/overview/leave.ts';
import type { OpenPoint } from '../../../../domain/overview/open-point.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { AndMore, MOST_DRAWN } from '../../../ui/and-more.tsx';
import { type Shape, StateMark, StateShape } from '../../../ui/state-mark.tsx';
import { count, moment } from '../../../words.ts';
import { SayDialog } from '../checklist/say-dialog.tsx';
import { STATE_WORDS } from '../step-order.ts';
import type { StepProps } from '../step-view.tsx';

interface Said {
  readonly shape: Shape;
  readonly look: 'done' | 'attention' | 'fault';
  readonly sentence: string;
  readonly more: string;
}

/** What a settled site does with an emergency call: only where an address can be registered does it show a door. */
const SETTLED: Readonly<Record<Territory, string>> = {
  registers: 'Every step is settled, and an emergency call from every phone that is not left out shows the right door.',
  carries: 'Every step is settled. An emergency call leaves over this trunk, but shows no address: whoever calls must say where help is needed.',
  none: 'Every step is settled. Emergency calls do not leave over this trunk: the other line carries them. The people here must know it.',
};

function said(verdict: LeaveVerdict, territory: Territory): Said {
  switch (verdict.kind) {
    case 'safe': return { shape: 'done', look: 'done', sentence: 'Safe to leave.', more: SETTLED[territory] };
    case 'open-points': return { shape: 'blocked', look: 'attention', sentence: 'Leave with open points.', more: [
      ...(verdict.points.length > 0 ? [`${count(verdict.points.length, 'thing waits', 'things wait')} for somebody who is named below.`] : []),
      ...(verdict.waved.length > 0 ? [`${count(verdict.waved.length, 'emergency step was', 'emergency steps were')} called not needed.`] : []),
      `Go through ${verdict.points.length + verdict.waved.length === 1 ? 'it' : 'them'} with the customer before you go.`,
    ].join(' ') };
    case 'do-not': return { shape: 'refused', look: 'fault', sentence: 'Do not leave yet.', more: `What holds you here stands below, emergency calls first. Do what can be done here; what cannot, becomes an open point with somebody’s name.` };
  }
}

/** May I leave? The answer in one sentence, why not, and what waits for whom. */
export function LeaveStep({ site, overview, go }: StepProps): ReactNode {
  const { leave, openPoints } = overview;
  const [blocking, setBlocking] = useState<Step | null>(null);
  const { shape, look, sentence, more } = said(leave, territoryOf(site.intent.country));
  const waved = wavedOff(overview.steps, overview.stateOf);
  const asked = [site.observed.twilio?.at, site.observed.emergency?.at].filter((at) => at !== undefined).sort()[0];
  const onWord = leave.kind === 'do-not' ? 0 : leave.onWord;
  const emergency = openPoints.filter(({ step }) => isEmergencyStep(step.id));
  const others = openPoints.filter(({ step }) => !isEmergencyStep(step.id));
  return (
    <section aria-label="May I leave?" className="leave">
      <div className={`note leave-verdict is-${look}`} role="status">
        <StateShape shape={shape} />
        <div>
          <p className="leave-sentence">{sentence}</p>
          <p>{more}</p>
          {onWord > 0 && <p>For {count(onWord, 'extension')} help rests on people’s word at some point, which Trunkbook could not see: the coverage says where.</p>}
          {leave.kind !== 'do-not' && asked !== undefined && <p className="aside">As Twilio said on {moment(asked)}.</p>}
        </div>
      </div>
      {leave.kind === 'do-not' && <Reasons reasons={leave.reasons} overview={overview} go={go} onBlock={setBlocking} />}
      {emergency.length > 0 && (
        <section aria-labelledby="emergency-points">
          <h3 id="emergency-points">Open points about emergency calls</h3>
          <ul className="left-list is-points">{emergency.map((point) => <Point key={point.step.id} point={point} go={go} />)}</ul>
        </section>
      )}
      {waved.length > 0 && <NotNeeded waved={waved} go={go} />}
      {others.length > 0 && (
        <section aria-labelledby="open-points">
          <h3 id="open-points">{emergency.length > 0 ? 'Other open points' : 'Open points'}</h3>
          <ul className="left-list is-points">{others.map((point) => <Point key={point.step.id} point={point} go={go} />)}</ul>
        </section>
      )}
      {blocking && <SayDialog topic="blocked" site={site} overview={overview} step={blocking} onClose={() => setBlocking(null)} />}
    </section>
  );
}

/** Why not, emergency calls first, each with where it is settled. */
function Reasons({ reasons, overview, go, onBlock }: Pick<StepProps, 'overview' | 'go'> & { readonly reasons: Extract<LeaveVerdict, { kind: 'do-not' }>['reasons']; readonly onBlock: (step: Step) => void }): ReactNode {
  const urgent = reasons.filter(({ step }) => isEmergencyStep(step.id));
  const rest = reasons.filter(({ step }) => !isEmergencyStep(step.id));
  return [{ title: 'Emergency calls', mine: urgent }, { title: urgent.length > 0 ? 'Everything else' : 'What is left', mine: rest }].map(({ title, mine }) => mine.length > 0 && (
    <section key={title} aria-label={title}>
      <h3>{title}</h3>
      <ul className="left-list is-points">
        {mine.slice(0, MOST_DRAWN).map(({ step, words, extensions, point }) => {
          const state = overview.stateOf(step.id);
          return (
            <li key={`${step.id} ${words}`}>
              <StateMark shape={state.kind}>{STATE_WORDS[state.kind]}</StateMark>
              <span>
                <ActionButton look="quiet" onPress={() => go(step.id)}>{step.title}</ActionButton>
                {(state.kind !== 'open' || state.why !== null || extensions.length > 0) && <span className="left-note">{words}</span>}
                {extensions.length > 1 && <span className="aside mono">{extensions.length <= 20 ? extensions.join(', ') : `${extensions.slice(0, 20).join(', ')} and ${extensions.length - 20} more`}</span>}
                {point !== null && <span className="left-do"><ActionButton look="quiet" onPress={() => onBlock(point)} label={`Cannot be done today… ${step.title}`}>Cannot be done today…</ActionButton></span>}
              </span>
            </li>
          );
        })}
      </ul>
      <AndMore of={mine.length} />
    </section>
  ));
}

/** Emergency steps that somebody said this site does not need: whoever leaves sees the reasons. */
function NotNeeded({ waved, go }: { readonly waved: readonly WavedOff[]; readonly go: StepProps['go'] }): ReactNode {
  return (
    <section aria-labelledby="waved-off">
      <h3 id="waved-off">Emergency steps that were called not needed</h3>
      <ul className="left-list is-points">
        {waved.map(({ step, why }) => (
          <li key={step.id}>
            <StateMark shape="not-applicable">Not needed</StateMark>
            <span><ActionButton look="quiet" onPress={() => go(step.id)}>{step.title}</ActionButton><span className="left-note">{why}</span></span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One open point: who sees to it, by when; about emergency calls also what a call does until then, and who was told. */
function Point({ point: { step, note, owner, due, overdue, emergency }, go }: { readonly point: OpenPoint; readonly go: StepProps['go'] }): ReactNode {
  return (
    <li>
      <StateMark shape="blocked">{overdue ? 'Overdue' : 'Waits'}</StateMark>
      <span>
        <ActionButton look="quiet" onPress={() => go(step.id)}>{step.title}</ActionButton>
        <span className="left-note">{note}</span>
        {emergency !== null && emergency.meanwhile !== '' && <span className="left-note"><strong>An emergency call until then:</strong> {emergency.meanwhile}</span>}
        <span className="aside">{owner}{due !== null && `, until ${due}`}{emergency !== null && emergency.told !== '' && `. Told: ${emergency.told}`}</span>
      </span>
    </li>
  );
}
