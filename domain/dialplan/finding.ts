import type { OutboundRule } from '../site/outbound-rule.ts';
import { shortened } from '../site/shorten.ts';
import type { Way } from './dialled-forms.ts';

/** What the lint can find. `missing-…`: no rule catches numbers that are dialled in this way. */
export type FindingKind =
  | `missing-${Way}`
  /** The guide has no table for the country, and the rules are only for numbers with +. */
  | 'no-table'
  /** A rule stands above a more specific one and takes its calls. */
  | 'order'
  /** A rule that no call reaches. */
  | 'never-matches'
  | 'unreadable-condition'
  /** A rule for national numbers without a length: a mistyped number goes out. */
  | 'open-ended'
  /** More digits are removed than the prefix, or the number, has. */
  | 'strip-too-long'
  /** Whatever is dialled, Twilio refuses what the route sends. */
  | 'never-e164'
  /** A known way of dialling reaches Twilio as another number. */
  | 'wrong-result'
  /** A rule catches an emergency or test number. */
  | 'emergency-caught'
  /** An emergency or test number of the country is neither on the page “Emergency Numbers” nor caught by a rule. */
  | 'emergency-missing'
  /** An extension’s number equals an emergency or test number, or begins like one. */
  | 'emergency-is-extension'
  /** An emergency number leaves with something before it, or shortened. */
  | 'emergency-changed'
  /** The entry’s route is not over this site’s trunk. */
  | 'emergency-route'
  /** The entries of a number are for certain callers only, and somebody is left out. */
  | 'emergency-some'
  /** An entry that no call reaches: one above takes them all. */
  | 'emergency-shadowed'
  /** An entry’s caller ID is not in E.164 form, or no number of the trunk. */
  | 'emergency-caller-id'
  /** A condition of an entry cannot be read. */
  | 'emergency-unreadable'
  | 'no-caller-id'
  | 'caller-id-not-e164'
  /** A caller ID that is not one of the trunk's numbers. */
  | 'foreign-caller-id'
  /** One DID that several extensions have. */
  | 'shared-did'
  | 'did-not-on-trunk'
  /** No rule has a route over this site’s trunk. */
  | 'unused-trunk';

export interface Finding {
  readonly kind: FindingKind;
  /** `error`: calls fail or go wrong. `warning`: they may, or only unusual ones do. */
  readonly severity: 'error' | 'warning';
  /** Ids of the rules that it is about, the one to look at first. */
  readonly rules: readonly string[];
  /** Numbers of the extensions that it is about, all of them. */
  readonly extensions: readonly string[];
  /** The way of dialling that it is about, where it is about one. */
  readonly way: Way | null;
  /** What is wrong, and what comes of it. */
  readonly what: string;
  /** What to do now. */
  readonly next: string;
}

const OF_EMERGENCY: ReadonlySet<FindingKind> = new Set([
  'emergency-missing', 'emergency-changed', 'emergency-route', 'emergency-some', 'emergency-shadowed', 'emergency-caller-id', 'emergency-unreadable',
]);

/** Whether a finding is about the page “Emergency Numbers”; what an outbound rule or an extension does to an emergency number is theirs. `rules` then names entries of that page. */
export function isOfEmergencyNumbers({ kind }: Finding): boolean {
  return OF_EMERGENCY.has(kind);
}

/** A finding about nothing in particular; the caller says what it is about. */
export function finding(kind: FindingKind, severity: Finding['severity'], what: string, next: string, about: Partial<Pick<Finding, 'rules' | 'extensions' | 'way'>> = {}): Finding {
  return { kind, severity, rules: [], extensions: [], way: null, what, next, ...about };
}

/** `rule 2 (“International”)`, counted from 1 as 3CX's list shows it. */
export function ruleLabel(index: number, { name }: OutboundRule): string {
  const short = shortened(name.trim(), 60);
  return short === '' ? `rule ${index + 1}` : `rule ${index + 1} (“${short}”)`;
}

/** The first few of many, for a sentence: `100, 101, 102 and 9,997 more`. */
export function firstFew(items: readonly string[]): string {
  const few = items.slice(0, 5).map((item) => shortened(item, 60));
  return items.length <= few.length ? few.join(', ') : `${few.join(', ')} and ${(items.length - few.length).toLocaleString('en')} more`;
}

export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
