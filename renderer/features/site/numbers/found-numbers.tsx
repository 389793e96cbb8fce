import type { ReactNode } from 'react';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import type { AccountNumber } from '../../../../domain/numbers/directory.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import type { NumberPicking } from './numbers-step.tsx';

/** Numbers to choose from. What stands in a number's way is said beside it. */
export function FoundNumbers({ numbers, acquire, chosen, busy, onChoose }: NumberPicking & { readonly numbers: readonly AccountNumber[]; readonly acquire: 'buy' | 'take' }): ReactNode {
  const taken = new Set(chosen.map(({ phoneNumber }) => phoneNumber));
  return (
    <ul className="number-list is-found">
      {numbers.map(({ phoneNumber, place, note }) => (
        <li key={phoneNumber}>
          <span className="mono number">{spacedPhoneNumber(phoneNumber)}</span>
          <span className="number-note"><span className="clipped">{place}</span>{note !== null && <StateMark shape="attention">{note}</StateMark>}</span>
          {taken.has(phoneNumber)
            ? <StateMark shape="done">Chosen</StateMark>
            : <ActionButton isDisabled={busy} onPress={() => onChoose({ phoneNumber, acquire })} label={`Choose ${phoneNumber}`}>Choose</ActionButton>}
        </li>
      ))}
    </ul>
  );
}
