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
 * The numbers, as each country's own authority has them; `twilio` says what is known of Twilio.
 * US: FCC, “Multi-line Telephone Systems – Kari's Law and RAY BAUM'S Act” (fcc.gov/mlts-911-requirements): 911, dialled without any digit in front.
 * CA: CRTC, “9-1-1 Obligations of Local VoIP Service Providers in Canada” (crtc.gc.ca/eng/phone/911/voip.htm), after Telecom Decision 2005-21.
 * That 933 is the test in both is Twilio's (twilio.md section 3).
 * GB: “999 and 112: the UK's national emergency numbers” (gov.uk/guidance/999-and-112-the-uks-national-emergency-numbers).
 * IE: “Emergency Call Answering Service” (dccae.gov.ie/en-ie/communications/programmes-and-schemes/Pages/Emergency-Call-Answering-Service.aspx): 112 and 999.
 * FR: Arcep, “Je cherche la liste des numéros d'urgence” (arcep.fr/demarches-et-services/utilisateurs/je-cherche-la-liste-des-numeros-durgence.html);
 * of its twelve the four for life and limb that one speaks to.
 * AU: “About the Emergency Call Service” (triplezero.gov.au/triple-zero/about), after the Telecommunications Numbering Plan 2019: 000, and as
 * secondary ones 112, which ACMA says is for mobile phones (acma.gov.au/theACMA/emergency-call-service-faq-i-acma), and 106, which is for text.
 * DE: Bundesnetzagentur, “Gesetzliche Grundlagen zum Notruf” (bundesnetzagentur.de, Telekommunikation > Unternehmenspflichten > Notruf): 112 and 110.
 * AT: RTR, “Notrufe” (rtr.at, Telekommunikation > Konsumentenservice); of its nine the four for life and limb.
 * NC: whether Twilio connects those of IE, FR, AU, DE and AT.
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
