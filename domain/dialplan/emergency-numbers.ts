/** One entry of 3CX's page “Emergency Numbers” (System > Emergency). Conditions are written as in an outbound rule. */
export interface EmergencyRule {
  /** “Rule Name”. */
  readonly name: string;
  /** “Number”, compared as a whole. */
  readonly number: string;
  /** A test service answers, not an emergency service. */
  readonly test: boolean;
  /** Empty for all extensions, as the guide wants it. */
  readonly extensions: string;
  readonly departments: string;
  /** The caller ID of this entry; empty where the extension's or the trunk's is used. */
  readonly callerId: string;
}

/**
 * An emergency or test number of a country. `twilio`: `documented` where Twilio names it for trunks (twilio.md section 3); `NC` where
 * nobody here knows whether Twilio connects it, although Twilio lists the country or the references list the number.
 */
export interface EmergencyNumber extends EmergencyRule {
  readonly twilio: 'documented' | 'NC';
  /** What to know about it; empty where there is nothing. */
  readonly note: string;
}

const DOCUMENTED = 'documented';

function number(name: string, digits: string, twilio: EmergencyNumber['twilio'], note = ''): EmergencyNumber {
  return { name, number: digits, test: false, extensions: '', departments: '', callerId: '', twilio, note };
}

const TEST: EmergencyNumber = {
  ...number('Emergency Test', '933', DOCUMENTED, 'Reads back the calling number and its registered address. Dial it before you leave.'), test: true,
};
const NORTH_AMERICA = [TEST, number('Emergency', '911', DOCUMENTED)];
const UNNAMED = 'Twilio lists the country, but not the numbers that it connects there. Ask Twilio before you rely on it.';

/** threecx.md 2.3 has the numbers of FR, IE and AU. NC: those of DE and AT are in none of the references. */
const NUMBERS: Readonly<Record<string, readonly EmergencyNumber[]>> = {
  US: NORTH_AMERICA,
  CA: NORTH_AMERICA,
  GB: [number('Emergency', '999', DOCUMENTED), number('Emergency (112)', '112', DOCUMENTED)],
  IE: [number('Emergency', '112', 'NC', UNNAMED), number('Emergency (999)', '999', 'NC', UNNAMED)],
  FR: [
    number('Emergency', '112', 'NC', UNNAMED), number('Medical (SAMU)', '15', 'NC', UNNAMED), number('Police', '17', 'NC', UNNAMED), number('Fire and rescue', '18', 'NC', UNNAMED),
  ],
  AU: [number('Emergency', '000', 'NC', UNNAMED), number('Emergency (112)', '112', 'NC', UNNAMED)],
  DE: [number('Emergency', '112', 'NC', UNNAMED), number('Police', '110', 'NC', UNNAMED)],
  AT: [
    number('Emergency', '112', 'NC', UNNAMED), number('Fire', '122', 'NC', UNNAMED), number('Police', '133', 'NC', UNNAMED), number('Ambulance', '144', 'NC', UNNAMED),
  ],
};

/** What shall stand on 3CX's page “Emergency Numbers” for a country (ISO 3166 alpha-2); nothing for a country where Twilio lists no emergency calls on trunks. */
export function emergencyNumbers(country: string): readonly EmergencyNumber[] {
  return Object.hasOwn(NUMBERS, country) ? NUMBERS[country] ?? [] : [];
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
