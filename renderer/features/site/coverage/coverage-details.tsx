import type { ReactNode, RefObject } from 'react';
import type { CoverageCell } from '../../../../domain/emergency/coverage-cell.ts';
import { addressLine, toTwilio } from '../../../../domain/emergency/secondary.ts';
import { stepOf } from '../../../../domain/guide/chapters.ts';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import type { StepId } from '../../../../domain/site/step-ids.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { moment } from '../../../words.ts';
import { cellMark, CONDITION_TITLES, conditionsMark, shownFrom } from './coverage-words.ts';

/** All that is known of one extension’s emergency call: every condition in words, where it is mended, and what can be said of it here. */
export function CoverageDetails({ cell, heading, go, onCallBack, onLeaveOut, onBarred, onClose }: {
  readonly cell: CoverageCell; readonly heading: RefObject<HTMLHeadingElement | null>; readonly go: (step: StepId) => void;
  readonly onCallBack: () => void; readonly onLeaveOut: () => void; readonly onBarred: () => void; readonly onClose: () => void;
}): ReactNode {
  const { extension, name, callerId, address, conditions, todo, provenBy } = cell;
  const { shape, words } = cellMark(cell);
  return (
    <section className="coverage-details" aria-labelledby="coverage-details" onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); onClose(); } }}>
      <div className="rules-head">
        <h3 id="coverage-details" ref={heading} tabIndex={-1}>Extension <span className="mono">{extension}</span>{name !== '' && `, ${name}`}</h3>
        <ActionButton look="quiet" onPress={onClose}>Close</ActionButton>
      </div>
      <p><StateMark shape={shape}><strong>{words}.</strong> {todo}</StateMark></p>
      <dl className="coverage-facts">
        <div><dt>An emergency call shows</dt><dd>{callerId.number === '' ? 'no number' : <><span className="mono">{spacedPhoneNumber(callerId.number)}</span> <span className="aside">{shownFrom(cell, 'long')}. Which caller ID 3CX takes first is not confirmed: a test call proves it.</span></>}</dd></div>
        <div><dt>The phone stands at</dt><dd>{address === null ? 'not said' : <>{address.friendlyName !== '' && <strong>{address.friendlyName}: </strong>}{addressLine(toTwilio(address))}{address.confirmedBy !== '' && <span className="aside"> Confirmed by {address.confirmedBy}.</span>}</>}</dd></div>
        {provenBy !== null && <div><dt>Proven by</dt><dd>{provenBy.extension === extension ? 'its own 933 call' : `the 933 call of extension ${provenBy.extension}, which shows the same number at the same address`}, {provenBy.who}, {moment(provenBy.at)}</dd></div>}
      </dl>
      <ul className="coverage-conditions" aria-label="What must hold">
        {conditions.map((condition) => (
          <li key={condition.id}>
            <StateMark shape={conditionsMark([condition], [condition.id]).shape}>{conditionsMark([condition], [condition.id]).words}</StateMark>
            <span>
              <strong>{CONDITION_TITLES[condition.id]}.</strong> {condition.words}{condition.reported && <span className="aside"> Somebody said so; Trunkbook did not see it.</span>}
              {condition.state !== 'met' && condition.state !== 'not-applicable' && condition.todo !== '' && <span className="finding-next">{condition.todo}</span>}
            </span>
            {condition.step !== null && condition.step !== 'emergency-3cx.coverage' && condition.state !== 'not-applicable' && <ActionButton look="quiet" onPress={() => go(condition.step ?? 'emergency-3cx.coverage')} label={`Go there: ${stepOf(condition.step).title}`}>Go there</ActionButton>}
          </li>
        ))}
      </ul>
      <div className="form-row">
        {callerId.number !== '' && <ActionButton onPress={onCallBack}>Who answers a call back…</ActionButton>}
        <ActionButton look="quiet" onPress={onBarred}>Barred, or asks for a PIN…</ActionButton>
        <ActionButton look="quiet" onPress={onLeaveOut}>Nobody calls for help here…</ActionButton>
      </div>
    </section>
  );
}
