import { type ReactNode, type Ref, useEffect, useImperativeHandle, useMemo, useState } from 'react';
import { Form } from 'react-aria-components';
import { judgeAddressField, type TypedAddress, TYPED_FIELDS } from '../../../../domain/emergency/entry.ts';
import { formChanges } from '../../../../domain/emergency/form-changes.ts';
import { addressForm } from '../../../../domain/emergency/forms.ts';
import type { EmergencyAddress } from '../../../../domain/site/emergency-record.ts';
import { countries } from '../../../countries.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field, focusField, SelectField } from '../../../ui/field.tsx';
import type { Judges } from '../../../ui/form-rules.ts';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { type Draft, useForm } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';
import { countryName } from './country-name.ts';
import type { OpenedAddress } from './opened-address.ts';

type Name = keyof TypedAddress;

export interface AddressFormHandle {
  /** Saves what is typed, and goes on to a copy of it for the next floor. */
  readonly saveAndCopy: () => void;
}

/** What can only be judged when it is whole: half a ZIP code is not wrong yet. */
const WHOLE_ONLY: readonly Name[] = ['region', 'postalCode', 'extensions', 'shows'];
/** They stand side by side, and nobody takes them for all needed. */
const SECONDARY: readonly Name[] = ['suite', 'floor', 'room', 'other'];
const MONO: readonly Name[] = ['postalCode', 'extensions', 'shows'];
const HINTS: Partial<Record<Name, string>> = {
  friendlyName: 'Left empty, the street names it.', customerName: 'As a dispatcher knows it.',
  extensions: 'As 3CX writes them: 100-119,130.', shows: 'Empty: each phone shows its own.', confirmedBy: 'Who at the site said that it is right.',
};
const CHOICES = countries().map(({ code, name }) => ({ value: code, words: name }));

/** An address of the site, judged while it is typed. It checks the form only: whether there is such a door, Twilio and the dispatch database decide. What Twilio `accepted` is not doubted. */
export function AddressForm({ siteId, addresses, opened, accepted, draft, handle, onSaved, onClose }: {
  readonly siteId: string; readonly addresses: readonly EmergencyAddress[]; readonly opened: OpenedAddress; readonly accepted: boolean; readonly draft: Draft; readonly handle: Ref<AddressFormHandle>;
  readonly onSaved: (addressId: string, copy: boolean) => void; readonly onClose: () => void;
}): ReactNode {
  const save = useCall('emergency.saveAddress');
  const [asking, setAsking] = useState(false);
  const { id, base, copyOf } = opened;
  const others = useMemo(() => addresses.filter((one) => one.id !== id), [addresses, id]);
  const judge = (name: Name, typed: TypedAddress): ReturnType<typeof judgeAddressField> => judgeAddressField(name, typed, others, id === null ? null : base);
  const judges: Judges<Name> = Object.fromEntries(TYPED_FIELDS.map((name) => [name, (_text: string, typed: TypedAddress) => judge(name, typed)]));
  const form = useForm<Name>(base, judges, save.fault, draft);
  const { values } = form;
  // Of an address that is there already, warnings stand at once; a field that nobody has been in has none.
  const [left, setLeft] = useState<ReadonlySet<Name>>(() => new Set(id === null && copyOf === null ? [] : TYPED_FIELDS));
  const { fields, regions, postalExample } = addressForm(values.country);
  // A country that is on no list is one of an address that the account had.
  const choices = CHOICES.some(({ value }) => value === values.country) ? CHOICES : [{ value: values.country, words: countryName(values.country) }, ...CHOICES];
  useEffect(() => { focusField('friendlyName'); }, []);

  const submit = async (copy: boolean): Promise<void> => {
    if (!form.check()) return;
    // What else was typed on the step, and which form is open, is no part of the address.
    const typed = Object.fromEntries(TYPED_FIELDS.map((name) => [name, values[name]])) as unknown as TypedAddress;
    const result = await save.run({ siteId, addressId: id, typed });
    if (result?.ok) onSaved(result.value.addressId, copy);
    else if (result) form.goToFault(result.fault);
  };
  // Another step keeps what was typed; closing the form does not.
  const leave = (): void => { if (form.dirty) setAsking(true); else onClose(); };
  const change = (name: Name, text: string): void => {
    for (const [field, next] of Object.entries(formChanges(base, values, name, text, others)) as [Name, string][]) form.set(field, next);
  };
  useImperativeHandle(handle, () => ({ saveAndCopy: () => void submit(true) }));

  // Whose word it was is known, and was given for another place.
  const notConfirmed = (copyOf ?? base).confirmedBy !== '' && values.confirmedBy === '' ? `${(copyOf ?? base).confirmedBy} confirmed ${copyOf === null ? 'it as it was' : `“${copyOf.friendlyName}”`}: ask again.` : null;
  const notCounted = (name: Name): string | null => {
    const there = copyOf?.secondary.find(({ kind }) => kind === name && (kind === 'suite' || kind === 'room'));
    return there === undefined ? null : `“${copyOf?.friendlyName ?? ''}” has ${there.value}. Ask which one it is here.`;
  };
  const whyOf = (name: Name): string | null => {
    const { why } = form.field(name);
    if (why !== null || values[name] === '' || WHOLE_ONLY.includes(name)) return why;
    const own = judge(name, values);
    return own.ok ? null : own.why;
  };
  const warningOf = (name: Name): string | null => {
    const unasked = name === 'confirmedBy' ? notConfirmed : values[name] === '' ? notCounted(name) : null;
    if (unasked !== null || !left.has(name)) return unasked;
    const own = accepted ? judge(name, values) : judgeAddressField(name, values, others);
    return own.ok ? own.warning : null;
  };
  const fieldOf = ({ name, label, required }: (typeof fields)[number]): ReactNode => {
    const state = form.field(name);
    const hint = name === 'postalCode' && postalExample !== null ? (values.postalCode === '' ? `For example ${postalExample}.` : undefined) : name === 'region' ? regions.find(({ value }) => value === values.region.trim().toUpperCase())?.label : HINTS[name];
    return (
      <div key={name} className={`address-field is-${name}`}>
        <Field
          {...state} label={label} optional={!required && !SECONDARY.includes(name)} mono={MONO.includes(name)} why={whyOf(name)} warning={warningOf(name)} {...(hint === undefined ? {} : { hint })} {...(name === 'region' ? { suggestions: regions } : {})}
          onChange={(text) => change(name, text)}
          onBlur={() => { setLeft((before) => new Set([...before, name])); state.onBlur(); }}
        />
      </div>
    );
  };
  const country = judge('country', values);
  const countryWarning = country.ok ? country.warning : null;
  const title = copyOf !== null ? `Next floor after “${copyOf.friendlyName}”` : id === null ? 'A new address' : `Change “${base.friendlyName}”`;
  return (
    <>
      <section className="inset address-form" aria-labelledby="address-form-title" onKeyDown={(event) => { if (event.key === 'Escape' && !event.defaultPrevented && !save.busy) leave(); }}>
        <div className="address-form-head">
          <h3 id="address-form-title">{title}</h3>
          <SelectField label="Country" name="country" value={values.country} choices={choices} onChange={(code) => change('country', code)} why={form.field('country').why} />
          {countryWarning !== null && <p className="field-warning">{countryWarning}</p>}
        </div>
        <Form onSubmit={(event) => { event.preventDefault(); void submit(false); }}>
          <div className="address-fields">{fields.filter(({ name }) => name !== 'country').map(fieldOf)}</div>
          <p className="aside">This checks the form only. Whether there is such a door, Twilio and the dispatch database decide.</p>
          <FaultNote fault={save.fault} />
          <div className="form-end">
            <ActionButton onPress={leave} isDisabled={save.busy}>Cancel</ActionButton>
            <ActionButton isDisabled={save.busy} onPress={() => void submit(true)}>Save, next floor <kbd aria-hidden="true">Alt+D</kbd></ActionButton>
            <ActionButton look="primary" type="submit" busy={save.busy} busyWords="Saving…">Save</ActionButton>
          </div>
        </Form>
      </section>
      {asking && (
        <ModalDialog title="Throw away what you typed?" isOpen alert onClose={() => setAsking(false)}>
          <p>It was not saved. You can also go to another step: it stays here until you come back.</p>
          <div className="form-end">
            <ActionButton autoFocus onPress={() => setAsking(false)}>Keep it</ActionButton>
            <ActionButton look="danger" onPress={onClose}>Throw away</ActionButton>
          </div>
        </ModalDialog>
      )}
    </>
  );
}
