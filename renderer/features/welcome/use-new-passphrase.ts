import { useState } from 'react';
import { accept, refuse } from '../../../domain/judgement.ts';
import type { Fault } from '../../../preload/contract.ts';
import { focusField } from '../../ui/field.tsx';
import { type Form, useForm } from '../../ui/use-form.ts';

export interface NewPassphraseState {
  readonly form: Form<'passphrase' | 'again'>;
  /** The passphrase shown is one that was made up. */
  readonly madeUp: boolean;
  readonly setMadeUp: (madeUp: boolean) => void;
  readonly written: boolean;
  readonly writtenWhy: string | null;
  readonly setWritten: (written: boolean) => void;
  /** Shows what is missing and goes there. True when nothing is. */
  readonly check: () => boolean;
}

/** A new passphrase while it is being chosen. */
export function useNewPassphrase(fault: Fault | null): NewPassphraseState {
  const [madeUp, setMadeUp] = useState(false);
  const [written, setWritten] = useState(false);
  const [writtenWhy, setWrittenWhy] = useState<string | null>(null);
  const form = useForm({ passphrase: '', again: '' }, {
    passphrase: (text) => (text === '' ? refuse('Enter a passphrase, or have one made up.') : accept(text)),
    again: (text, values) => (text === values.passphrase ? accept(text) : refuse('This is not the same passphrase.')),
  }, fault);
  return {
    form, madeUp, setMadeUp, written, writtenWhy,
    setWritten: (now) => {
      setWritten(now);
      setWrittenWhy(null);
    },
    check: () => {
      if (!form.check()) return false;
      if (!madeUp || written) return true;
      setWrittenWhy('Write the six words down first: nobody can give them back to you.');
      focusField('written');
      return false;
    },
  };
}
