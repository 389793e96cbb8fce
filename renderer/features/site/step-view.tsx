import { type ReactNode, useEffect, useState } from 'react';
import { passagesFor, tablesFor } from '../../../domain/guide/applies.ts';
import type { Place as Where, Step } from '../../../domain/guide/step.ts';
import type { Directory } from '../../../domain/numbers/directory.ts';
import type { Overview } from '../../../domain/overview/overview.ts';
import type { StepState } from '../../../domain/overview/state.ts';
import type { OpenSite } from '../../../domain/site/record.ts';
import type { StepId } from '../../../domain/site/step-ids.ts';
import { focusField } from '../../ui/field.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import type { Draft, Typed } from '../../ui/use-form.ts';
import { moment } from '../../words.ts';
import { Checklist } from './checklist/checklist.tsx';
import { GuideTable } from './guide-table.tsx';
import { NeededValues } from './needed-values.tsx';
import { OpenLink } from './open-link.tsx';
import { LINK_WORDS } from './link-words.ts';
import { PANELS } from './panels.ts';
import { type Place, STATE_WORDS } from './step-order.ts';
import { Failings } from './trouble/failings.tsx';

export interface StepProps {
  readonly site: OpenSite;
  readonly directory: Directory;
  readonly overview: Overview;
  readonly step: Step;
  readonly state: StepState;
  readonly draft: Draft;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** To a step, and a field of it; `type` says what is typed there then, such as which form is open. */
  readonly go: (step: StepId, field?: string | null, type?: (before: Typed) => Typed) => void;
}

const WHERE: Readonly<Record<Where, string>> = {
  '3CX console': 'In the 3CX console', '3CX website': 'On 3CX’s website', 'Twilio Console': 'In the Twilio Console', 'on the phone': 'On the phone', 'on site': 'On site', Trunkbook: 'Here in Trunkbook',
};

/** Steps whose panel is what people come back for: what to do folds away once the panel has something to show. */
const FOLDED_WHEN: Partial<Record<StepId, (props: Pick<StepProps, 'site' | 'directory'>) => boolean>> = {
  'setup.compare': ({ site }) => site.observed.twilio !== null,
  'emergency-twilio.addresses': ({ site }) => site.intent.emergency.addresses.length > 0,
  'emergency-twilio.registered': ({ site }) => site.intent.emergency.numbers.length > 0,
  'emergency-3cx.coverage': ({ directory }) => directory.extensions.rows.length > 0,
  'test-933.call': ({ site }) => site.evidence.some(({ kind }) => kind === 'test-933'),
};

/** Steps that are told by their panel, once it has something to tell: then there is nothing to write down beside it, and nothing to tick. */
const TOLD_WHEN: Partial<Record<StepId, (props: Pick<StepProps, 'site' | 'directory'>) => boolean>> = {
  'emergency-twilio.addresses': ({ site }) => site.intent.emergency.addresses.length > 0,
  'emergency-twilio.registered': ({ site }) => site.intent.emergency.numbers.length > 0,
  'emergency-3cx.coverage': ({ directory }) => directory.extensions.rows.length > 0,
  'test-933.call': ({ directory }) => directory.extensions.rows.length > 0,
};

/** Steps whose panel has the guide’s table as this very site shall have it: another one beside it would be copied by mistake. */
const TABLE_IN_PANEL: readonly StepId[] = ['emergency-3cx.numbers'];

/** What the panel says comes before what there is to read. */
const PANEL_FIRST: readonly StepId[] = ['emergency-twilio.territory'];

/** One step: what to do and where, its form or panel, how to see that it worked, what to do if not, and what a person says of it. */
export function StepView({ place, onTick, onNext, ...props }: StepProps & { readonly place: Place; readonly onTick: (tick: () => void) => void; readonly onNext: () => void }): ReactNode {
  const { step, state, site, go } = props;
  const Panel = PANELS[step.id];
  const { intent } = site;
  const byHand = intent.account.kind === 'by-hand';
  // Who comes back to the comparison wants to see it. Nothing folds away under somebody who reads.
  const [folded] = useState(() => FOLDED_WHEN[step.id]?.(props) ?? false);
  const first = PANEL_FIRST.includes(step.id);
  const about = (
    <>
      <ol className="step-what">{passagesFor(step.what, intent).map((text) => <li key={text}>{text}</li>)}</ol>
      {!TABLE_IN_PANEL.includes(step.id) && tablesFor(step.tables, intent).map((table, index) => <GuideTable key={table.caption} table={table} siteId={site.id} step={step.id} index={index} />)}
    </>
  );
  useEffect(() => {
    if (place.field !== null) focusField(place.field);
  }, [place]);
  return (
    <article className="step" data-step={step.id}>
      <header className="step-head">
        <p className="step-where">{WHERE[step.doneBy !== undefined && !byHand ? 'Trunkbook' : step.place]}{step.page !== null && (step.doneBy === undefined || byHand) && <span className="step-page">{step.page.replaceAll('>', '›')}</span>}</p>
        <ScreenHeading level={2} takesFocus={place.field === null}>{step.title}</ScreenHeading>
        <StepStateLine state={state} />
      </header>
      {first && Panel && <Panel {...props} />}
      {folded ? <details className="step-more"><summary>What this step is for</summary><div className="step-about">{about}</div></details> : about}
      {step.byHand && <ByHandWay step={step} site={site} open={byHand} />}
      {(!Panel || step.doneBy !== undefined) && <NeededValues site={site} fields={step.needs} go={go} />}
      {!first && Panel && <Panel {...props} />}
      <p className="step-worked"><strong>It worked when:</strong> {step.worked}</p>
      {step.links && step.links.length > 0 && (
        <div className="step-links" role="group" aria-label="Pages on the web">
          {step.links.map((link) => <OpenLink key={link} link={link} siteId={site.id}>{LINK_WORDS[link]}</OpenLink>)}
        </div>
      )}
      <Checklist key={step.id} {...props} isTold={TOLD_WHEN[step.id]?.(props) ?? null} onTick={onTick} onNext={onNext} />
      <Failings step={step} go={go} />
      {step.differs !== undefined && <details className="step-more"><summary>Where the public guide says otherwise</summary><p>{step.differs}</p></details>}
    </article>
  );
}

function StepStateLine({ state }: { readonly state: StepState }): ReactNode {
  return (
    <div className="step-state">
      <StateMark shape={state.kind}>
        {STATE_WORDS[state.kind]}
        {state.kind === 'attention' && <span className="step-how">{state.why}</span>}
        {state.kind === 'open' && state.why !== null && <span className="step-how">{state.why}</span>}
        {state.kind === 'done' && <span className="step-how">{state.how}{state.at !== null && `, ${moment(state.at)}`}</span>}
        {state.kind === 'not-applicable' && <span className="step-how">{state.why}</span>}
        {state.kind === 'blocked' && <span className="step-how">{state.owner}{state.due !== null && `, until ${state.due}`}: {state.note}</span>}
      </StateMark>
      {state.kind === 'contradiction' && (
        <div className="note is-fault" role="group" aria-label="Contradiction">
          <div><p className="note-what">{state.reported}</p><p>{state.observed}</p><p className="note-next">Put right what is named, or take back what was said.</p></div>
        </div>
      )}
    </div>
  );
}

/** The way through the Twilio Console. It stands open where there is no other, and can be opened where Trunkbook would do the work. */
function ByHandWay({ step, site, open }: { readonly step: Step; readonly site: OpenSite; readonly open: boolean }): ReactNode {
  if (!step.byHand) return null;
  const { page, what, worked } = step.byHand;
  const body = (
    <>
      <p className="step-page">{page.replaceAll('>', '›')}</p>
      <ol className="step-numbered">{passagesFor(what, site.intent).map((text) => <li key={text}>{text}</li>)}</ol>
      <p className="aside"><strong>There it worked when:</strong> {worked}</p>
    </>
  );
  return open
    ? <section className="by-hand" aria-label="In the Twilio Console"><h3>In the Twilio Console</h3>{body}</section>
    : <details className="by-hand step-more"><summary>By hand in the Twilio Console instead</summary>{body}</details>;
}
