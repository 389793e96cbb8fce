import { describe, expect, test } from 'vitest';
import { checkByHand } from '../../renderer/features/site/numbers/check-by-hand.ts';
import { listWaits } from '../../renderer/features/site/numbers/checked-list.ts';
import { isMeant, offeredPickables, ownedPickables } from '../../renderer/features/site/numbers/pickable.ts';
import { judgeTyped, numbersOf } from '../../renderer/features/site/numbers/judge-typed.ts';
import { isUnsaved } from '../../renderer/features/site/left-at.ts';
import type { Typed } from '../../renderer/ui/use-form.ts';
import { originationFaults } from '../../renderer/features/site/steps/origination-faults.ts';

const AUSTIN = { phoneNumber: '+15125550142', place: 'Main desk, Austin' };

describe('filtering numbers', () => {
  test.each(['', ' ', '512', '512 555', '(512) 555-01', '+1 512', 'austin', 'DESK main', 'austin 0142', '0142 desk'])('“%s” finds the number', (typed) => {
    expect(isMeant(AUSTIN, typed)).toBe(true);
  });

  test.each(['513', '512 556', 'dallas', 'dallas 0142', 'austin 0143', '+'])('“%s” does not', (typed) => {
    expect(isMeant(AUSTIN, typed)).toBe(false);
  });

  test('digits that only the name has find it too', () => {
    expect(isMeant({ phoneNumber: '+15125550142', place: 'Room 77' }, '77')).toBe(true);
  });
});

describe('what can be chosen', () => {
  test('a number that works elsewhere can, one that is chosen cannot, and a name that only repeats the number is none', () => {
    const listed = [{ phoneNumber: '+15125550142', place: '+15125550142', note: null }, { phoneNumber: '+15125550143', place: 'Desk', note: 'is on a trunk' }, { phoneNumber: '+15125550144', place: '', note: 'is on a trunk' }];
    expect(ownedPickables(listed, [{ phoneNumber: '+15125550144', acquire: 'take' }])).toEqual([
      { phoneNumber: '+15125550142', place: '', can: true, mark: null },
      { phoneNumber: '+15125550143', place: 'Desk', can: true, mark: { shape: 'attention', words: 'is on a trunk' } },
      { phoneNumber: '+15125550144', place: '', can: false, mark: { shape: 'done', words: 'Chosen' } },
    ]);
  });

  test('a number that needs papers cannot', () => {
    expect(offeredPickables([{ phoneNumber: '+33170000001', place: 'Paris', refused: 'Papers.' }], [])).toEqual([{ phoneNumber: '+33170000001', place: 'Paris', can: false, mark: { shape: 'refused', words: 'Needs papers' } }]);
  });
});

test('without a key, pasted lines are numbers or not, and never said to be of the account', () => {
  const lines = checkByHand('512 555 0142\nx\n\n+15125550142\n+15125550143', 'US', ['+15125550143']);
  expect(lines.map(({ line, kind }) => [line, kind])).toEqual([[1, 'ready'], [2, 'bad'], [4, 'duplicate'], [5, 'chosen']]);
  expect(lines[0]?.why).toContain('Not compared');
});

test('what a Save would save is unsaved, and nothing else', () => {
  const nothing: readonly Typed[] = [{}, { 'numbers.pasted': 'x' }, { 'emergency.pasted': 'x', 'address.open': 'new' }];
  const something: readonly Typed[] = [{ 'pbx.fqdn': '' }, { 'numbers.pasted': 'x', 'trunk.edge': 'dublin' }];
  expect(nothing.map(isUnsaved)).toEqual([false, false, false]);
  expect(something.map(isUnsaved)).toEqual([true, true]);
});

test('a pasted list waits until it was looked at and nothing in it is left to choose', () => {
  const lines = [{ line: 1, text: '', phoneNumber: '+15125550142', kind: 'ready' as const, why: '' }, { line: 2, text: 'x', phoneNumber: null, kind: 'bad' as const, why: '' }];
  const checked = { text: 'a', lines, asOf: null };
  const chosen = new Set(['+15125550142']);
  expect([listWaits(undefined, null, chosen), listWaits(' ', null, chosen), listWaits('a', null, chosen), listWaits('a', checked, new Set()), listWaits('b', checked, chosen), listWaits('a', checked, chosen)]).toEqual([false, false, true, true, true, false]);
});

test('a typed number is held against the account’s list; a list of another day, or none, refuses nothing', () => {
  const owned = numbersOf([{ phoneNumber: '+15125550142', place: '', note: null }, { phoneNumber: '+15125550143', place: '', note: 'is on a trunk' }]);
  const AT = '2026-11-23T10:00:00.000Z';
  expect(judgeTyped('512 555 0142', 'US', owned, null)).toEqual({ ok: true, value: { phoneNumber: '+15125550142', warning: null } });
  expect(judgeTyped('512 555 0143', 'US', owned, null)).toMatchObject({ ok: true, value: { warning: expect.stringContaining('is on a trunk') as string } });
  expect(judgeTyped('+4930123456', 'US', owned, null)).toMatchObject({ ok: false, why: expect.stringContaining('Not a number of this account') as string });
  expect(judgeTyped('+4930123456', 'US', owned, AT)).toMatchObject({ ok: true, value: { warning: expect.stringContaining('as they were listed on') as string } });
  expect(judgeTyped('+4930123456', 'US', null, null)).toEqual({ ok: true, value: { phoneNumber: '+4930123456', warning: null } });
  expect(judgeTyped('911', 'US', null, null).ok).toBe(false);
});

test('what is wrong with where calls go is named as main names it', () => {
  const other = { url: 'sip:backup.example.com', weight: '10', priority: '20' };
  expect([...originationFaults({ weight: '0', priority: '10', others: [other, { ...other, url: ' SIP:backup.example.com', priority: '' }] }, null).keys()]).toEqual(['origination.weight', 'origination.url.1', 'origination.priority.1']);
  expect(originationFaults({ weight: '10', priority: '0', others: [other] }, null).size).toBe(0);
  // The PBX itself is no other place, by whatever transport; on another port it may be.
  const places = ['sip:PBX.example.com', 'sip:pbx.example.com:5061;transport=tls', 'sip:pbx.example.com;transport=tcp', 'sip:pbx.example.com:5080', 'sip:pbx2.example.com'];
  expect([...originationFaults({ weight: '10', priority: '10', others: places.map((url) => ({ ...other, url })) }, 'sip:pbx.example.com;transport=tls').keys()]).toEqual(['origination.url.0', 'origination.url.1', 'origination.url.2']);
});
