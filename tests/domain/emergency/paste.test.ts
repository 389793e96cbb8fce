// A pasted list of numbers and their addresses: each row says what became of it, no row stops another, and the same door is one address.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emergencyNumbersOf } from '../../../domain/emergency/assign.ts';
import { addressCells, type AddressList, readAddressList } from '../../../domain/emergency/paste.ts';
import type { ListContext } from '../../../domain/emergency/paste-rows.ts';
import { toTwilio } from '../../../domain/emergency/secondary.ts';
import { MOST_ADDRESSES } from '../../../domain/site/emergency-limits.ts';
import { type EmergencyAddress, EmergencyIntent, NO_EMERGENCY } from '../../../domain/site/emergency-record.ts';
import { formatCsv, parseCsv } from '../../../main/directory/users-csv.ts';
import { readySite } from '../make-site.ts';
import { anyAddress, anyText, entered, TYPED } from './address-kit.ts';

const CONTEXT: ListContext = { emergency: NO_EMERGENCY, numbers: [], country: 'US', customer: 'Lakeside Dental', newId: () => crypto.randomUUID() };
const knownNumbers = (...phoneNumbers: string[]): ListContext['numbers'] => emergencyNumbersOf(readySite({ numbers: [] }), phoneNumbers).map((number) => ({ ...number, onTrunk: true }));
const [A, B, C, BRITISH] = ['+15125550140', '+15125550141', '+15125550142', '+441613960123'];
const KNOWN = { numbers: knownNumbers(A, B, C, BRITISH) };

function paste(text: string, context: Partial<ListContext> = KNOWN): AddressList {
  const { cells, problems } = parseCsv(text);
  const list = readAddressList(cells, problems, { ...CONTEXT, ...context });
  EmergencyIntent.parse(list.emergency);
  return list;
}
const kinds = ({ lines }: AddressList): string[] => lines.map(({ line, kind }) => `${line} ${kind}`);
const whyOf = ({ lines }: AddressList, line: number): string => lines.find((one) => one.line === line)?.why ?? '';
/** Which number has which address, by name. */
const given = ({ emergency: { addresses, numbers } }: AddressList): [string, string | undefined][] => numbers.map(({ phoneNumber, address }) => [phoneNumber, addresses.find(({ id }) => id === address)?.friendlyName]);

it('of an address that is there, who confirmed it and what it shows stay as they are, and the row says so; what is the same is no news', () => {
  const there = [entered({ ...TYPED.US, friendlyName: 'HQ', confirmedBy: '' }), entered({ ...TYPED.US, friendlyName: 'Lab', street: '9 Lab St', confirmedBy: 'Pat Lee' })];
  const list = paste(`number,friendly name,confirmed by,shows\n${A},HQ,Kim Day,${A}\n${B},Lab,Pat Lee,\n${C},Lab,Kim Day,`, { ...KNOWN, emergency: { ...NO_EMERGENCY, addresses: there } });
  expect(list.emergency.addresses).toEqual(there);
  expect(kinds(list)).toEqual(['2 warning', '3 ready', '4 warning']);
  expect(whyOf(list, 2)).toMatch(/“Kim Day” in the form of “HQ”.*“\+15125550140” in the form of “HQ”/);
  expect(whyOf(list, 4)).toContain('“Pat Lee” stays');
});

describe('without a header', () => {
  const row = [A, '645 Harrison St', 'Suite 400', 'San Francisco', 'CA', '94107', 'US'];

  it.each(['\t', ';', ','])('number, street, secondary and the rest, with %j between', (separator) => {
    const { emergency, addresses, numbers, lines } = paste(row.join(separator));
    expect([addresses, numbers]).toEqual([1, 1]);
    expect(emergency.addresses[0]).toMatchObject({ friendlyName: '645 Harrison St Suite 400', customerName: 'Lakeside Dental', street: '645 Harrison St', secondary: [{ kind: 'suite', value: '400' }], city: 'San Francisco', region: 'CA', postalCode: '94107', country: 'US', chosen: null });
    // The name of the customer is a guess: the row says so.
    expect(lines).toMatchObject([{ line: 1, kind: 'warning', why: expect.stringContaining('Lakeside Dental') }]);
  });

  it.each([
    ['a name', [A, 'HQ', '645 Harrison St', '', 'San Francisco', 'CA', '94107'], 'HQ', 'Lakeside Dental'], ['a name and a customer', [A, 'HQ', 'Acme', '645 Harrison St', 'Fl 2', 'San Francisco', 'CA', '94107', 'US'], 'HQ', 'Acme'], ['no country', row.slice(0, 6), '645 Harrison St Suite 400', 'Lakeside Dental'],
  ])('and with %s', (_, cells, friendlyName, customerName) => {
    expect(paste([cells, [B, ...cells.slice(1)]].map((each) => each.join('\t')).join('\n')).emergency.addresses).toMatchObject([{ friendlyName, customerName, street: '645 Harrison St', city: 'San Francisco' }]);
  });

  it('a number and a name give an address that is there, in the site or in an earlier row', () => {
    const hq = entered(TYPED.US);
    const list = paste([`${A},hq FLOOR 2`, [B, 'Annex', 'Acme', '1 Main St', '', 'Austin', 'TX', '78701', 'US'].join(','), `${C},Annex`].join('\n'), { ...KNOWN, emergency: { ...NO_EMERGENCY, addresses: [hq] } });
    expect(kinds(list)).toEqual(['1 ready', '2 warning', '3 ready']);
    expect(given(list)).toEqual([[A, 'HQ floor 2'], [B, 'Annex'], [C, 'Annex']]);
  });
});

describe('with a header', () => {
  const header = 'Phone Number;Location;Company;Address;Address 2;Town;State/Province;ZIP Code;Extensions;Remark';

  it('in the words of people, in any order, with columns that nobody knows', () => {
    const list = paste([header, `${A};HQ;Acme;645 Harrison St;2nd floor;San Francisco;california;94107;100-110;x`, `${B};HQ;Acme;645 Harrison St;2nd Floor;san francisco;CA;94107;111;y`, ';Annex;Acme;1 Main St;Room 12;Austin;TX;78701;;'].join('\n'));
    expect(kinds(list)).toEqual(['1 warning', '2 ready', '3 ready', '4 ready']);
    expect(whyOf(list, 1)).toContain('“Remark”');
    expect(list.emergency.addresses).toMatchObject([{ friendlyName: 'HQ', extensions: '100-110,111', region: 'CA' }, { friendlyName: 'Annex', secondary: [{ kind: 'room', value: '12' }] }]);
    expect(given(list)).toEqual([[A, 'HQ'], [B, 'HQ']]);
  });

  it('a column that is there twice counts once, and the list says so', () => expect(whyOf(paste(`Number,City,Town,Street,Zip,State\n${A},Austin,Dallas,1 Main St,78701,TX`), 1)).toContain('“Town”'));
});

it('the same door is one address under its first name; a name that is another door’s is refused', () => {
  const list = paste(['number,name,customer,street,secondary,city,state,zip', `${A},HQ,Acme,645 Harrison St,Suite 400,San Francisco,CA,94107`, `${B},Head office,acme,645 HARRISON ST,Ste 400,San Francisco,CA,94107`, `${C},HQ,Acme,1 Main St,,Austin,TX,78701`].join('\n'));
  expect(kinds(list)).toEqual(['2 ready', '3 warning', '4 bad']);
  expect(whyOf(list, 4)).toContain('645 Harrison St');
  expect([list.addresses, list.numbers]).toEqual([1, 2]);
});

it('addresses that get their name from the street do not get one that is there', () => {
  const list = paste(['number,street,secondary,city,state,zip', `${A},1 Main St,,Austin,TX,78701`, `${B},1 Main St,,Dallas,TX,75201`].join('\n'));
  expect(list.emergency.addresses.map(({ friendlyName }) => friendlyName)).toEqual(['1 Main St', '1 Main St 2']);
});

describe('a row that is not taken says why, and stops no other', () => {
  const header = 'number,name,customer,street,secondary,city,state,zip,country,extensions';
  const good = ['HQ', 'Acme', '645 Harrison St', '', 'San Francisco', 'CA', '94107', 'US', '100-110'];
  it.each<[string, string[], 'bad' | 'duplicate', string]>([
    ['no number', ['nonsense', ...good], 'bad', 'letters'], ['not of the site', ['+15125559999', ...good], 'bad', 'no number of this site'], ['of another country', [BRITISH, ...good], 'bad', 'its own country'], ['again', [A, ...good], 'duplicate', 'line 2'],
    ['no address', [B, '', '', '', '', '', '', '', '', ''], 'bad', 'no address'], ['an unknown name', [B, 'Annex', '', '', '', '', '', '', '', ''], 'bad', 'Annex'],
    ['a street that Twilio refuses', [B, 'Annex', 'Acme', '1 Main St #4', '', 'Austin', 'TX', '78701', 'US', ''], 'bad', 'Street with house number'], ['extensions of another place', [B, 'Annex', 'Acme', '1 Main St', '', 'Austin', 'TX', '78701', 'US', '105'], 'bad', '“HQ”'],
    ['a country without registration', [B, 'Annex', 'Acme', '1 Rue X', '', 'Paris', '', '75001', 'France', ''], 'bad', 'its own country'], ['too many cells', [B, ...good, 'more'], 'bad', 'cells'], ['a quote that does not close', [B, '"HQ', ...good.slice(1)], 'bad', 'quote'],
  ])('%s', (_, cells, kind, why) => {
    const list = paste([header, [A, ...good].join(','), cells.join(',')].join('\n'));
    expect(list.lines.at(-1)).toMatchObject({ line: 3, kind });
    expect(whyOf(list, 3)).toContain(why);
    expect([list.addresses, list.numbers]).toEqual([1, 1]);
  });

  it('where lines give a number different addresses, none of them is taken: the first is as likely wrong as the last', () => {
    const row = (zip: string): string => [A, 'Annex', 'Acme', '1 Main St', '', 'Austin', 'TX', zip].join(',');
    const list = paste([header, row('7870'), [B, ...good].join(','), row('78701'), row('7870')].join('\n'));
    expect(kinds(list)).toEqual(['2 bad', '3 ready', '4 bad', '5 bad']);
    expect(whyOf(list, 5)).toContain('Lines 2, 4 and 5');
    expect(whyOf(list, 2)).toMatch(/Lines 2, 4 and 5 .* ZIP code: This is not how a ZIP code is written/);
    expect([given(list), list.addresses]).toEqual([[[B, 'HQ']], 1]);
    // Also where only the streets say what they are called.
    const unnamed = (zip: string): string => [A, '', 'Acme', '1 Main St', '', 'Austin', 'TX', zip].join(',');
    expect(kinds(paste([header, unnamed('7870'), unnamed('78701')].join('\n')))).toEqual(['2 bad', '3 bad']);
    // Without the wrong line the right one is taken.
    expect(kinds(paste([header, row('78701')].join('\n')))).toEqual(['2 ready']);
  });

  it('a number and the name of an address are enough under a header too', () => {
    const list = paste(['number,street,secondary,city,state,zip', `${A},1 Main St,,Austin,TX,78701`, `${B},1 main st`, `${C},Nowhere`].join('\n'));
    expect(kinds(list)).toEqual(['2 warning', '3 ready', '4 bad']);
    expect(whyOf(list, 4)).toContain('“Nowhere”');
    expect(given(list)).toEqual([[A, '1 Main St'], [B, '1 Main St']]);
  });

  it('a row with tabs among commas, or commas among tabs, is read as the others are', () => {
    const rows = ['number,street,secondary,city,state,zip', `${A}\t1 Main St\t\tAustin\tTX\t78701`, `${B}\t1 Main St,,Austin,TX,78701`];
    expect(given(paste(rows.join('\n')))).toEqual([[A, '1 Main St'], [B, '1 Main St']]);
    expect(given(paste([`${A}\t1 Main St\t\tAustin\tTX\t78701`, `${B},1 Main St,,Austin,TX,78701`].join('\n')))).toEqual([[A, '1 Main St'], [B, '1 Main St']]);
  });

  it('of a second line without a word for it, the row says what became of it', () => {
    const list = paste([header, [A, 'HQ', 'Acme', '645 Harrison St', '#310', 'San Francisco', 'CA', '94107', 'US', ''].join(','), [B, 'Annex', 'Acme', '1 Main St', 'North wing', 'Austin', 'TX', '78701', 'US', ''].join(',')].join('\n'));
    expect(kinds(list)).toEqual(['2 warning', '3 ready']);
    expect(whyOf(list, 2)).toContain('“310” became “Building or other”');
  });

  it('before it as well as behind it', () => {
    const bad = [['nonsense', ...good], [BRITISH, ...good], [B], [B, 'Annex', 'Acme', '1 Main St #4'], ['', ...good, 'more']];
    const list = paste([header, ...bad.map((cells) => cells.join(',')), [A, ...good].join(',')].join('\n'));
    expect(kinds(list)).toEqual([...bad.map((_, index) => `${index + 2} bad`), `${bad.length + 2} ready`]);
    expect(given(list)).toEqual([[A, 'HQ']]);
  });

  it('while nobody knows what is on the trunk, a number that is new is taken with a warning', () => {
    const list = paste(`${header}\n${[A, ...good].join(',')}`, { numbers: [] });
    expect(list.lines).toMatchObject([{ kind: 'warning', why: expect.stringContaining('as far as known') }]);
    expect(given(list)).toEqual([[A, 'HQ']]);
  });
});

it('a number that had another address gets this one, and the row says so; one that has it already stays', () => {
  const [hq, annex] = [entered(TYPED.US), entered({ ...TYPED.US, friendlyName: 'Annex', street: '1 Main St' })];
  const emergency = { ...NO_EMERGENCY, addresses: [hq, annex], numbers: [A, B].map((phoneNumber) => ({ phoneNumber, address: hq.id, callBack: { extension: '100', name: '' } })) };
  const list = paste(`${A},Annex\n${B},HQ floor 2`, { emergency, numbers: emergencyNumbersOf(readySite({ numbers: [], emergency }), []) });
  expect(list.lines).toMatchObject([{ kind: 'warning', why: expect.stringContaining('“HQ floor 2” until now') }, { kind: 'duplicate' }]);
  expect(list.emergency.numbers).toEqual([{ phoneNumber: A, address: annex.id, callBack: { extension: '100', name: '' } }, emergency.numbers[1]]);
  expect([list.addresses, list.numbers]).toEqual([0, 1]);
});

it('what was exported is the same when it is pasted', () => {
  const distinct = fc.uniqueArray(anyAddress.filter(({ country }) => country === 'US').map((address) => ({ ...address, extensions: '' })), { minLength: 1, maxLength: 6, comparator: (one, other) => one.friendlyName.toLowerCase() === other.friendlyName.toLowerCase() || door(one) === door(other) });
  fc.assert(fc.property(distinct, fc.array(fc.nat({ max: 5 }), { maxLength: 12 }), (addresses, picks) => {
    const numbers = picks.map((pick, index) => ({ phoneNumber: `+1512555${String(1000 + index)}`, address: addresses[pick % addresses.length]?.id ?? null, callBack: null }));
    const before: EmergencyIntent = { ...NO_EMERGENCY, addresses, numbers };
    const after = paste(formatCsv(addressCells(before)), { numbers: [] });
    expect(after.lines.filter(({ kind }) => kind === 'bad')).toEqual([]);
    const plain = ({ addresses: places, numbers: entries }: EmergencyIntent) => ({ places: places.map((address) => ({ ...address, id: '' })), entries: new Map(entries.map(({ phoneNumber, address }) => [phoneNumber, places.find(({ id }) => id === address)?.friendlyName])) });
    expect(plain(after.emergency)).toEqual(plain(before));
    // Where the addresses are there still, nothing changes.
    const again = paste(formatCsv(addressCells(before)), { emergency: before, numbers: emergencyNumbersOf(readySite({ numbers: [], emergency: before }), []) });
    expect([again.emergency, again.addresses, again.numbers]).toEqual([before, 0, 0]);
  }));
});

function door(address: EmergencyAddress): string {
  return JSON.stringify(Object.values({ ...toTwilio(address), friendlyName: '' })).toUpperCase();
}

it('whatever is pasted, each row that is not blank has one result, and what was there stays', () => {
  const hq = entered(TYPED.US);
  const cell = fc.oneof(anyText, fc.constantFrom('', A, B, 'number', 'street', 'city', 'HQ floor 2', '645 Harrison St', 'Austin', 'TX', '78701', 'Suite 4', '__proto__'));
  fc.assert(fc.property(fc.array(fc.array(cell, { maxLength: 10 }), { maxLength: 8 }), (cells) => {
    const emergency = { ...NO_EMERGENCY, addresses: [hq] };
    const list = readAddressList(cells, [], { ...CONTEXT, ...KNOWN, emergency });
    EmergencyIntent.parse(list.emergency);
    expect(list.emergency.addresses[0]?.id).toBe(hq.id);
    const filled = cells.flatMap((row, index) => (row.every((text) => text.trim() === '') ? [] : [index + 1]));
    const told = list.lines.map(({ line }) => line);
    expect(told).toEqual(filled.filter((line, index) => index > 0 || told.includes(line)));
    for (const { why, text } of list.lines) expect([why.length < 3000, text.length <= 60]).toEqual([true, true]);
  }), { numRuns: 300 });
});

it('ten thousand rows are read as one', () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => [`+1512${String(2_000_000 + index)}`, `${index % 7 + 1} Main St`, `Floor ${index % 5 + 1}`, 'Austin', 'TX', '78701']);
  const list = paste([['number', 'street', 'secondary', 'city', 'state', 'zip'], ...rows].map((row) => row.join('\t')).join('\n'), { numbers: [] });
  expect([list.lines.length, list.addresses, list.numbers]).toEqual([10_000, 35, 10_000]);
});

it('a site holds so many addresses and no more; the rows behind them say so', () => {
  const rows = Array.from({ length: MOST_ADDRESSES + 2 }, (_, index) => `,${index + 1} Main St,,Austin,TX,78701`);
  const list = paste(['number,street,secondary,city,state,zip', ...rows].join('\n'));
  expect([list.addresses, list.lines.filter(({ kind }) => kind === 'bad').length]).toEqual([MOST_ADDRESSES, 2]);
});
