// One keystroke copies an address one floor up: a form for a person to look over, never a wrong door.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NOTHING_TYPED, readTypedAddress, type TypedAddress } from '../../../domain/emergency/entry.ts';
import { nameKey } from '../../../domain/emergency/names.ts';
import { floorAbove, nextFloor } from '../../../domain/emergency/next-floor.ts';
import { anyAddress, entered, TYPED } from './address-kit.ts';

const above = (change: Partial<TypedAddress>): TypedAddress => nextFloor(entered({ ...TYPED.US, suite: '', ...change }));

it.each([
  ['2', '3'], ['2nd', '3rd'], ['3rd', '4th'], ['10th', '11th'], ['11th', '12th'], ['20th', '21st'], ['2ND', '3RD'], ['Ground', '1'], ['G', '1'], ['g', '1'], ['0', '1'], ['B2', 'B1'], ['b3', 'b2'], ['B1', 'Ground'], ['Basement', 'Ground'], ['-2', '-1'], ['-1', '0'],
  ['12A', '13A'], ['09', '10'], ['02', '03'], ['L3', 'L4'], ['Second', 'Third'], ['9 East', '10 East'],
])('above floor %s is %s', (floor, next) => expect(floorAbove(floor)).toBe(next));

it.each(['Mezzanine', 'Roof', '', '123456', 'Twelfth'])('above %j nobody can say what is, and it stays empty', (floor) => {
  expect(floorAbove(floor)).toBeNull();
  expect(above({ floor, friendlyName: 'Annex' }).floor).toBe('');
});

it.each([
  ['HQ floor 2', '2', 'HQ floor 3'], ['HQ Fl 2', '2', 'HQ Fl 3'], ['2nd floor east', '2nd', '3rd floor east'], ['Building 2', '2', 'Building 2 floor 3'], ['Building 2 floor 2', '2', 'Building 2 floor 3'], ['HQ', '2', 'HQ floor 3'], ['Floor 12', '2', 'Floor 12 floor 3'],
  ['HQ', '', 'HQ 2'], ['x'.repeat(32), '2', `${'x'.repeat(24)} floor 3`],
])('“%s” on floor “%s” becomes “%s”', (friendlyName, floor, expected) => expect(above({ friendlyName, floor }).friendlyName).toBe(expected));

it('a name that is there already gets a number', () => {
  const second = entered({ ...TYPED.US, friendlyName: 'HQ floor 2' });
  const third = entered({ ...TYPED.US, friendlyName: 'HQ floor 3' });
  expect(nextFloor(second, [second, third]).friendlyName).toBe('HQ floor 3 2');
});

it('suites and rooms are not guessed: nobody can count which one it is upstairs', () => expect(above({ suite: '200', room: '204', floor: '2' })).toMatchObject({ floor: '3', suite: '', room: '' }));

it('what belongs to one place alone is not copied, nor who confirmed it; the rest is', () => {
  const from = entered({ ...TYPED.US, extensions: '100-119', shows: '+14155550142', confirmedBy: 'Sam Doe' });
  expect(nextFloor(from)).toMatchObject({ extensions: '', shows: '', confirmedBy: '', street: from.street, city: from.city, customerName: from.customerName });
});

it('of an address that entry accepts, the next floor is accepted too, under a name of its own, however often', () => {
  fc.assert(fc.property(anyAddress, fc.integer({ min: 1, max: 6 }), (address, times) => {
    const all = [address];
    for (let time = 0; time < times; time += 1) {
      const typed = nextFloor(all.at(-1) ?? address, all);
      const read = readTypedAddress(typed, all);
      expect(read.ok ? [] : read.fields).toEqual([]);
      all.push(entered(typed, all));
    }
    expect(new Set(all.map(({ friendlyName }) => nameKey(friendlyName))).size).toBe(all.length);
  }));
});

it('of an address that somebody else wrote, in whatever signs, it is a form all the same', () => {
  expect(nextFloor({ ...entered(TYPED.US), ...NOTHING_TYPED, shows: null, secondary: [] }).friendlyName).not.toBe('');
  expect(nextFloor({ ...entered(TYPED.US), friendlyName: 'HQ floor 2(', secondary: [{ kind: 'floor', value: '2(' }] })).toMatchObject({ friendlyName: 'HQ floor 3(', floor: '3(' });
});
