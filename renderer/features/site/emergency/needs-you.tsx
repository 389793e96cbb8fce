import { type ReactNode, useMemo, useState } from 'react';
import type { EmergencyPlan } from '../../../../domain/emergency/registration.ts';
import { addressLine, toTwilio } from '../../../../domain/emergency/secondary.ts';
import { suggestionsOf } from '../../../../domain/emergency/suggestion.ts';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { AndMore } from '../../../ui/and-more.tsx';
import { Note } from '../../../ui/fault-note.tsx';
import { StateShape } from '../../../ui/state-mark.tsx';
import { count } from '../../../words.ts';
import type { StepProps } from '../step-view.tsx';
import { RegistrationQuestion } from './registration-question.tsx';
import { Suggestion } from './suggestion.tsx';

/** So many of each kind are drawn. */
const MOST = 20;
/** So many numbers are named in a sentence. */
const NAMED = 4;

/** What waits for a person before the rest can be done: questions, suggestions, refusals, and numbers that something is wrong with. */
export function NeedsYou({ site, plan, go, onEdit }: Pick<StepProps, 'site' | 'go'> & { readonly plan: EmergencyPlan; readonly onEdit: (addressId: string) => void }): ReactNode {
  const { addresses } = site.intent.emergency;
  /** Suggestions at which somebody stopped, and that are looked at once more. */
  const [again, setAgain] = useState<ReadonlySet<string>>(new Set());
  const troubled = useMemo(() => addresses.flatMap((address) => {
    const standing = plan.addresses.get(address.id);
    return standing?.kind === 'suggestion' || standing?.kind === 'refused' ? [{ address, standing }] : [];
  }), [addresses, plan]);
  const numbers = useMemo(() => {
    // Those whose address waits for a person wait for nothing of their own.
    const waiting = new Set(troubled.map(({ address }) => address.id));
    const ofAddress = new Set(site.intent.emergency.numbers.filter(({ address }) => address !== null && waiting.has(address)).map(({ phoneNumber }) => phoneNumber));
    return numbersForPerson(plan, ofAddress);
  }, [plan, troubled, site.intent.emergency.numbers]);
  const many = plan.questions.length + troubled.length + numbers.length;
  if (many === 0) return null;
  return (
    <section className="needs-you" aria-labelledby="needs-you">
      <h3 id="needs-you">{count(many, 'thing')} for you to decide</h3>
      {plan.questions.slice(0, MOST).map((question) => <RegistrationQuestion key={question.id} question={question} siteId={site.id} go={go} onEdit={onEdit} />)}
      <AndMore of={plan.questions.length} drawn={MOST}> to answer after these</AndMore>
      {troubled.slice(0, MOST).map(({ address, standing }) => (
        standing.kind === 'suggestion' || again.has(standing.call)
          ? <Suggestion key={address.id} site={site} address={address} call={standing.call} onEdit={() => onEdit(address.id)} onStop={() => setAgain((before) => before.difference(new Set([standing.call])))} />
          : (
            <div key={address.id} className="note is-fault" role="group" aria-label={`Refused: ${address.friendlyName}`}>
              <StateShape shape="refused" />
              <div>
                <p className="note-what">Twilio refused “{address.friendlyName}”: {addressLine(toTwilio(address))}.</p>
                <p>{standing.why}</p>
                <p className="note-next">{standing.next}</p>
                <div className="form-row">
                  <ActionButton onPress={() => onEdit(address.id)} label={`Edit ${address.friendlyName}`}>Edit it</ActionButton>
                  {suggestionsOf(site.ledger, standing.call).length > 0 && <ActionButton onPress={() => setAgain((before) => new Set([...before, standing.call]))} label={`Look at Twilio’s form again: ${address.friendlyName}`}>Look at Twilio’s form again</ActionButton>}
                </div>
              </div>
            </div>
          )
      ))}
      <AndMore of={troubled.length} drawn={MOST}> addresses</AndMore>
      {numbers.slice(0, MOST).map(({ why, next, of }) => (
        <Note key={`${why} ${next}`} shape="attention">
          <p><strong>{count(of.length, 'number')}: <span className="mono">{of.slice(0, NAMED).map(spacedPhoneNumber).join(', ')}</span>{of.length > NAMED && ` and ${of.length - NAMED} more`}.</strong> {why}</p>
          <p className="note-next">{next}</p>
        </Note>
      ))}
    </section>
  );
}

/** Numbers for a person, those with the same words together. Those that wait for a question are asked about already. */
export function numbersForPerson(plan: Pick<EmergencyPlan, 'numbers' | 'questions'>, not: ReadonlySet<string> = new Set()): readonly { readonly why: string; readonly next: string; readonly of: readonly string[] }[] {
  const asked = new Set(plan.questions.flatMap(({ names }) => names));
  const groups = new Map<string, { readonly why: string; readonly next: string; readonly of: string[] }>();
  for (const [number, standing] of plan.numbers) {
    if (standing.kind !== 'for-person' || not.has(number) || (standing.question !== null && asked.has(standing.question))) continue;
    const { why, next } = standing;
    const group = groups.get(`${why} ${next}`) ?? { why, next, of: [] };
    group.of.push(number);
    groups.set(`${why} ${next}`, group);
  }
  return [...groups.values()];
}
