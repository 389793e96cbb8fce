// What the answer to a question about an address does: a no keeps what the number has, or opens what is to be mended; a yes is for what was asked. And what is said where nothing is to be kept.
import { describe, expect, it } from 'vitest';
import { toTwilio } from '../../../domain/emergency/secondary.ts';
import type { EmergencyModel } from './emergency-model.ts';
import { agreeToAll, PHONES, place, settleAll, site } from './registration-kit.ts';

const [FIRST] = PHONES;
const only = (model: EmergencyModel) => {
  const { questions } = model.plan();
  expect(questions).toHaveLength(1);
  return questions[0];
};
function settled(settle: (model: EmergencyModel) => void): { readonly model: EmergencyModel; readonly id: string } {
  const { model, addresses } = site('1 Main St');
  model.submit();
  settle(model);
  model.pass(20_000);
  model.read();
  return { model, id: addresses[0]?.id ?? '' };
}
const registered = () => settled(settleAll);
const failed = () => settled((model) => { for (const number of model.numbers) model.settle(number, false); });

describe('a no', () => {
  it('to another address of the site assigns the one that is on the number, and nothing is asked any more', () => {
    const { model, id } = registered();
    const other = place('9 Main St');
    model.intend({ addresses: [...model.site.intent.emergency.addresses, other] });
    model.assign(FIRST, other.id);
    const { instead } = only(model) ?? {};
    expect(instead).toEqual({ do: 'assign', numbers: [FIRST], address: id, sid: null });
    model.assign(FIRST, id);
    expect(model.plan()).toMatchObject({ questions: [], actions: [] });
  });

  it('to other words of the same address opens that address: what is on the number is none of the site’s any more', () => {
    const { model, id } = registered();
    model.edit(id, { street: '9 Main St' });
    expect(only(model)).toMatchObject({ no: expect.stringContaining('Edit'), instead: { do: 'edit', address: id } });
  });

  it('to somebody else’s address coming off chooses and assigns it', () => {
    const { model } = registered();
    const [number] = model.numbers;
    const sid = model.foreignAddress({ ...toTwilio(place('7 Old Rd')) });
    if (number) model.byConsole(number, sid);
    model.pass(20_000);
    model.read();
    expect(only(model)?.instead).toEqual({ do: 'assign', numbers: [FIRST], address: null, sid });
  });

  it('to trying again what could not be registered opens the address that is to be corrected', () => {
    const { model, id } = failed();
    expect(only(model)).toMatchObject({ no: expect.stringContaining('Correct'), instead: { do: 'edit', address: id } });
  });

  it('never keeps what could not be registered', () => {
    const { model, id } = failed();
    model.edit(id, { street: '9 Main St' });
    expect(only(model)?.what).toContain('could not register');
    expect(only(model)?.instead).toBeUndefined();
  });
});

it('a yes to taking an address off that Twilio then failed to take off is for nothing any more where the number was given an address again since', () => {
  const { model, id } = registered();
  const [number] = model.numbers;
  if (!number) throw new Error('a number');
  model.assign(FIRST, null);
  agreeToAll(model);
  model.submit();
  model.assign(FIRST, id);
  model.settle(number, false);
  model.pass(60_000);
  model.submit();
  expect(model.worked.filter((what) => what.startsWith('clear'))).toHaveLength(1);
  expect(model.plan()).toMatchObject({ actions: [], questions: [{ what: expect.stringContaining('failed to take'), names: [expect.stringContaining(number.sid)] }] });
});

it('an address that could not be registered is marked, and when the next one is refused nobody is told that the number keeps it', () => {
  const { model, id } = failed();
  expect(model.plan().addresses.get(id)).toMatchObject({ kind: 'accepted', failed: true });
  model.edit(id, { street: 'Bad 9 Main St' });
  model.submit();
  const standing = model.plan().numbers.get(FIRST);
  expect(standing).toMatchObject({ kind: 'for-person', why: expect.stringContaining('could not be registered'), shown: { address: null } });
  expect(standing).not.toMatchObject({ why: expect.stringContaining('keeps') });
});
