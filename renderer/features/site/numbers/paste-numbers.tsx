import { type ReactNode, useMemo } from 'react';
import { Form } from 'react-aria-components';
import type { CheckedNumber } from '../../../../preload/contract.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { CheckedLines } from '../../../ui/checked-lines.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import type { Shape } from '../../../ui/state-mark.tsx';
import { type Draft, useForm } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';
import { count, moment } from '../../../words.ts';
import { checkByHand } from './check-by-hand.ts';
import { type CheckedList, isUsable, withChosen } from './checked-list.ts';
import type { NumberPicking } from './numbers-step.tsx';

export const PASTED = 'numbers.pasted';

const KINDS: Readonly<Record<CheckedNumber['kind'], { readonly shape: Shape; readonly words: string }>> = {
  ready: { shape: 'open', words: 'Can be used' }, asks: { shape: 'attention', words: 'In use elsewhere' }, chosen: { shape: 'done', words: 'Chosen' }, duplicate: { shape: 'not-applicable', words: 'Twice' },
  'not-owned': { shape: 'refused', words: 'Not of this account' }, bad: { shape: 'refused', words: 'Not a number' },
};

/** Many numbers of the account at once: pasted, checked, a result a line, and chosen with one press. */
export function PasteNumbers({ siteId, country, chosen, busy, byHand, draft, checked, onChecked, onChoose, most }: NumberPicking & {
  readonly byHand: boolean; readonly draft: Draft; readonly checked: CheckedList | null; readonly onChecked: (checked: CheckedList | null) => void;
}): ReactNode {
  const check = useCall('numbers.check');
  const form = useForm({ [PASTED]: '' }, {}, null, draft);
  const [, setDraft] = draft;
  const text = form.values[PASTED] ?? '';
  const taken = useMemo(() => new Set(chosen.map(({ phoneNumber }) => phoneNumber)), [chosen]);
  const lines = useMemo(() => (checked === null ? null : withChosen(checked.lines, taken)), [checked, taken]);
  const shown = useMemo(() => (lines ?? []).map((line) => ({ ...line, ...KINDS[line.kind], good: line.kind === 'ready' || line.kind === 'chosen' })), [lines]);
  const usable = lines?.filter(isUsable) ?? [];
  const stale = checked !== null && checked.text !== text && text !== '';
  const full = chosen.length + usable.length > most;
  const forget = (): void => setDraft(({ [PASTED]: typed, ...others }) => (typed === undefined || typed === checked?.text ? others : { ...others, [PASTED]: typed }));

  const submit = async (): Promise<void> => {
    if (text.trim() === '') return;
    if (byHand) {
      onChecked({ text, lines: checkByHand(text, country, [...taken]), asOf: null });
      return;
    }
    const result = await check.run({ siteId, text });
    if (result?.ok) onChecked({ text, ...result.value });
  };
  const choose = async (): Promise<void> => {
    const kept = await onChoose(usable.flatMap(({ phoneNumber }) => (phoneNumber === null ? [] : [{ phoneNumber, acquire: 'take' as const }])));
    // What was typed goes when nothing in it is left to mend.
    if (kept && lines?.every((line) => isUsable(line) || line.kind === 'chosen' || line.kind === 'duplicate')) forget();
  };
  return (
    <>
      <Form className="form paste-numbers" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <Field label="Numbers of this account" lines mono {...form.field(PASTED)} maxLength={2_000_000} hint="One on each line, as many as you like. Without a country code they are read as numbers of the site’s country." />
        <div className="form-row"><ActionButton type="submit" look={text.trim() === '' || checked?.text === text ? 'plain' : 'primary'} isDisabled={text.trim() === ''} busy={check.busy} busyWords="Checking…">Check them</ActionButton></div>
      </Form>
      <FaultNote fault={check.fault} />
      {lines !== null && (
        <section className="checked" aria-label="What each line is">
          <Counts lines={lines} />
          {checked !== null && checked.asOf !== null && <p className="aside">As the account’s numbers were listed on {moment(checked.asOf)}.</p>}
          {stale && <p className="aside">This is of the list before your last change. Check it again.</p>}
          <CheckedLines lines={shown} />
          {usable.length > 0 && !stale && (
            <div className="form-row pick-end">
              {full && <span className="field-why">A site takes at most {most} numbers.</span>}
              <ActionButton look="primary" isDisabled={full} busy={busy} onPress={() => void choose()}>{usable.length === 1 ? 'Choose the one that can be used' : `Choose the ${usable.length} that can be used`}</ActionButton>
            </div>
          )}
        </section>
      )}
    </>
  );
}

function Counts({ lines }: { readonly lines: readonly CheckedNumber[] }): ReactNode {
  const usable = lines.filter(isUsable).length;
  const chosen = lines.filter(({ kind }) => kind === 'chosen').length;
  const twice = lines.filter(({ kind }) => kind === 'duplicate').length;
  const wrong = lines.length - usable - chosen - twice;
  return (
    <p role="status">
      {lines.length === 0
        ? 'There is no number in it.'
        : `${count(lines.length, 'line')}: ${[`${usable} can be used`, ...(chosen > 0 ? [`${chosen} chosen already`] : []), ...(twice > 0 ? [`${twice} twice`] : []), ...(wrong > 0 ? [`${wrong} cannot be used`] : [])].join(', ')}.`}
    </p>
  );
}
