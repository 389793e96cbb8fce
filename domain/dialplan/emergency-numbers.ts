import type { EmergencyRuleEntry } from '../site/emergency-record.ts';

/** One entry of 3CX's page “Emergency Numbers” (System > Emergency). Conditions are written as in an outbound rule; the number is compared as a whole. */
export type EmergencyRule = EmergencyRuleEntry;

/**
 * An emergency or test number of a country, as the entry that 3CX shall have for everybody. `twilio`: `documented` where Twilio names it for
 * trunks (twilio.md section 3); `NC` where nobody here knows whether Twilio connects it, although Twilio lists the country.
 */
export interface EmergencyNumber extends EmergencyRule {
  /** A test service answers, not an emergency service. */
  readonly test: boolean;
  readonly twilio: 'documented' | 'NC';
  /** What to know about it; empty where there is nothing. */
  readonly note: string;
}

const DOCUMENTED = 'documented';

function number(name: string, digits: string, twilio: EmergencyNumber['twilio'], note = ''): EmergencyNumber {
  return { id: `all-${digits}`, name, number: digits, extensions: '', departments: '', trunk: null, stripDigits: 0, prepend: '', callerId: '', test: false, twilio, note };
}

const TEST: EmergencyNumber = {
  ...number('Emergency Test', '933', DOCUMENTED, 'Reads back the calling number and its registered address. Dial it before you leave.'), test: true,
};
const NORTH_AMERICA = [TEST, number('Emergency', '911', DOCUMENTED)];
const UNNAMED = 'Twilio lists the country, but not the numbers that it connects there. Ask Twilio before you rely on it.';

/**
 * The numbers, each country's own authority: IE: the Department of the Environment, Climate and Communications (dccae.gov.ie, “Emergency Call
 * Answering Service”): 112 and 999. FR: Arcep's list of emergency numbers (arcep.fr, “la liste des numéros d’urgence”); of its twelve the
 * four for life and limb that one speaks to. AU: the Telecommunications Numbering Plan 2019 (triplezero.gov.au, “About the Emergency Call
 * Service”): 000, and as secondary ones 112, which ACMA says is for mobile phones, and 106, which is for text.
 * NC: those of DE and AT, which are in none of the references; and for all of these, whether Twilio connects them.
 */
const NUMBERS: Readonly<Record<string, readonly EmergencyNumber[]>> = {
  US: NORTH_AMERICA,
  CA: NORTH_AMERICA,
  GB: [number('Emergency', '999', DOCUMENTED), number('Emergency (112)', '112', DOCUMENTED)],
  IE: [number('Emergency', '112', 'NC', UNNAMED), number('Emergency (999)', '999', 'NC', UNNAMED)],
  FR: [
    number('Emergency', '112', 'NC', UNNAMED), number('Medical (SAMU)', '15', 'NC', UNNAMED), number('Police', '17', 'NC', UNNAMED), number('Fire and rescue', '18', 'NC', UNNAMED),
  ],
  AU: [number('Emergency', '000', 'NC', UNNAMED), number('Emergency (112)', '112', 'NC', `Meant for mobile phones; people who know it from there dial it here too. ${UNNAMED}`)],
  DE: [number('Emergency', '112', 'NC', UNNAMED), number('Police', '110', 'NC', UNNAMED)],
  AT: [
    number('Emergency', '112', 'NC', UNNAMED), number('Fire', '122', 'NC', UNNAMED), number('Police', '133', 'NC', UNNAMED), number('Ambulance', '144', 'NC', UNNAMED),
  ],
};

/** What shall stand on 3CX's page “Emergency Numbers” for a country (ISO 3166 alpha-2); nothing for a country where Twilio lists no emergency calls on trunks. */
export function emergencyNumbers(country: string): readonly EmergencyNumber[] {
  return Object.hasOwn(NUMBERS, country) ? NUMBERS[country] ?? [] : [];
}

/** Whether a test service answers at this number in the country. */
export function isTestNumber(country: string, digits: string): boolean {
  return emergencyNumbers(country).some((one) => one.test && one.number === digits);
}

/** A number of few digits that is dialled as it stands, is no emergency number, and has no E.164 form. */
export interface ShortCode {
  readonly number: string;
  readonly what: string;
}

/** Codes that people take for emergency numbers and that are none: no rule catches them, and they do not belong on the page “Emergency Numbers”. NC: whether Twilio connects them. */
export function notEmergencyCodes(country: string): readonly ShortCode[] {
  return country === 'GB' ? [{ number: '101', what: 'the police when it is not urgent' }, { number: '111', what: 'the NHS when it is not an emergency' }] : [];
}
