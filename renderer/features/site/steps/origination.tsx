import { type ReactNode, useId, useState } from 'react';
import { Button } from 'react-aria-components';
import { MOST_OTHER_ORIGINS } from '../../../../domain/site/origin-limit.ts';
import { ActionButton, IconButton } from '../../../ui/action-button.tsx';
import { Field, focusField } from '../../../ui/field.tsx';
import { CrossIcon, PlusIcon } from '../../../ui/icons.tsx';
import { count } from '../../../words.ts';
import type { TypedOrigin } from './origination-faults.ts';
import type { OriginationForm } from './use-origination.ts';

/** Where incoming calls go. Closed while it is the PBX alone, as it nearly always is. */
export function Origination({ form, own }: {
  readonly form: OriginationForm;
  /** The PBX's own URL; null while its name is not known. */
  readonly own: string | null;
}): ReactNode {
  const id = useId();
  const { values, set, field } = form;
  const { others } = values;
  const special = others.length > 0 || values.weight !== '10' || values.priority !== '10';
  const [asked, setAsked] = useState<boolean | null>(null);
  const open = form.wrong || (asked ?? special);
  /** The place that was added last: the cursor goes there. */
  const [added, setAdded] = useState(-1);
  const change = (index: number, part: Partial<TypedOrigin>): void => set({ ...values, others: others.map((other, at) => (at === index ? { ...other, ...part } : other)) });
  return (
    <div className="fold" data-field="trunk.origination">
      <Button className="fold-head" aria-expanded={open} aria-controls={id} onPress={() => setAsked(!open)}>
        <strong>Where incoming calls go</strong><span className="aside">{others.length === 0 ? 'to the PBX alone' : `to the PBX and ${count(others.length, 'other place')}`}</span>
      </Button>
      <div id={id} className="fold-body" hidden={!open}>
        <p className="aside">Twilio tries the lowest priority first, and goes on to the next when that place does not respond. Places of the same priority share the calls by weight: 20 gets twice as many as 10. With the PBX alone, leave both at 10.</p>
        <div className="origins">
          <div className="origin" role="group" aria-label="The PBX itself">
            <div className="origin-own"><span className="field-label">The PBX itself</span><span className="mono">{own ?? 'its FQDN is not entered yet'}</span></div>
            <Field label="Priority" mono numeric {...field('origination.priority', values.priority, (priority) => set({ ...values, priority }))} />
            <Field label="Weight" mono numeric {...field('origination.weight', values.weight, (weight) => set({ ...values, weight }))} />
          </div>
          {others.map((other, index) => (
            // A place has no name but its place in the list.
            // oxlint-disable-next-line react/no-array-index-key
            <div key={index} className="origin" role="group" aria-label={`Other place ${index + 1}`}>
              <Field label={`Other place ${index + 1}`} mono {...field(`origination.url.${index}`, other.url, (url) => change(index, { url }))} hint="For example sip:backup.example.com;transport=tls" autoFocus={index === added} />
              <Field label="Priority" mono numeric {...field(`origination.priority.${index}`, other.priority, (priority) => change(index, { priority }))} />
              <Field label="Weight" mono numeric {...field(`origination.weight.${index}`, other.weight, (weight) => change(index, { weight }))} />
              <IconButton label={`Take out other place ${index + 1}`} onPress={() => { setAdded(-1); set({ ...values, others: others.filter((_, at) => at !== index) }); focusField('trunk.origination'); }}><CrossIcon /></IconButton>
            </div>
          ))}
        </div>
        {others.length < MOST_OTHER_ORIGINS
          ? <div className="form-row"><ActionButton look="quiet" onPress={() => { setAdded(others.length); setAsked(true); set({ ...values, others: [...others, { url: '', priority: '20', weight: '10' }] }); }}><PlusIcon />Add another place</ActionButton></div>
          : <p className="aside">Twilio takes no more than these.</p>}
      </div>
    </div>
  );
}
