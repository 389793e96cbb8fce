import { type ReactNode, useMemo } from 'react';
import { Form } from 'react-aria-components';
import { accept, refuse } from '../../../../domain/judgement.ts';
import type { Input, OfferedNumber, Output } from '../../../../preload/contract.ts';
import { countries } from '../../../countries.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { Field, SelectField } from '../../../ui/field.tsx';
import { type Draft, useForm } from '../../../ui/use-form.ts';
import { useCall } from '../../../use-call.ts';
import { LINK_WORDS } from '../link-words.ts';
import { OpenLink } from '../open-link.tsx';
import type { NumberPicking } from './numbers-step.tsx';
import { offeredPickables } from './pickable.ts';
import { PickNumbers } from './pick-numbers.tsx';

export type Offers = Output<'numbers.available'>;
type NumberType = Input<'numbers.available'>['type'];

const TYPES: readonly { readonly value: NumberType; readonly words: string }[] = [{ value: 'local', words: 'Local' }, { value: 'mobile', words: 'Mobile' }, { value: 'toll-free', words: 'Toll free' }];
/** Twilio knows area codes of North America only. */
const WITH_AREA_CODES: readonly string[] = ['US', 'CA'];

/** Numbers that Twilio has to sell. Choosing one buys nothing: the set-up does, after a confirmation. */
export function BuyNumbers({ search, offers, onOffers, ...props }: NumberPicking & { readonly search: Draft; readonly offers: Offers | null; readonly onOffers: (offers: Offers) => void }): ReactNode {
  const { siteId, country } = props;
  const available = useCall('numbers.available');
  const choices = useMemo(() => countries().map(({ code, name }) => ({ value: code, words: name })), []);
  const form = useForm(
    { 'buy.country': country, 'buy.type': 'local', areaCode: '', contains: '', locality: '' },
    { areaCode: (text, values) => (!WITH_AREA_CODES.includes(values['buy.country']) || text.trim() === '' || /^[2-9]\d{2}$/.test(text.trim()) ? accept(text) : refuse('An area code has three digits. Leave it empty for any.')) },
    available.fault, search,
  );
  const hasAreaCodes = WITH_AREA_CODES.includes(form.values['buy.country']);
  const find = async (): Promise<void> => {
    if (!form.check()) return;
    const { areaCode, contains, locality } = form.values;
    const result = await available.run({
      siteId, country: form.values['buy.country'], type: TYPES.find(({ value }) => value === form.values['buy.type'])?.value ?? 'local', areaCode: hasAreaCodes ? areaCode.trim() : '', contains: contains.trim(), locality: locality.trim(),
    });
    if (result?.ok) onOffers(result.value);
    else if (result) form.goToFault(result.fault);
  };
  return (
    <>
      <p className="aside">Nothing is bought here. The set-up buys what you chose, after you have confirmed it.</p>
      <Form className="form buy-search" onSubmit={(event) => { event.preventDefault(); void find(); }}>
        <SelectField label="Country" name="buy.country" value={form.values['buy.country']} choices={choices} onChange={(code) => form.set('buy.country', code)} />
        <SelectField label="Kind of number" name="buy.type" value={form.values['buy.type']} choices={TYPES} onChange={(type) => form.set('buy.type', type)} />
        {hasAreaCodes && <Field label="Area code" mono numeric optional {...form.field('areaCode')} />}
        <Field label="Has in it" mono optional {...form.field('contains')} hint="Digits, * for any one" />
        <Field label="Town" optional {...form.field('locality')} />
        <div className="buy-find"><ActionButton type="submit" busy={available.busy} busyWords="Looking…">Find numbers</ActionButton></div>
      </Form>
      <FaultNote fault={available.fault} />
      {offers !== null && offers.numbers.length === 0 && <p className="empty is-small" role="status">Twilio has none there now. Leave a field empty, or try another kind.</p>}
      {offers !== null && offers.numbers.length > 0 && <Offered {...props} offers={offers} />}
    </>
  );
}

function Offered({ offers: { numbers, monthly }, ...props }: NumberPicking & { readonly offers: Offers }): ReactNode {
  const all = useMemo(() => offeredPickables(numbers, props.chosen), [numbers, props.chosen]);
  const reasons = useMemo(() => Map.groupBy(numbers.filter((number): number is OfferedNumber & { refused: string } => number.refused !== null), ({ refused }) => refused), [numbers]);
  return (
    <>
      <p role="status">{monthly === null ? 'Twilio does not tell the price here. It stands in the Twilio Console.' : <><strong className="mono">{monthly}</strong> a month each, as Twilio tells.</>}</p>
      {reasons.size > 0 && (
        <Note shape="attention">
          {[...reasons].map(([why, { length }]) => <p key={why}><strong>{length === numbers.length ? 'None of these can be bought here.' : `${length} of these cannot be bought here.`}</strong> {why}</p>)}
          <div className="form-row"><OpenLink link="twilio-regulatory" siteId={props.siteId}>{LINK_WORDS['twilio-regulatory']}</OpenLink></div>
        </Note>
      )}
      <PickNumbers {...props} label="Numbers for sale" numbers={all} shown={all} acquire="buy" />
    </>
  );
}
