// What a person types for an emergency address: refused with its reason, warned about, or taken in canonical form. It looks at form only.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../../domain/emergency/characters.ts';
import { judgeAddressField, NOTHING_TYPED, readTypedAddress, TYPED_FIELDS, type TypedAddress, typedOf } from '../../../domain/emergency/entry.ts';
import { addressForm } from '../../../domain/emergency/forms.ts';
import { MOST_FRIENDLY_NAME } from '../../../domain/emergency/names.ts';
import { toTwilio } from '../../../domain/emergency/secondary.ts';
import { EmergencyAddress } from '../../../domain/site/emergency-record.ts';
import { anyAddress, anyText, anyTyped, entered, TYPED } from './address-kit.ts';

type Typing = Partial<TypedAddress>;
const judge = (name: keyof TypedAddress, text: string, others: Parameters<typeof judgeAddressField>[2] = [], of: TypedAddress = TYPED.US) => judgeAddressField(name, { ...of, [name]: text }, others);
const why = (name: keyof TypedAddress, text: string, others: Parameters<typeof judgeAddressField>[2] = [], of: TypedAddress = TYPED.US): string => {
  const judged = judge(name, text, others, of);
  return judged.ok ? '' : judged.why;
};
const warning = (name: keyof TypedAddress, text: string, others: Parameters<typeof judgeAddressField>[2] = [], of: TypedAddress = TYPED.US): string | null => {
  const judged = judge(name, text, others, of);
  if (!judged.ok) throw new Error(judged.why);
  return judged.warning;
};

describe('what Twilio is known to refuse is refused as it is typed', () => {
  it.each<[keyof TypedAddress, string, string]>([
    ['street', '12 Main St & Oak', '“and”'], ['customerName', 'Smith & Co', '“and”'], ['friendlyName', 'HQ @ Austin', '“at”'], ['suite', '#400', 'Leave it out'], ['street', '12 Main St.', 'full stop'], ['city', 'St. Paul', 'full stop'],
    ['street', '12 Main St, Suite 4', 'commas'], ['street', '<b>12 Main</b>', '“<”'], ['customerName', '“Lakeside” Dental', 'quotation marks'], ['other', 'Building [C]', '“[”'], ['city', 'Austin; TX', '“;”'],
    ['street', '12 Main\u0000St', 'control'], ['friendlyName', 'HQ\nfloor 2', 'control'], ['street', '12 Main 😀', 'picture'], ['customerName', 'Lake\u200bside', 'invisible'], ['street', '12 \u202eniaM', 'direction'], ['city', '\ufeffAustin', 'invisible'],
    ['street', '12 Pоrt St', 'Cyrillic'], ['city', 'Αustin', 'Greek'], ['street', '１２ Main St', 'digit of another script'], ['street', '12½ Main St', '“1/2”'], ['city', 'Ａustin', '“A”'], ['city', 'ɑustin', 'looks like'], ['city', 'Au\u0337stin', 'mark'],
    ['region', 'Texass', 'two letters'], ['region', 'ZZ', 'no state'], ['country', 'ZZ', 'Choose'], ['country', '', 'Choose'], ['extensions', '100 to 119', 'not an extension'], ['extensions', '119-100', 'backwards'], ['extensions', '103-99999', 'not equally long'], ['shows', 'main', 'letters'],
    ['shows', '+442079460958', 'another country'], ['shows', '911', 'not the one that is dialled'], ['confirmedBy', 'Sam\u202e', 'invisible'],
  ])('%s %j', (name, text, reason) => expect(why(name, text)).toContain(reason));

  it.each<[keyof TypedAddress, string, string]>([
    ['friendlyName', 'x'.repeat(MOST_FRIENDLY_NAME + 1), 'At most 32'], ['customerName', 'x'.repeat(65), 'At most 64'], ['customerName', '漢'.repeat(22), 'Too long'], ['street', 'x'.repeat(10_000), '10,000'], ['suite', '4'.repeat(41), 'At most'],
    ['other', 'x'.repeat(61), 'At most'], ['city', 'x'.repeat(61), 'At most'], ['region', 'x'.repeat(10_000), 'At most'], ['postalCode', '9'.repeat(10_000), 'At most'], ['extensions', Array.from({ length: 400 }, (_, index) => 100 + index).join(','), 'At most'],
    ['confirmedBy', 'x'.repeat(101), 'At most'],
  ])('%s that is too long', (name, text, reason) => expect(why(name, text)).toContain(reason));

  it('says of a long text what it can say of a short one, and no more of the text than a person can read', () => {
    for (const field of TYPED_FIELDS) for (const text of ['<', '😀', 'Pоrt', '\u202e']) expect(why(field, text.repeat(10_000 / text.length)).length).toBeLessThan(400);
  });

  it.each<[keyof TypedAddress, 'US' | 'CA' | 'GB']>([
    ['friendlyName', 'US'], ['customerName', 'US'], ['street', 'US'], ['city', 'US'], ['region', 'US'], ['postalCode', 'US'], ['country', 'US'], ['region', 'CA'], ['postalCode', 'GB'],
  ])('%s may not be empty in %s', (name, country) => {
    expect(why(name, '  ', [], TYPED[country])).toMatch(/^(?:Enter|Choose) /);
    expect(addressForm(country).fields.find((field) => field.name === name)?.required).toBe(true);
  });

  it('a word without what it stands before is no suite', () => expect(why('suite', 'Suite')).toContain('which suite'));
});

describe('what may be wrong warns, and is taken', () => {
  it.each<[keyof TypedAddress, string, string]>([
    ['street', '12 O’Connell St', 'an apostrophe'], ['street', '12/14 High St', 'a slash'], ['city', 'Saint-Denis', 'a hyphen'], ['customerName', 'Acme, Inc', 'a comma'], ['friendlyName', 'HQ (2)', 'brackets'],
    ['street', 'Main St', 'house number'], ['street', 'PO Box 12', 'post office box'], ['street', 'P O Box 12', 'post office box'], ['street', '12 Main St Suite 400', 'suite has a field'], ['street', '12 Main St Fl 2', 'floor has a field'], ['street', '12 Main St 2nd floor', 'floor has a field'],
    ['street', '12 Main St Unit 4', 'unit has a field'], ['postalCode', '9410', '95014'], ['postalCode', '10001', 'California'], ['city', 'Austin 78701', 'number'], ['city', 'Москва', 'Cyrillic'], ['country', 'FR', 'registers no'], ['customerName', 'x'.repeat(40), '32'],
  ])('%s %j', (name, text, words) => expect(warning(name, text)).toContain(words));

  it.each<[keyof TypedAddress, string]>([
    ['street', '645 HARRISON ST'], ['street', '12 Floor Street'], ['street', '42 2nd St'], ['street', '123 Suite Dr'], ['customerName', "O'Brien-Smith Dental"], ['city', 'San José'], ['postalCode', '94107-1234'], ['floor', 'Ground'], ['confirmedBy', 'Dr. O’Brien'], ['extensions', '100-119,130'],
  ])('%s %j does not', (name, text) => expect(warning(name, text)).toBeNull());

  it('says what is sent as the region where addresses have none, and sends it', () => {
    expect(warning('region', '', [], TYPED.GB)).toContain('sends the city');
    expect(toTwilio(entered(TYPED.GB)).region).toBe('Leeds');
    expect(toTwilio(entered({ ...TYPED.GB, region: 'West Yorkshire' })).region).toBe('West Yorkshire');
  });

  it('misses a floor where the site’s other addresses lead to one', () => {
    const other = entered({ ...TYPED.US, suite: '' });
    expect(warning('floor', '', [other], { ...TYPED.US, suite: '', friendlyName: 'Annex' })).toContain('“HQ floor 2” has a floor');
    expect(warning('suite', '', [other], { ...TYPED.US, suite: '', floor: '', friendlyName: 'Annex' })).toBeNull();
    expect(warning('floor', '', [other], { ...TYPED.US, friendlyName: 'Annex' })).toBeNull();
  });
});

describe('the canonical form', () => {
  it.each<[keyof TypedAddress, string, string]>([
    ['street', '  12   Main\u00a0St ', '12 Main St'], ['street', '12 O’Connell St', "12 O'Connell St"], ['street', '12–14 High St', '12-14 High St'], ['city', 'San Jose\u0301', 'San José'], ['suite', 'Suite 400', '400'], ['suite', 'Ste 4', '4'],
    ['floor', '2nd floor', '2nd'], ['floor', 'Fl 2', '2'], ['room', 'Rm 12', '12'], ['region', ' texas ', 'TX'], ['region', 'tx', 'TX'], ['country', ' us', 'US'], ['postalCode', ' 94107 ', '94107'], ['shows', '(415) 555-0142', '+14155550142'], ['extensions', ' 100-119 ', '100-119'],
  ])('of %s %j is %j', (name, text, value) => expect(judge(name, text)).toMatchObject({ ok: true, value }));

  it.each<['CA' | 'GB', keyof TypedAddress, string, string]>([
    ['CA', 'postalCode', 'm5v2t6', 'M5V 2T6'], ['CA', 'region', 'québec', 'QC'], ['CA', 'region', 'Quebec', 'QC'], ['GB', 'postalCode', 'ls14ap', 'LS1 4AP'], ['GB', 'postalCode', 'bfpo 61', 'BFPO 61'], ['GB', 'region', 'West Yorkshire', 'West Yorkshire'],
  ])('in %s, of %s %j is %j', (country, name, text, value) => expect(judge(name, text, [], TYPED[country])).toMatchObject({ ok: true, value }));

  it('of a county of Ireland is its name, however it is written', () => {
    for (const text of ['Cork', 'co. cork', 'County Cork', 'CO']) expect(judge('region', text, [], { ...TYPED.GB, country: 'IE' })).toMatchObject({ value: 'Cork' });
  });
});

describe('beside the other addresses of the site', () => {
  const other = entered({ ...TYPED.US, extensions: '100-119,130' });

  it('two may not have one name, whatever its case', () => expect(why('friendlyName', ' hq  FLOOR 2', [other])).toContain('“HQ floor 2”'));

  it.each(['119', '90-100', '99-1000', '130,200', '100-119'])('extensions %s stand there already', (text) => expect(why('extensions', text, [other])).toMatch(/stands at “HQ floor 2” already/));
  it.each(['', '120-129', '1000-1190', '10'])('extensions %j do not', (text) => expect(why('extensions', text, [other])).toBe(''));
});

it('what is in the record is not judged again while nobody changes its place: Twilio may have written it', () => {
  const kept = { ...typedOf(entered(TYPED.US)), street: '645 HARRISON ST.', customerName: 'SMITH & CO' };
  expect(readTypedAddress({ ...kept, extensions: '100' }, [], kept)).toMatchObject({ ok: true, value: { street: '645 HARRISON ST.', extensions: '100' } });
  const changed: Typing = { city: 'Oakland' };
  expect(readTypedAddress({ ...kept, ...changed }, [], kept)).toMatchObject({ ok: false, fields: [{ field: 'customerName' }, { field: 'street' }] });
});

it('all mistakes are told at once, each at its field', () => {
  const read = readTypedAddress({ ...NOTHING_TYPED, country: 'US' }, []);
  expect(!read.ok && read.fields.map(({ field }) => field)).toEqual(['friendlyName', 'customerName', 'street', 'city', 'region', 'postalCode']);
});

describe('whatever is typed', () => {
  it('nothing throws, and every word of it is a sentence', () => {
    fc.assert(fc.property(anyTyped, fc.array(anyAddress, { maxLength: 2 }), (typed, others) => {
      for (const field of TYPED_FIELDS) {
        const judged = judgeAddressField(field, typed, others);
        const words = judged.ok ? judged.warning : judged.why;
        if (words !== null) expect(words).toMatch(/[.?]$/);
      }
      readTypedAddress(typed, others, typed);
    }), { numRuns: 300 });
  });

  it('what is accepted is accepted again, unchanged', () => {
    fc.assert(fc.property(anyAddress, (address) => {
      const { id: _id, chosen: _chosen, ...value } = address;
      expect(readTypedAddress(typedOf(address), [])).toEqual({ ok: true, value });
    }));
  });

  it('one field that is accepted is accepted again, unchanged', () => {
    fc.assert(fc.property(fc.constantFrom(...TYPED_FIELDS), anyText, fc.constantFrom(...Object.values(TYPED)), (field, text, base) => {
      const first = judgeAddressField(field, { ...base, [field]: text });
      fc.pre(first.ok);
      expect(judgeAddressField(field, { ...base, [field]: first.value })).toMatchObject({ ok: true, value: first.value });
    }), { numRuns: 500 });
  });

  it('what is accepted fits the record, and Twilio’s limits when it is sent', () => {
    fc.assert(fc.property(anyAddress, (address) => {
      expect(EmergencyAddress.parse(address)).toEqual(address);
      const sent = toTwilio(address);
      expect(sent.friendlyName.length).toBeLessThanOrEqual(32);
      expect(bytesOf(sent.customerName)).toBeLessThanOrEqual(64);
      expect(Buffer.byteLength(sent.customerName)).toBe(bytesOf(sent.customerName));
      for (const required of [sent.friendlyName, sent.customerName, sent.street, sent.city, sent.region, sent.postalCode, sent.country]) expect(required).not.toBe('');
      for (const text of [sent.street, sent.streetSecondary, sent.city, sent.region, sent.postalCode]) expect(text).toMatch(/^(?![\s\S]*[&@#.,;:<>"!?()\p{Cc}\p{Cf}]|\s|[\s\S]*\s$)/u);
    }));
  });
});
