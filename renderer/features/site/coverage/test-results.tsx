import type { ReactNode } from 'react';
import type { CoverageCell } from '../../../../domain/emergency/coverage-cell.ts';
import { compareReadBack, type ReadBack } from '../../../../domain/emergency/read-back.ts';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import type { Evidence } from '../../../../domain/site/record.ts';
import type { StepId } from '../../../../domain/site/step-ids.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { AndMore, MOST_DRAWN } from '../../../ui/and-more.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { moment } from '../../../words.ts';
import { ReadWords } from './read-words.tsx';

type Test = Extract<Evidence, { kind: 'test-933' }>;

export const RESULTS: Readonly<Record<ReadBack['kind'], string>> = { matches: 'Right', 'number-differs': 'Wrong number', 'address-differs': 'Wrong address', 'nothing-read': 'Nothing read' };

/** What to do about a call that read something else, and where. */
const CURES: Readonly<Record<Exclude<ReadBack['kind'], 'matches'>, { readonly words: string; readonly step: StepId; readonly go: string }>> = {
  'number-differs': { words: 'Another number is shown than the rules here say: look at the caller ID of the emergency entry, of the extension and of the trunk in 3CX. Then test again.', step: 'emergency-3cx.numbers', go: 'Go to the emergency numbers' },
  'address-differs': { words: 'Until it is put right, help would go to the address that was read. Compare it with Twilio, correct the address, wait until it is registered, and test again.', step: 'emergency-twilio.addresses', go: 'Go to the addresses' },
  'nothing-read': { words: 'The call did not reach the test service, or nothing is registered. Look whether 933 is among 3CX’s emergency numbers and the number is registered, and test again.', step: 'emergency-twilio.registered', go: 'Go to the registrations' },
};

/** The 933 calls so far, the latest first: what each read back, what that proves, and for which other extensions it counts. */
export function TestResults({ tests, cells, go }: { readonly tests: readonly Test[]; readonly cells: readonly CoverageCell[]; readonly go: (step: StepId) => void }): ReactNode {
  if (tests.length === 0) return null;
  const latest = tests.toReversed();
  return (
    <section aria-labelledby="test-results" className="test-results">
      <h3 id="test-results">Calls so far</h3>
      <ol>
        {latest.slice(0, MOST_DRAWN).map((test) => {
          const compared = compareReadBack(test, test.expected);
          const cell = cells.find(({ extension }) => extension === test.extension);
          const newest = latest.find(({ extension }) => extension === test.extension) === test;
          const stands = cell?.provenBy?.extension === test.extension && cell.provenBy.at === test.at;
          const right = compared.kind === 'matches';
          const { shape, words } = !right ? { shape: 'refused' as const, words: RESULTS[compared.kind] } : stands ? { shape: 'done' as const, words: RESULTS.matches } : { shape: 'unknown' as const, words: newest ? 'Counts no more' : 'Earlier' };
          const heirs = cells.filter(({ provenBy, extension }) => provenBy?.extension === test.extension && provenBy.at === test.at && extension !== test.extension).map(({ extension }) => extension);
          const cure = compared.kind === 'matches' ? null : CURES[compared.kind];
          return (
            <li key={test.id}>
              <StateMark shape={shape}>{words}</StateMark>
              <div>
                <p><strong>Extension <span className="mono">{test.extension}</span></strong> <span className="aside">{test.who}, {moment(test.at)}, {test.how === 'ticked' ? 'ticked' : 'typed as it was heard'}</span></p>
                {right
                  ? <p>Heard <span className="mono">{spacedPhoneNumber(test.expected.callerId)}</span>, {test.readAddress}</p>
                  : (
                    <>
                      <p>{compared.words}</p>
                      <p>Heard: <span className="mono"><ReadWords words={test.readNumber.trim() === '' ? [] : [compared.number]} none="no number" /></span>, <ReadWords words={compared.read} none="no address" /></p>
                      <p>Registered then: <span className="mono">{spacedPhoneNumber(test.expected.callerId)}</span>, <ReadWords words={compared.registered} none="no address" /></p>
                    </>
                  )}
                {right && newest && !stands && <p className="aside">Since then this extension shows another number, or another address is registered.</p>}
                {heirs.length > 0 && <p className="aside">It also proves {heirs.length <= 6 ? heirs.join(', ') : `${heirs.slice(0, 6).join(', ')} and ${heirs.length - 6} more`}: they show the same number at the same address.</p>}
                {cure !== null && newest && <><p className="note-next">{cure.words}</p><div className="form-row"><ActionButton onPress={() => go(cure.step)}>{cure.go}</ActionButton></div></>}
              </div>
            </li>
          );
        })}
      </ol>
      <AndMore of={latest.length} />
    </section>
  );
}
