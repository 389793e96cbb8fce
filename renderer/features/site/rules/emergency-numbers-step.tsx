import type { ReactNode } from 'react';
import { emergencyNumbers, notEmergencyCodes } from '../../../../domain/dialplan/emergency-numbers.ts';
import { trunkNameIn3cx } from '../../../../domain/trunk/sheet.ts';
import { Note } from '../../../ui/fault-note.tsx';
import type { StepProps } from '../step-view.tsx';

/** What 3CX's page “Emergency Numbers” shall have for the site's country. */
export function EmergencyNumbersStep({ site }: StepProps): ReactNode {
  const { country } = site.intent;
  const numbers = emergencyNumbers(country);
  const others = notEmergencyCodes(country);
  if (numbers.length === 0) return <Note shape="attention"><p>Twilio lists no emergency calls over trunks for this country. Agree with the customer on another way for emergency calls, for example a line of its own, and write it down here.</p></Note>;
  return (
    <figure className="guide-table">
      <table>
        <caption>Emergency numbers for this site</caption>
        <thead><tr><th scope="col">Rule name</th><th scope="col">Number</th><th scope="col">Route 1</th><th scope="col">To know</th></tr></thead>
        <tbody>{numbers.map(({ name, number, note }) => <tr key={number}><td>{name}</td><td className="mono">{number}</td><td>{trunkNameIn3cx(site.intent) ?? 'the Twilio trunk'}</td><td>{note}</td></tr>)}</tbody>
      </table>
      {others.map(({ number, what }) => <p key={number} className="aside"><span className="mono">{number}</span> ({what}) is no emergency number and does not belong here.</p>)}
    </figure>
  );
}
