import { accept, type Judgement, refuse } from '../judgement.ts';
import type { EdgeName } from '../site/record.ts';
import { readDomainLabel } from '../site/values.ts';
import { EDGES } from './edges.ts';

export interface Termination {
  /** The part before `.pstn`. */
  readonly label: string;
  /** The edge that a localized URI names; null where none was typed. */
  readonly edge: EdgeName | null;
}

/**
 * A termination URI as a person types or pastes it: the bare name, the URI that Twilio stores, or a localized one (twilio.md section 2). An
 * address of a SIP domain is another product and is refused by name.
 */
export function readTermination(text: string): Judgement<Termination> {
  const typed = text.trim().toLowerCase().replace(/^sips?:/, '').replace(/[;?].*$/, '').replace(/:\d{1,5}$/, '').replace(/\.$/, '');
  if (/(?:^|\.)sip(?:\.(?!pstn\.)[a-z0-9-]+)?\.twilio\.com$/.test(typed)) return refuse('This is the address of a SIP domain, which is another product. A trunk’s termination URI has .pstn. in it.');
  const [, name, edge] = /^(.*)\.pstn(?:\.([a-z0-9-]+))?\.twilio\.com$/.exec(typed) ?? [];
  if (name === undefined && typed.endsWith('twilio.com')) return refuse('A trunk’s termination URI has .pstn. in it, for example acme.pstn.ashburn.twilio.com.');
  if (name?.endsWith('twilio.com')) return refuse('The end of the address is there twice. Enter it once, for example acme.pstn.ashburn.twilio.com.');
  const label = readDomainLabel(name ?? typed);
  if (!label.ok) return label;
  if (edge === undefined) return accept({ label: label.value, edge: null });
  const known = EDGES.find((one) => one.name === edge);
  return known ? accept({ label: label.value, edge: known.name }) : refuse(`“${edge}” is none of Twilio’s public edges: ${EDGES.map((one) => one.name).join(', ')}.`);
}
