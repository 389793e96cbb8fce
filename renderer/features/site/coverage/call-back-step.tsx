import './coverage.css';
import { type ReactNode, useMemo, useState } from 'react';
import { wasCalledBack } from '../../../../domain/emergency/call-back.ts';
import type { CoverageCell, CoverageCondition } from '../../../../domain/emergency/coverage-cell.ts';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { AndMore, MOST_DRAWN } from '../../../ui/and-more.tsx';
import { Note } from '../../../ui/fault-note.tsx';
import { type Shape, StateMark } from '../../../ui/state-mark.tsx';
import { count } from '../../../words.ts';
import type { StepProps } from '../step-view.tsx';
import { CallBackDialog } from './call-back-dialog.tsx';
import { conditionsMark } from './coverage-words.ts';
import { isShared, type ShownNumber, shownNumbers } from './shown-numbers.ts';

/** Which numbers to call back from a mobile phone, and who must answer. */
export function CallBackStep({ site, directory, overview, go }: StepProps): ReactNode {
  const { cells } = overview.coverage();
  const [naming, setNaming] = useState<string | null>(null);
  const numbers = useMemo(() => shownNumbers(cells, site.intent.emergency.numbers), [cells, site.intent.emergency.numbers]);
  const owners = useMemo(() => new Map(directory.extensions.rows.flatMap(({ dids, number, firstName, lastName }) => dids.map((did) => [did, `${number}${firstName || lastName ? `, ${`${firstName} ${lastName}`.trim()}` : ''}`] as const))), [directory]);
  const conditions = useMemo(() => conditionsOf(cells), [cells]);
  const isTried = useMemo(() => wasCalledBack(site), [site]);
  if (numbers.length === 0) {
    return (
      <Note shape="open">
        <p>{cells.length === 0 ? 'No extensions are known yet.' : 'No extension shows a number yet.'} Then there is nothing to call back.</p>
        <div className="form-row"><ActionButton onPress={() => go('emergency-3cx.coverage')}>Go to the coverage of every extension</ActionButton></div>
      </Note>
    );
  }
  return (
    <section aria-labelledby="call-backs" className="coverage">
      <h3 id="call-backs">Call {count(numbers.length, 'number')} back from a mobile phone</h3>
      <p>Write down each call below: the number, and who answered. Every number that several phones show needs a call. Own DIDs are all alike: call back one of them at least.</p>
      <ul className="call-backs">
        {numbers.slice(0, MOST_DRAWN).map((number) => {
          const { shape, words } = markOf(conditions.get(number.phoneNumber) ?? [], isTried(number.phoneNumber));
          return (
            <li key={number.phoneNumber}>
              <span><strong className="mono">{spacedPhoneNumber(number.phoneNumber)}</strong><StateMark shape={shape}>{words}</StateMark></span>
              <span>
                {whoAnswers(number, owners.get(number.phoneNumber))}
                {isShared(number) && <span className="aside">Shown by {number.extensions.length <= 3 ? number.extensions.join(', ') : `${number.extensions.slice(0, 3).join(', ')} and ${number.extensions.length - 3} more`}.</span>}
              </span>
              {(isShared(number) || number.callBack !== null) && <ActionButton look="quiet" onPress={() => setNaming(number.phoneNumber)} label={`${number.callBack === null ? 'Say who…' : 'Change…'} ${spacedPhoneNumber(number.phoneNumber)}`}>{number.callBack === null ? 'Say who…' : 'Change…'}</ActionButton>}
            </li>
          );
        })}
      </ul>
      <AndMore of={numbers.length}>: own DIDs, each of its own extension</AndMore>
      {naming !== null && <CallBackDialog siteId={site.id} country={site.intent.country} users={cells} numbers={numbers.filter(({ phoneNumber }) => phoneNumber === naming)} chosen={naming} onClose={() => setNaming(null)} />}
    </section>
  );
}

/** Who picks up, in a sentence. */
function whoAnswers({ callBack, owners: callers }: ShownNumber, owner: string | undefined): string {
  const named = callBack === null ? null : `${callBack.name === '' ? '' : `${callBack.name}, `}extension ${callBack.extension}`;
  // Whoever rings first is nobody else who answers then.
  if (callers.length > 0 && (callBack === null || !callers.includes(callBack.extension))) return `Extension ${owner ?? callers[0] ?? ''} must ring${named === null ? '. Unanswered, a person must take it: no mailbox.' : `, then ${named}.`}`;
  if (named !== null) return `${named} must answer, and find the caller.`;
  return owner === undefined ? 'Nobody: it is no extension’s DID, and nobody is named.' : `Extension ${owner} rings, which is not the caller. Say who answers and finds the caller.`;
}

const BACK = ['call-back', 'origination'] as const;

/** How a number stands: what is wrong in the settings comes first, and what they promise is no call. */
function markOf(conditions: readonly CoverageCondition[], tried: boolean): { readonly shape: Shape; readonly words: string } {
  const open = conditions.filter(({ state, step }) => state !== 'met' && state !== 'not-applicable' && step !== 'test-933.callback');
  if (open.length > 0) return conditionsMark(open, BACK);
  return tried ? { shape: 'reported', words: 'Called back' } : { shape: 'open', words: 'Not called yet' };
}

function conditionsOf(cells: readonly CoverageCell[]): ReadonlyMap<string, readonly CoverageCondition[]> {
  const conditions = new Map<string, CoverageCondition[]>();
  for (const cell of cells) {
    if (cell.state === 'not-applicable') continue;
    const mine = conditions.get(cell.callerId.number) ?? [];
    mine.push(...cell.conditions.filter(({ id }) => id === 'call-back' || id === 'origination'));
    conditions.set(cell.callerId.number, mine);
  }
  return conditions;
}
