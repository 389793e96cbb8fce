// Which numbers of a site can have an emergency address, and the changes of what they shall have.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignAddress, emergencyNumbersOf, leaveOut, type NumberOfSite, removeAddress, saveCallBack } from '../../../domain/emergency/assign.ts';
import { readScope } from '../../../domain/emergency/scope.ts';
import { TERRITORY_WORDS } from '../../../domain/emergency/territory.ts';
import { EmergencyIntent, NO_EMERGENCY } from '../../../domain/site/emergency-record.ts';
import { readySite } from '../make-site.ts';
import { entered, TYPED } from './address-kit.ts';

const HQ = entered(TYPED.US);
const LEEDS = entered(TYPED.GB);
const WITH_TWO: EmergencyIntent = { ...NO_EMERGENCY, addresses: [HQ, LEEDS] };
const US = ['+15125550140', '+15125550141', '+15125550142'];
const [BRITISH, GERMAN, TOLL_FREE] = ['+441613960123', '+4930123456', '+18885550123'];
const site = readySite({ numbers: [...US].reverse().map((phoneNumber) => ({ phoneNumber, acquire: 'take' })), emergency: { ...WITH_TWO, numbers: [{ phoneNumber: GERMAN, address: null, callBack: null }] } });
const known = emergencyNumbersOf(site, [BRITISH, TOLL_FREE, US[0] ?? '']);

function done(judged: ReturnType<typeof assignAddress>): EmergencyIntent {
  if (!judged.ok) throw new Error(judged.why);
  return EmergencyIntent.parse(judged.value);
}
const why = (judged: { readonly ok: boolean; readonly why?: string }): string => judged.why ?? '';

it('the numbers of a site are those chosen, its DIDs and those with an entry, each once and in the order of their digits, with their country', () => {
  expect(known.map(({ phoneNumber, country, territory }) => [phoneNumber, country, territory])).toEqual([
    ...US.map((number) => [number, 'US', 'registers']), [TOLL_FREE, 'US', 'registers'], [BRITISH, 'GB', 'registers'], [GERMAN, 'DE', 'carries'],
  ]);
  expect(known.filter(({ entry }) => entry !== null).map(({ phoneNumber }) => phoneNumber)).toEqual([GERMAN]);
  // Nobody has listed the trunk yet.
  expect(known.every(({ onTrunk }) => onTrunk === null)).toBe(true);
});

it('a toll-free number of North America is at home in Canada as well', () => {
  expect(emergencyNumbersOf({ ...site, intent: { ...site.intent, country: 'CA' } }, [TOLL_FREE]).find(({ phoneNumber }) => phoneNumber === TOLL_FREE)?.country).toBe('CA');
});

describe('giving an address', () => {
  it('to many at once keeps what is known of their call-back, and every other number as it was', () => {
    const before = done(assignAddress(WITH_TWO, known, US.slice(0, 1), HQ.id));
    const called = saveCallBack(before, US.slice(0, 1), '100', 'Reception');
    if (!called.ok) throw new Error(called.why);
    expect(done(assignAddress(called.value, known, US, null)).numbers).toEqual([
      { phoneNumber: US[0], address: null, callBack: { extension: '100', name: 'Reception' } }, { phoneNumber: US[1], address: null, callBack: null }, { phoneNumber: US[2], address: null, callBack: null },
    ]);
  });

  it('of another country is refused, and nothing of the rest is done', () => {
    const refused = assignAddress(WITH_TWO, known, [...US, BRITISH], HQ.id);
    expect(why(refused)).toContain(BRITISH);
    expect(why(refused)).toContain('its own country');
    expect(why(assignAddress(WITH_TWO, known, US, LEEDS.id))).toContain('2 more');
  });

  it('where none is registered is refused in the words of the territory; to have none is not', () => {
    expect(why(assignAddress(WITH_TWO, known, [GERMAN], HQ.id))).toContain(TERRITORY_WORDS.carries.means);
    expect(done(assignAddress(WITH_TWO, known, [GERMAN], null)).numbers).toHaveLength(1);
  });

  it('that is not there, or to a number that the site has not, is refused', () => {
    expect(why(assignAddress(WITH_TWO, known, US, crypto.randomUUID()))).toContain('not there');
    expect(why(assignAddress(WITH_TWO, known, ['+15125559999'], HQ.id))).toContain('no number of this site');
  });

  it('leaves each number with one entry, whatever is done in whatever order', () => {
    const step = fc.record({ numbers: fc.subarray(known.map(({ phoneNumber }) => phoneNumber), { minLength: 1 }), what: fc.constantFrom<string | null>(HQ.id, LEEDS.id, null, 'leave-out') });
    fc.assert(fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let intent = WITH_TWO;
      for (const { numbers, what } of steps) {
        const judged = what === 'leave-out' ? { ok: true as const, value: leaveOut(intent, numbers) } : assignAddress(intent, known, numbers, what);
        if (!judged.ok) continue;
        intent = EmergencyIntent.parse(judged.value);
        for (const number of numbers) expect(intent.numbers.filter(({ phoneNumber }) => phoneNumber === number).map(({ address }) => address)).toEqual(what === 'leave-out' ? [] : [what]);
      }
      const byNumber = new Map<string, NumberOfSite>(known.map((number) => [number.phoneNumber, number]));
      for (const { phoneNumber, address } of intent.numbers) if (address !== null) expect(byNumber.get(phoneNumber)?.country).toBe(intent.addresses.find(({ id }) => id === address)?.country);
    }));
  });
});

describe('an address', () => {
  it('stays while numbers shall have it, and they are named', () => {
    const used = done(assignAddress(WITH_TWO, known, US, HQ.id));
    expect(why(removeAddress(used, HQ.id))).toContain(US.join(', '));
    expect(done(removeAddress(used, LEEDS.id)).addresses).toEqual([HQ]);
    expect(done(removeAddress(leaveOut(used, US), HQ.id)).addresses).toEqual([LEEDS]);
  });
});

describe('the call-back', () => {
  const used = done(assignAddress(WITH_TWO, known, US.slice(0, 1), HQ.id));
  const number = US.slice(0, 1);

  it.each([['100', 'Reception', { extension: '100', name: 'Reception' }], [' 800 ', '', { extension: '800', name: '' }], ['', '', null]])('of %j %j', (extension, name, callBack) => {
    const saved = saveCallBack(used, number, extension, name);
    expect(saved.ok && EmergencyIntent.parse(saved.value).numbers).toEqual([{ phoneNumber: US[0], address: HQ.id, callBack }]);
  });

  it.each([['reception', '', 'extension'], ['', 'Reception', 'extension'], ['100', 'x'.repeat(101), 'name'], ['100', 'a\u0000b', 'name']])('%j %j is refused at %s', (extension, name, field) => expect(saveCallBack(used, number, extension, name)).toMatchObject({ ok: false, field }));

  it('of a number that nobody gave an address is refused', () => expect(saveCallBack(used, US, '100', '')).toMatchObject({ ok: false, field: 'numbers' }));
});

describe('who calls nobody for help', () => {
  it('is kept with the reason; empty rows are left out', () => {
    const scope = readScope([{ extensions: ' 190,191 ', why: 'fax' }, { extensions: ' ', why: '' }], '200-210');
    expect(scope).toEqual({ ok: true, value: { exempt: [{ extensions: '190,191', why: 'fax' }], barred: '200-210' } });
  });

  it('which extensions are barred stays unsaid until somebody says so, and none is an answer', () => {
    expect(NO_EMERGENCY.barred).toBeNull();
    expect(readScope([], null)).toEqual({ ok: true, value: { exempt: [], barred: null } });
    expect(readScope([], ' ')).toEqual({ ok: true, value: { exempt: [], barred: '' } });
  });

  it.each([
    [[{ extensions: '190', why: '' }], '', ['exempt.why.0']], [[{ extensions: '', why: 'fax' }], '', ['exempt.extensions.0']], [[{ extensions: 'x', why: 'fax' }], 'y', ['exempt.extensions.0', 'barred']],
    [[{ extensions: '', why: '' }, { extensions: '1;2', why: 'fax' }], '', ['exempt.extensions.1']], [Array.from({ length: 101 }, (_, index) => ({ extensions: String(index), why: 'fax' })), '', ['exempt']], [[], '1'.repeat(14).concat(','.concat('1'.repeat(14)).repeat(80)), ['barred']],
  ])('is refused where it cannot be read', (exempt, barred, fields) => {
    const scope = readScope(exempt, barred);
    expect(!scope.ok && scope.fields.map(({ field }) => field)).toEqual(fields);
  });
});
