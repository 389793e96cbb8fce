// The ways in which people of a country dial, each with one number as an example. The lint tries the examples.

/** A way of dialling. The lint's findings are named after it. */
export type Way = 'e164' | 'international' | 'national' | 'eleven-digits' | 'local' | 'special-numbers' | 'service-codes' | 'overseas';

export interface DialledForm {
  readonly way: Way;
  /** In the middle of a sentence: “people dial …”. */
  readonly words: string;
  readonly example: string;
  /** What Twilio must receive for the example; null where the digits alone do not say, or have no such form. */
  readonly e164: string | null;
  /** The digits that are dialled in this way. */
  readonly pattern: RegExp;
  readonly severity: 'error' | 'warning';
  /** What to do where no rule catches them, or where the wrong number comes out. */
  readonly next: string;
}

const E164_FORM: DialledForm = {
  way: 'e164', words: 'numbers with + and a country code, as phone books of mobile phones have them', example: '+442079460018', e164: '+442079460018', pattern: /^\+[1-9]\d+$/, severity: 'error',
  next: 'Add a rule for the prefix + that changes nothing.',
};

function international(prefix: string): DialledForm {
  return {
    way: 'international', words: `international numbers, with ${prefix} in front`, example: `${prefix}4930901820`, e164: '+4930901820', pattern: new RegExp(`^${prefix}[1-9]\\d+$`), severity: 'error',
    next: `Add a rule for the prefix ${prefix} that strips ${prefix.length} digits and prepends +.`,
  };
}

const WITHOUT_AREA = 'Tell people to dial the area code too, or add a rule for the length that prepends + with country and area code.';
const AS_THEY_STAND = 'Tell people that these cannot be dialled here. Whether Twilio would connect them is not known.';

function northAmerica(national: string): readonly DialledForm[] {
  return [
    international('011'),
    { way: 'national', words: 'ten digits, with the area code', example: national, e164: `+1${national}`, pattern: /^[2-9]\d{9}$/, severity: 'error', next: 'Add a rule for the length 10 that prepends +1.' },
    { way: 'eleven-digits', words: '1 and ten digits', example: `1${national}`, e164: `+1${national}`, pattern: /^1[2-9]\d{9}$/, severity: 'error', next: 'Add a rule for the prefix 1 and the length 11 that prepends +.' },
    { way: 'local', words: 'seven digits, without the area code', example: '5550123', e164: null, pattern: /^[2-9]\d{6}$/, severity: 'warning', next: WITHOUT_AREA },
    { way: 'service-codes', words: 'service numbers of three digits, such as 411 and 988', example: '411', e164: null, pattern: /^(?:[2-8]11|988)$/, severity: 'warning', next: AS_THEY_STAND },
  ];
}

const FORMS: Readonly<Record<string, readonly DialledForm[]>> = {
  US: northAmerica('2015550123'),
  CA: northAmerica('5062345678'),
  GB: [
    international('00'),
    { way: 'national', words: 'national numbers, with 0 in front', example: '02079460018', e164: '+442079460018', pattern: /^0[1-9]\d{6,9}$/, severity: 'error', next: 'Add a rule for the prefix 0, below 00, that strips 1 digit and prepends +44.' },
    { way: 'local', words: 'numbers without the area code', example: '79460018', e164: null, pattern: /^[1-9]\d{3,7}$/, severity: 'warning', next: WITHOUT_AREA },
    { way: 'service-codes', words: 'short numbers such as 101 and 111', example: '101', e164: null, pattern: /^1\d{2,5}$/, severity: 'warning', next: AS_THEY_STAND },
  ],
  IE: [
    international('00'),
    { way: 'national', words: 'national numbers, with 0 in front', example: '012345678', e164: '+35312345678', pattern: /^0[1-9]\d{6,9}$/, severity: 'error', next: 'Add a rule for the prefix 0, below 00, that strips 1 digit and prepends +353.' },
    {
      way: 'special-numbers', words: 'special numbers that are dialled without 0 in front, such as 1800 123 456', example: '1800123456', e164: '+3531800123456', pattern: /^1[58]\d{8}$/, severity: 'warning',
      next: 'The guide has no rule for these. Add one for the prefix 1800 and the length 10 that prepends +353 if they are needed. Whether Twilio connects them is not known.',
    },
    { way: 'local', words: 'numbers without the area code', example: '2345678', e164: null, pattern: /^[2-9]\d{4,6}$/, severity: 'warning', next: WITHOUT_AREA },
  ],
  FR: [
    international('00'),
    { way: 'national', words: 'national numbers of ten digits', example: '0123456789', e164: '+33123456789', pattern: /^0[1-9]\d{8}$/, severity: 'error', next: 'Add a rule for the prefix 0 and the length 10, below 00, that strips 1 digit and prepends +33.' },
    { way: 'service-codes', words: 'short numbers of three to six digits, such as 3939', example: '3939', e164: null, pattern: /^[13]\d{2,5}$/, severity: 'warning', next: AS_THEY_STAND },
    {
      way: 'overseas', words: 'numbers of the overseas departments, such as 0262 for La Réunion', example: '0262201234', e164: '+262262201234', pattern: /^0(?:262|59[046]|639|69[0-467])\d{6}$/, severity: 'warning',
      next: 'The rule for 0 sends them with +33, but each department has a country code of its own. Tell people to dial 00 and that code, or add a rule for the prefix above the rule for 0.',
    },
  ],
  AU: [
    international('0011'),
    { way: 'national', words: 'national numbers of ten digits', example: '0298765432', e164: '+61298765432', pattern: /^0[1-9]\d{8}$/, severity: 'error', next: 'Add a rule for the prefix 0 and the length 10, below 0011, that strips 1 digit and prepends +61.' },
    { way: 'special-numbers', words: 'freecall numbers of ten digits', example: '1800123456', e164: '+611800123456', pattern: /^1800\d{6}$/, severity: 'warning', next: 'Add a rule for the prefix 1800 and the length 10 that prepends +61.' },
    { way: 'special-numbers', words: 'freecall numbers of seven digits', example: '1802345', e164: '+611802345', pattern: /^180\d{4}$/, severity: 'warning', next: 'Add a rule for the prefix 180 and the length 7 that prepends +61.' },
    { way: 'special-numbers', words: 'local rate numbers of ten digits', example: '1300123456', e164: '+611300123456', pattern: /^1300\d{6}$/, severity: 'warning', next: 'Add a rule for the prefix 1300 and the length 10 that prepends +61.' },
    { way: 'special-numbers', words: 'local rate numbers of six digits', example: '131234', e164: '+61131234', pattern: /^13\d{4}$/, severity: 'warning', next: 'Add a rule for the prefix 13 and the length 6 that prepends +61.' },
    {
      way: 'special-numbers', words: 'premium numbers (19), local rate numbers of 8 or 12 digits and short pager numbers (016)', example: '1902345678', e164: '+611902345678',
      pattern: /^(?:19\d{8}|1345\d{4}|1300\d{8}|016\d{3,6})$/, severity: 'warning', next: 'The guide has no rule for these, and whether Twilio connects them is not known. Leave it so unless the customer needs them.',
    },
    { way: 'local', words: 'eight digits, without the area code', example: '98765432', e164: null, pattern: /^[2-9]\d{7}$/, severity: 'warning', next: WITHOUT_AREA },
  ],
};

/** How people in a country (ISO 3166 alpha-2) dial; only the form that every country has where the guide has no table. The numbers are facts of the countries' numbering plans, not of the guide. */
export function dialledForms(country: string): readonly DialledForm[] {
  return [E164_FORM, ...(Object.hasOwn(FORMS, country) ? FORMS[country] ?? [] : [])];
}
