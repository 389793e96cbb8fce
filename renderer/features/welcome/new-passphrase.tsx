import { type ReactNode, useEffect, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import type { Output } from '../../../preload/contract.ts';
import { invoke } from '../../bridge.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { Field } from '../../ui/field.tsx';
import { StateShape } from '../../ui/state-mark.tsx';
import { useCall } from '../../use-call.ts';
import { strengthWord } from '../../words.ts';
import type { NewPassphraseState } from './use-new-passphrase.ts';

/** Typing has to rest for so long before the passphrase is judged. */
const JUDGE_AFTER = 250;

/** A new passphrase: typed twice, or six words made up and written down. */
export function NewPassphrase({ state }: { readonly state: NewPassphraseState }): ReactNode {
  const { form, madeUp, setMadeUp, written, setWritten, writtenWhy } = state;
  const suggest = useCall('vault.suggestPassphrase');
  const makeUp = async (): Promise<void> => {
    const result = await suggest.run();
    if (!result?.ok) return;
    form.set('passphrase', result.value.passphrase);
    form.set('again', result.value.passphrase);
    setWritten(false);
    setMadeUp(true);
  };
  const typeOwn = (): void => {
    form.set('passphrase', '');
    form.set('again', '');
    setMadeUp(false);
  };
  if (madeUp) {
    return (
      <div className="made-up">
        <p id="made-up-label" className="field-label">Your passphrase: write it down now</p>
        <p className="made-up-words" aria-labelledby="made-up-label" role="group">{form.values.passphrase}</p>
        <div className="form-row">
          <ActionButton busy={suggest.busy} busyWords="Making one up…" onPress={() => void makeUp()}>Make up another</ActionButton>
          <ActionButton look="quiet" onPress={typeOwn}>Type my own instead</ActionButton>
        </div>
        <div data-field="written">
          <Checkbox className="checkbox" isSelected={written} onChange={setWritten} isInvalid={writtenWhy !== null}><span className="checkbox-box" aria-hidden="true" />I have written it down</Checkbox>
          {writtenWhy !== null && <p className="field-why" role="alert">{writtenWhy}</p>}
        </div>
        <FaultNote fault={suggest.fault} />
      </div>
    );
  }
  return (
    <>
      <Field label="Passphrase" type="password" {...form.field('passphrase')} hint="Several words that do not belong together are strong and easy to type." />
      <StrengthOf passphrase={form.values.passphrase} />
      <Field label="Passphrase again" type="password" {...form.field('again')} />
      <div className="form-row"><ActionButton busy={suggest.busy} busyWords="Making one up…" onPress={() => void makeUp()}>Make one up for me</ActionButton></div>
      <FaultNote fault={suggest.fault} />
    </>
  );
}

function StrengthOf({ passphrase }: { readonly passphrase: string }): ReactNode {
  const [judged, setJudged] = useState<{ readonly of: string; readonly strength: Output<'vault.judgePassphrase'> } | null>(null);
  useEffect(() => {
    if (passphrase === '') return undefined;
    let late = false;
    const timer = setTimeout(async () => {
      const result = await invoke('vault.judgePassphrase', { passphrase: passphrase.slice(0, 1024) });
      if (!late && result.ok) setJudged({ of: passphrase, strength: result.value });
    }, JUDGE_AFTER);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [passphrase]);
  const strength = passphrase === '' ? null : judged?.strength ?? null;
  return (
    <div className="strength" role="status" aria-label="Strength of the passphrase">
      <span className="strength-bar" aria-hidden="true">{[1, 2, 3, 4].map((part) => <span key={part} data-full={(strength !== null && strength.score >= part) || undefined} />)}</span>
      {strength === null
        ? <span className="strength-words">Strength: shown while you type</span>
        : <span className="strength-words"><StateShape shape={strength.acceptable ? 'done' : 'attention'} /><strong>{strengthWord(strength.score)}</strong> {[strength.warning, ...strength.advice].filter((part) => part !== null && part !== '').join(' ')}</span>}
    </div>
  );
}
