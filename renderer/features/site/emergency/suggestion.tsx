import { type ReactNode, useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { addressLine, toTwilio } from '../../../../domain/emergency/secondary.ts';
import { differingWords, enteredIn, suggestionsOf } from '../../../../domain/emergency/suggestion.ts';
import { HAS_933 } from '../../../../domain/emergency/territory.ts';
import type { EmergencyAddress, TwilioAddress } from '../../../../domain/site/emergency-record.ts';
import type { OpenSite } from '../../../../domain/site/record.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { StateShape } from '../../../ui/state-mark.tsx';
import { useCall } from '../../../use-call.ts';

/** The parts as Twilio has them, in the order of an envelope. */
const PARTS: readonly { readonly part: keyof TwilioAddress; readonly label: string }[] = [
  { part: 'street', label: 'Street' }, { part: 'streetSecondary', label: 'Suite, floor, room' }, { part: 'city', label: 'City' }, { part: 'region', label: 'State or region' }, { part: 'postalCode', label: 'Postal code' },
  { part: 'country', label: 'Country' }, { part: 'customerName', label: 'Customer name' },
];

/** Twilio would write the address in another form (21629): what was entered and what it suggests, side by side, and what may be done. */
export function Suggestion({ site, address, call, onEdit, onStop }: {
  readonly site: OpenSite; readonly address: EmergencyAddress; readonly call: string; readonly onEdit: () => void; readonly onStop: () => void;
}): ReactNode {
  const decide = useCall('emergency.decide');
  const [index, setIndex] = useState(0);
  const suggestions = suggestionsOf(site.ledger, call);
  const entered = enteredIn(site.ledger, call) ?? toTwilio(address);
  const suggested = suggestions[index] ?? suggestions[0];
  const run = async (choice: 'take-suggestion' | 'stop'): Promise<void> => {
    const result = await decide.run({ siteId: site.id, addressId: address.id, call, choice, suggestion: suggestions[index] ? index : 0 });
    if (result?.ok && choice === 'stop') onStop();
  };
  return (
    <div className="note is-attention suggestion" role="group" aria-label={`Twilio suggests another form: ${address.friendlyName}`}>
      <StateShape shape="attention" />
      <div>
        <p className="note-what">Twilio suggests another form of “{address.friendlyName}”.</p>
        <p>Compare each word with what you see on site. Nothing is registered before you decide.</p>
        {suggestions.length > 1 && (
          <RadioGroup className="radio-row" value={String(index)} onChange={(value) => setIndex(Number(value))}>
            <Label>{suggestions.length} suggestions</Label>
            {suggestions.map((one, at) => <Radio key={addressLine(one)} className="radio" value={String(at)}><span className="radio-dot" aria-hidden="true" /><span>{addressLine(one)}</span></Radio>)}
          </RadioGroup>
        )}
        {suggested === undefined
          ? <p>What it suggests could not be read. Compare “{addressLine(entered)}” with the Twilio Console or a map, then change it here.</p>
          : <Compared entered={entered} suggested={suggested} />}
        {suggested !== undefined && entered.streetSecondary !== '' && suggested.streetSecondary === '' && (
          <p><strong>It says nothing about “{entered.streetSecondary}”.</strong> Trunkbook keeps that as you entered it. Whether Twilio looked at it is not known{HAS_933.includes(entered.country) ? ': the test call to 933 tells' : ''}.</p>
        )}
        {suggested !== undefined && address.confirmedBy !== '' && <p>{address.confirmedBy} confirmed what you entered. Ask again about Twilio’s form: until then it is “not confirmed on site”.</p>}
        <FaultNote fault={decide.fault} />
        <div className="form-row">
          {suggested !== undefined && <ActionButton look="primary" busy={decide.busy} busyWords="Saving…" onPress={() => void run('take-suggestion')} label={`Use Twilio’s form: ${address.friendlyName}`}>Use Twilio’s form</ActionButton>}
          <ActionButton isDisabled={decide.busy} onPress={onEdit} label={`Edit mine: ${address.friendlyName}`}>Edit mine</ActionButton>
          <ActionButton isDisabled={decide.busy} onPress={() => void run('stop')} label={`Stop: ${address.friendlyName}`}>Stop</ActionButton>
        </div>
      </div>
    </div>
  );
}

/** The parts that are not alike; all of them where nothing is. Case does not count: Twilio writes in capitals. */
function Compared({ entered, suggested }: { readonly entered: TwilioAddress; readonly suggested: TwilioAddress }): ReactNode {
  // A name that it says nothing of stays; a suite that it says nothing of is shown, and spoken of below.
  const rows = PARTS.filter(({ part }) => suggested[part] !== '' || (part !== 'customerName' && entered[part] !== ''));
  return (
    <table className="compared">
      <thead><tr><th scope="col"><span className="unseen">Part</span></th><th scope="col">You entered</th><th scope="col">Twilio suggests</th></tr></thead>
      <tbody>
        {rows.map(({ part, label }) => {
          const silent = suggested[part] === '';
          return (
            <tr key={part}>
              <th scope="row">{label}</th>
              <td>{entered[part] === '' ? <span className="drift-none">nothing</span> : <Words text={entered[part]} other={silent ? entered[part] : suggested[part]} gone />}</td>
              <td>{silent ? <span className="drift-none">says nothing of it</span> : <Words text={suggested[part]} other={entered[part]} />}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Words, of which those that the other side has not are marked: in bold and underlined, or struck through where they would go. */
export function Words({ text, other, gone = false }: { readonly text: string; readonly other: string; readonly gone?: boolean }): ReactNode {
  return differingWords(text, other).map(({ text: word, differs }, at) => {
    const spaced = at === 0 ? word : ` ${word}`;
    // The words may repeat: their place is what tells them apart.
    // oxlint-disable-next-line react/no-array-index-key
    return differs ? <span key={at}>{at === 0 ? '' : ' '}{gone ? <del className="word-gone">{word}</del> : <ins className="word-new">{word}</ins>}</span> : <span key={at}>{spaced}</span>;
  });
}
