// What a person said of an emergency address, and what becomes of it when the site shall have another one.
import { describe, expect, it } from 'vitest';
import { changeEmergency } from '../../../domain/emergency/change-emergency.ts';
import { registrationFacts } from '../../../domain/emergency/coverage-registration.ts';
import { emergencyPlan } from '../../../domain/emergency/registration.ts';
import { toTwilio } from '../../../domain/emergency/secondary.ts';
import type { EmergencyAddress, EmergencyIntent, ReportedRegistration } from '../../../domain/site/emergency-record.ts';
import { type Site, withoutSecrets } from '../../../domain/site/record.ts';
import { readySite, STAMP } from '../make-site.ts';
import { entered, TYPED } from './address-kit.ts';
import { EmergencyModel } from './emergency-model.ts';

const PHONES = ['+15125550100', '+15125550101'] as const;
const [FIRST] = PHONES;
const HQ = entered(TYPED.US);
const LAB: EmergencyAddress = { ...HQ, id: crypto.randomUUID(), friendlyName: 'Lab', street: '700 Harrison St' };

/** Both numbers are registered with the first address. */
function registered(): EmergencyModel {
  const model = new EmergencyModel(PHONES, [HQ, LAB]);
  for (const phone of PHONES) model.assign(phone, HQ.id);
  model.submit();
  for (const number of model.numbers) model.settle(number, true);
  model.pass(20_000);
  model.read();
  return model;
}
const agreeToAll = (model: EmergencyModel): void => { for (const { names } of model.plan().questions) model.agree(names); };
const taking = (model: EmergencyModel): readonly string[] => model.plan().actions.map(({ id }) => id).filter((id) => id.startsWith('clear'));

describe('a yes to taking an address off', () => {
  it('is for just what was asked: another wish is asked about anew, and nothing comes off before', () => {
    for (const then of [(model: EmergencyModel) => model.assign(FIRST, null), (model: EmergencyModel) => model.edit(LAB.id, { street: '701 Harrison St' })]) {
      const model = registered();
      model.assign(FIRST, LAB.id);
      agreeToAll(model);
      expect(taking(model)).toEqual([`clear-emergency-address ${FIRST}`]);
      then(model);
      expect(taking(model)).toEqual([]);
      expect(model.plan().questions).toHaveLength(1);
    }
  });

  it('does not wait for a later day: where the number keeps its address after all, the next change asks again', () => {
    const model = registered();
    for (const back of [HQ.id, null]) {
      model.assign(FIRST, LAB.id);
      agreeToAll(model);
      model.assign(FIRST, back);
      model.assign(FIRST, LAB.id);
      expect(taking(model)).toEqual([]);
      expect(model.plan().questions).toHaveLength(1);
    }
    model.assign(FIRST, LAB.id);
    agreeToAll(model);
    model.intend({ numbers: [] });
    for (const phone of PHONES) model.assign(phone, phone === FIRST ? LAB.id : HQ.id);
    expect(taking(model)).toEqual([]);
  });

  it('of somebody else’s address falls away with the wish', () => {
    const model = registered();
    const [number] = model.numbers;
    if (number) model.byConsole(number, model.foreignAddress({ ...toTwilio(HQ), street: '9 Old Rd' }));
    model.pass(20_000);
    model.read();
    agreeToAll(model);
    expect(taking(model)).toHaveLength(1);
    model.intend({ numbers: model.site.intent.emergency.numbers.filter(({ phoneNumber }) => phoneNumber !== FIRST) });
    model.assign(FIRST, HQ.id);
    expect(taking(model)).toEqual([]);
  });

  it('stays where the wish stays: for the other numbers, and when the place only gets another name', () => {
    const model = registered();
    for (const phone of PHONES) model.assign(phone, LAB.id);
    agreeToAll(model);
    model.edit(LAB.id, { friendlyName: 'Laboratory', extensions: '100-119', confirmedBy: 'Ana' });
    expect(taking(model)).toHaveLength(2);
    model.assign(FIRST, HQ.id);
    expect(taking(model)).toEqual([`clear-emergency-address ${PHONES[1]}`]);
  });
});

describe('what was seen in the Console', () => {
  const site = (...reports: readonly Pick<ReportedRegistration, 'phoneNumber' | 'state' | 'address'>[]): Site => {
    const base = readySite({ account: { kind: 'by-hand' } });
    return {
      ...base, intent: { ...base.intent, emergency: { ...base.intent.emergency, addresses: [HQ, LAB], numbers: PHONES.map((phoneNumber) => ({ phoneNumber, address: HQ.id, callBack: null })) } },
      observed: { ...base.observed, emergencyReported: reports.map((report) => ({ source: 'reported', ...STAMP, ...report })) },
    };
  };
  const withAddress = ({ intent }: Site, change: Partial<EmergencyAddress>): EmergencyIntent => ({ ...intent.emergency, addresses: [{ ...HQ, ...change }, LAB] });
  const reports = [{ phoneNumber: PHONES[0], state: 'registered', address: HQ.id }, { phoneNumber: PHONES[1], state: 'registered', address: LAB.id }] as const;

  it('of an address is of the place as it was then: the number still has that, and a person is told to take it off', () => {
    const before = site(...reports);
    const after = changeEmergency(before, withAddress(before, { street: '200 Harrison St' }), STAMP, crypto.randomUUID());
    expect(after.observed.emergencyReported).toMatchObject([{ phoneNumber: PHONES[0], state: 'registered', address: null, was: expect.stringContaining(HQ.street) }, reports[1]]);
    const standing = emergencyPlan(withoutSecrets(after), Date.parse(STAMP.at)).numbers.get(PHONES[0]);
    expect(standing).toMatchObject({ kind: 'for-person', why: expect.stringContaining(`“${HQ.street}`), shown: { address: expect.stringContaining(HQ.street) }, next: expect.stringMatching(/take that one off.*unregistered.*add the new one/) });
    const { registered, expected } = registrationFacts(after, new Map(standing === undefined ? [] : [[PHONES[0], standing]]))(PHONES[0]);
    expect(registered.state).toBe('missing');
    expect(registered.words).toContain(HQ.street);
    expect(expected).toBeNull();
  });
  it('of nothing yet is for a person to do: nobody is told that Trunkbook submits it', () => {
    const before = site();
    const { numbers } = emergencyPlan(withoutSecrets(before), Date.parse(STAMP.at));
    const { registered } = registrationFacts(before, numbers)(PHONES[0]);
    expect(registered.todo).toContain('in the Twilio Console');
    expect(`${registered.words} ${registered.todo}`).not.toContain('submit');
  });
  it('stays where only its name, its phones or the numbers that shall have it change', () => {
    const before = site(...reports);
    for (const emergency of [withAddress(before, { friendlyName: 'Front', extensions: '100' }), { ...before.intent.emergency, numbers: [] }]) {
      expect(changeEmergency(before, emergency, STAMP, crypto.randomUUID()).observed.emergencyReported).toEqual(before.observed.emergencyReported);
    }
  });
  it('of numbers without an address stays', () => {
    const before = site({ phoneNumber: PHONES[0], state: 'unregistered', address: null });
    expect(changeEmergency(before, withAddress(before, { street: '200 Harrison St' }), STAMP, crypto.randomUUID()).observed.emergencyReported).toHaveLength(1);
  });
});
