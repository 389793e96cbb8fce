import { type ReactNode, useMemo, useState } from 'react';
import { Switch } from 'react-aria-components';
import { emergencyNumbers } from '../../../../domain/dialplan/emergency-numbers.ts';
import type { Outcome, RouteOutcome, Switches } from '../../../../domain/dialplan/outcome.ts';
import { prepare } from '../../../../domain/dialplan/prepare.ts';
import { simulate } from '../../../../domain/dialplan/simulate.ts';
import type { Directory } from '../../../../domain/numbers/directory.ts';
import type { OpenSite } from '../../../../domain/site/record.ts';
import type { OutboundRule } from '../../../../domain/site/outbound-rule.ts';
import { Field } from '../../../ui/field.tsx';
import { type Shape, StateMark } from '../../../ui/state-mark.tsx';

const SWITCHES: readonly { readonly name: keyof Switches; readonly words: string }[] = [
  { name: 'plusCounts', words: 'The + counts in the length (not confirmed)' },
  { name: 'e164Processing', words: 'E.164 processing is on in 3CX (its effect is not confirmed)' },
  { name: 'emergencyFirst', words: 'Emergency numbers are asked before the rules (not confirmed)' },
];

/** Type a number, and see what 3CX and Twilio make of it. Nothing is dialled. */
export function Simulator({ site, directory, rules, switches, onSwitches }: {
  readonly site: OpenSite; readonly directory: Directory; readonly rules: readonly OutboundRule[]; readonly switches: Switches; readonly onSwitches: (switches: Switches) => void;
}): ReactNode {
  const [dialled, setDialled] = useState('');
  const [from, setFrom] = useState('');
  const { country, numbers } = site.intent;
  const { rows } = directory.extensions;
  const byNumber = useMemo(() => new Map(rows.map((row) => [row.number, row])), [rows]);
  const mainNumber = numbers[0]?.phoneNumber ?? null;
  const prepared = useMemo(
    () => prepare({ rules, emergency: emergencyNumbers(country), country, extensions: byNumber, mainNumber, switches }),
    [rules, country, byNumber, mainNumber, switches],
  );
  const caller = byNumber.get(from.trim()) ?? null;
  const outcome = dialled.trim() === '' ? null : simulate(prepared, dialled, caller);
  return (
    <section aria-labelledby="simulator-title" className="simulator">
      <h3 id="simulator-title">Try a number</h3>
      <p className="aside">Nothing is dialled: this only follows the rules above.</p>
      <div className="form-pair">
        <Field label="Dialled" name="simulator.dialled" mono value={dialled} onChange={setDialled} hint="As somebody here would dial it." />
        <Field label="From extension" name="simulator.from" mono optional value={from} onChange={setFrom} why={from.trim() !== '' && caller === null ? 'This site has no such extension.' : null} />
      </div>
      <div className="simulator-outcome" role="status" aria-live="polite">{outcome && <OutcomeView outcome={outcome} />}</div>
      <details className="step-more">
        <summary>What the simulator assumes</summary>
        {SWITCHES.map(({ name, words }) => (
          <Switch key={name} className="switch" isSelected={switches[name]} onChange={(on) => onSwitches({ ...switches, [name]: on })}><span className="switch-track" aria-hidden="true" />{words}</Switch>
        ))}
        <p className="aside">That 3CX takes spaces, brackets, dots and dashes out of what is dialled, and that a route’s caller ID comes before the extension’s and that before the trunk’s, is not confirmed either.</p>
      </details>
    </section>
  );
}

function verdictOf(route: RouteOutcome): { readonly shape: Shape; readonly words: string } {
  const { verdict } = route;
  if (route.unusable !== null) return { shape: 'refused', words: route.unusable };
  if (verdict.kind === 'refused') return { shape: 'refused', words: verdict.why };
  if (verdict.kind === 'emergency') return { shape: 'done', words: 'An emergency or test number, which goes out as it stands.' };
  if (!verdict.possible) return { shape: 'attention', words: 'E.164 in form, but no number of that country has so many digits.' };
  return verdict.valid ? { shape: 'done', words: 'Valid: Twilio takes it.' } : { shape: 'attention', words: 'E.164 in form; no such numbers are known to be given out.' };
}

const CALLER_ID_FROM = { route: 'set in the rule', extension: 'of the extension', trunk: 'the trunk’s main number', none: 'none is set' } as const;

function OutcomeView({ outcome }: { readonly outcome: Outcome }): ReactNode {
  switch (outcome.kind) {
    case 'not-a-number':
      return <StateMark shape="unknown">{outcome.why}</StateMark>;
    case 'internal':
      return <StateMark shape="done">Extension {outcome.extension} rings: the call does not leave the PBX.</StateMark>;
    case 'no-rule':
      return <><StateMark shape="refused">No rule catches {outcome.seen}. 3CX refuses the call and logs event 30052.</StateMark><Seen outcome={outcome} /><Doubts outcome={outcome} /></>;
    case 'emergency':
      return (
        <>
          <StateMark shape="done">The emergency number “{outcome.rule.name}” catches it. Twilio receives <span className="mono">{outcome.sent}</span>.</StateMark>
          <p>Caller ID: <span className="mono">{outcome.callerId.number || 'none'}</span>, {CALLER_ID_FROM[outcome.callerId.source]}.</p>
          <Doubts outcome={outcome} />
        </>
      );
    case 'rule':
    case 'blocked':
      return (
        <>
          <p><strong>Rule {outcome.index + 1}, “{outcome.rule.name}”, catches it.</strong>{outcome.kind === 'blocked' && ' It has no route that can be used, and later rules are not asked.'}</p>
          <Seen outcome={outcome} />
          <ol className="route-outcomes">{outcome.routes.map((route) => <li key={route.index}><RouteView route={route} many={outcome.routes.length > 1} /></li>)}</ol>
          <Doubts outcome={outcome} />
        </>
      );
  }
}

function RouteView({ route, many }: { readonly route: RouteOutcome; readonly many: boolean }): ReactNode {
  const { shape, words } = verdictOf(route);
  const steps = [route.stripped === '' ? '' : `strips ${route.stripped}`, route.prepended === '' ? '' : `prepends ${route.prepended}`, route.appended === '' ? '' : `appends ${route.appended}`].filter((part) => part !== '');
  return (
    <>
      <p>{many && <strong>Route {route.index + 1}{route.route.trunk === null ? '' : ` over ${route.route.trunk}`}: </strong>}{steps.length === 0 ? 'Nothing is changed.' : `It ${steps.join(', ')}.`} {route.route.trunk === null ? 'Twilio receives' : 'Sent is'} <span className="mono is-strong">{route.sent || 'nothing'}</span></p>
      <p><StateMark shape={shape}>{words}</StateMark></p>
      <p>Caller ID: <span className="mono">{route.callerId.number || 'none'}</span>, {CALLER_ID_FROM[route.callerId.source]}.</p>
    </>
  );
}

function Seen({ outcome }: { readonly outcome: Extract<Outcome, { seen: string }> }): ReactNode {
  return outcome.seen === outcome.dialled ? null : <p className="aside">The rules see <span className="mono">{outcome.seen}</span>.</p>;
}

function Doubts({ outcome }: { readonly outcome: Extract<Outcome, { doubts: unknown }> }): ReactNode {
  return outcome.doubts.map(({ kind, index, rule }) => (
    <p key={rule.id} className="aside">
      {kind === 'unreadable' ? `Rule ${index + 1}, “${rule.name}”, stands above it and cannot be read whole: 3CX may take the call there.` : `Rule ${index + 1}, “${rule.name}”, is for certain callers only: name an extension to see whether it catches the call.`}
    </p>
  ));
}
