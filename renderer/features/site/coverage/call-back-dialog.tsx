import { type ReactNode, useState } from 'react';
import { Checkbox, CheckboxGroup, Form, Label } from 'react-aria-components';
import { countryOfNumber, territoryOf } from '../../../../domain/emergency/territory.ts';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { AndMore, MOST_DRAWN } from '../../../ui/and-more.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { Field } from '../../../ui/field.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { useForm } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';
import { count } from '../../../words.ts';
import { isShared, type ShownNumber } from './shown-numbers.ts';

/** `shown by 101`, `shown by 12 extensions`. */
function shownBy(extensions: readonly string[]): string {
  return `shown by ${extensions.length === 1 ? extensions[0] : count(extensions.length, 'extension')}`;
}

/** Who answers when a dispatcher calls a number back that is not the caller’s own. */
export function CallBackDialog({ siteId, country, users, numbers, chosen, onClose }: { readonly siteId: string; readonly country: string; /** The extensions that are known here. */ readonly users: readonly { readonly extension: string }[]; readonly numbers: readonly ShownNumber[]; readonly chosen: string | null; readonly onClose: () => void }): ReactNode {
  const save = useCall('emergency.saveCallBack');
  const enter = useCall('emergency.assign');
  /** Where a number takes an address, the address comes first; elsewhere there is none to wait for. */
  const waits = ({ phoneNumber, entered }: ShownNumber): boolean => !entered && territoryOf(countryOfNumber(phoneNumber, country)) === 'registers';
  // A number that only its owner shows rings its caller: it needs nobody else.
  const [ticked, setTicked] = useState<readonly string[]>(() => (chosen !== null ? [chosen] : numbers.slice(0, MOST_DRAWN).filter((number) => number.callBack === null && isShared(number) && !waits(number)).map(({ phoneNumber }) => phoneNumber)));
  const busy = save.busy || enter.busy;
  const before = numbers.find(({ phoneNumber }) => phoneNumber === chosen)?.callBack ?? null;
  const form = useForm({ extension: before?.extension ?? '', name: before?.name ?? '' }, {}, save.fault);
  /** What was typed and is no extension here: saved when it is said again. */
  const [unknown, setUnknown] = useState<string | null>(null);
  const isUnknown = unknown !== null && unknown === form.values.extension.trim();
  const perform = async (values: { readonly extension: string; readonly name: string }): Promise<void> => {
    const typed = values.extension.trim();
    if (/^\d+$/.test(typed) && typed !== unknown && !users.some(({ extension }) => extension === typed)) return setUnknown(typed);
    const fresh = numbers.filter(({ phoneNumber, entered }) => !entered && ticked.includes(phoneNumber)).map(({ phoneNumber }) => phoneNumber);
    if (fresh.length > 0 && (await enter.run({ siteId, numbers: fresh, address: null }))?.ok !== true) return;
    const result = await save.run({ siteId, numbers: [...ticked], ...values });
    if (result?.ok) onClose();
    else if (result) form.goToFault(result.fault);
  };
  return (
    <ModalDialog title="Who answers a call back" isOpen wide onClose={onClose} busy={busy}>
      <Form className="form" onSubmit={(event) => { event.preventDefault(); void perform(form.values); }}>
        <p>A dispatcher whose call breaks off calls back the number that was shown. An own DID rings its caller. A number that several phones share must ring somebody who finds the caller: the reception, the security desk.</p>
        {numbers.length > 1 && (
          <CheckboxGroup className="coverage-numbers" value={[...ticked]} onChange={setTicked}>
            <Label>These numbers</Label>
            <div className="import-scroll">
              {numbers.slice(0, MOST_DRAWN).map((number) => {
                const { phoneNumber, extensions, callBack } = number;
                return (
                  <Checkbox key={phoneNumber} className="checkbox" value={phoneNumber} isDisabled={waits(number)}>
                    <span className="checkbox-box" aria-hidden="true" /><span className="mono">{spacedPhoneNumber(phoneNumber)}</span> <span className="aside">{shownBy(extensions)}{callBack !== null && `, now ${callBack.name || callBack.extension}`}{waits(number) && ': give it an address first'}</span>
                  </Checkbox>
                );
              })}
            </div>
            <AndMore of={numbers.length}>: open one in the matrix</AndMore>
          </CheckboxGroup>
        )}
        {numbers.length === 1 && numbers[0] && waits(numbers[0]) && <Note shape="attention"><p>Give this number an address first: then it can be said who answers it.</p></Note>}
        {numbers.length === 1 && <p><span className="mono">{spacedPhoneNumber(numbers[0]?.phoneNumber ?? '')}</span> <span className="aside">{shownBy(numbers[0]?.extensions ?? [])}</span></p>}
        <div className="form-pair">
          <Field label="Extension or group in 3CX" mono {...form.field('extension')} hint="Where 3CX sends calls to this number." autoFocus />
          <Field label="What people call it" {...form.field('name')} hint="Reception, night guard." />
        </div>
        <div role="status" className="written">
          {isUnknown && <Note shape="attention"><p>No user here has the extension {unknown}. If it is a group or a queue of 3CX, say so: who answers there shows only in a call back. Else correct it.</p></Note>}
        </div>
        <FaultNote fault={enter.fault ?? save.fault} />
        <div className="form-end">
          {before !== null && <ActionButton look="quiet" busy={busy} onPress={() => void perform({ extension: '', name: '' })}>Nobody named any more</ActionButton>}
          <ActionButton onPress={onClose} isDisabled={busy}>Cancel</ActionButton>
          <ActionButton look="primary" type="submit" busy={busy} busyWords="Saving…" isDisabled={ticked.length === 0 || numbers.some((number) => ticked.includes(number.phoneNumber) && waits(number))}>{isUnknown ? `${unknown} is a group: save` : 'Save'}</ActionButton>
        </div>
      </Form>
    </ModalDialog>
  );
}
