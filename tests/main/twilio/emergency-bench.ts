import { expect } from 'vitest';
import { numbersToAsk } from '../../../domain/emergency/keep-emergency.ts';
import { emergencyPlan, type EmergencyPlan } from '../../../domain/emergency/registration.ts';
import { addressKey } from '../../../domain/emergency/same-address.ts';
import { toTwilio } from '../../../domain/emergency/secondary.ts';
import type { NumberStanding } from '../../../domain/emergency/standing.ts';
import type { EmergencyAddress, EmergencyIntent } from '../../../domain/site/emergency-record.ts';
import { type AccountChoice, type Evidence, withoutSecrets } from '../../../domain/site/record.ts';
import { accountKey } from '../../../domain/site/account-key.ts';
import { EMERGENCY_MINUTES, emergencyAddress, emergencyState } from '../../../main/practice/emergency.ts';
import type { PhoneNumber } from '../../../main/practice/world-data.ts';
import { PracticeWorld } from '../../../main/practice/world.ts';
import type { ApplyPorts, Outcome } from '../../../main/twilio/apply.ts';
import { submitEmergency } from '../../../main/twilio/submit-emergency.ts';
import { STAMP } from '../../domain/make-site.ts';
import { Bench, type Run } from './harness.ts';

/** Two places: one on a floor, one without. */
export function entered(of: EmergencyBench, ...streets: readonly string[]): { readonly bench: EmergencyBench; readonly hq: EmergencyAddress; readonly lab: EmergencyAddress } {
  const bench = of.copy();
  const [hq, lab] = [place({ street: streets[0] ?? '1 Main St' }), place({ street: streets[1] ?? '2 Oak Ave', friendlyName: 'Lab', secondary: [] })];
  // The first number is in HQ, the others in the lab.
  bench.assign(hq, lab, lab);
  return { bench, hq, lab };
}

/** The same, and all is registered. */
export async function registered(of: EmergencyBench): Promise<ReturnType<typeof entered>> {
  const made = entered(of);
  await made.bench.submitAndSettle();
  await made.bench.expectWhole([made.hq, made.lab]);
  return made;
}

/** So long the practice account takes at most for anything of emergency calling in the United States, in milliseconds. */
const SETTLED = Math.max(EMERGENCY_MINUTES.US.register, EMERGENCY_MINUTES.US.unregister) * 60_000;

export function place(change: Partial<EmergencyAddress> = {}): EmergencyAddress {
  return {
    id: crypto.randomUUID(), chosen: null, friendlyName: 'HQ floor 2', customerName: 'Lakeside Dental', street: '1 Main St', secondary: [{ kind: 'floor', value: '2' }], city: 'Austin', region: 'TX', postalCode: '78701', country: 'US', extensions: '', shows: null, confirmedBy: 'Pat Owner',
    ...change,
  };
}

/** A laptop with a site whose trunk is set up, before the practice account. Waiting lets the clock of both go on. */
export class EmergencyBench extends Bench {
  #ahead = 0;
  /** How often something that is shown as registered was held against the account: after each reading, and whatever goes into the ledger. */
  shown = 0;
  /** Somebody else is at work there at the same time: what is shown may be behind until the next look. */
  othersAtWork = false;

  /** The trunk of a site with so many numbers is set up, and the terms are confirmed. */
  static async ready(numbers = 3): Promise<EmergencyBench> {
    const bench = new EmergencyBench();
    const owned = bench.world.addOwnedNumbers(numbers);
    bench.intend({ numbers: owned.map(({ phoneNumber }) => ({ phoneNumber, acquire: 'take' })) });
    expect(await bench.setUp()).toEqual({ kind: 'done' });
    bench.sayTerms();
    bench.pass(60_000);
    return bench;
  }

  copy(): EmergencyBench {
    const other = new EmergencyBench();
    other.world = PracticeWorld.from(this.world.toJSON());
    other.site = structuredClone(this.site);
    other.#ahead = this.#ahead;
    return other;
  }

  override now(): number {
    return Date.now() + this.#ahead;
  }

  protected override wait(milliseconds: number): void {
    super.wait(milliseconds);
    this.#ahead += milliseconds;
  }

  /** Time passes, for the laptop and for Twilio. */
  pass(milliseconds: number): void {
    this.#ahead += milliseconds;
  }

  /** As long as Twilio takes for anything that is under way. */
  settle(): void {
    this.pass(SETTLED);
  }

  /** The site's numbers as they are at Twilio. */
  get numbers(): readonly PhoneNumber[] {
    return this.site.intent.numbers.map(({ phoneNumber }) => { const there = this.world.data.numbers.find((one) => one.phoneNumber === phoneNumber); if (!there) throw new Error(`${phoneNumber} is gone`); return there; });
  }

  sayTerms(account: AccountChoice = this.site.intent.account): void {
    const entry: Evidence = { id: crypto.randomUUID(), ...STAMP, kind: 'step-done', step: 'emergency-twilio.terms', source: 'reported', note: '', values: { who: 'Pat Owner', authority: 'owner', account: accountKey(account) } };
    this.site = { ...this.site, evidence: [...this.site.evidence, entry] };
  }

  want(change: Partial<EmergencyIntent>): void {
    this.intend({ emergency: { ...this.site.intent.emergency, ...change } });
  }

  /** The site's numbers shall have these addresses, in order; null: none. */
  assign(...addresses: readonly (EmergencyAddress | null)[]): void {
    const all = new Map([...this.site.intent.emergency.addresses, ...addresses.filter((one) => one !== null)].map((one) => [one.id, one]));
    this.want({ addresses: [...all.values()], numbers: addresses.map((address, index) => ({ phoneNumber: this.site.intent.numbers[index]?.phoneNumber ?? '', address: address?.id ?? null, callBack: null })) });
  }

  edit({ id }: EmergencyAddress, change: Partial<EmergencyAddress>): void {
    this.want({ addresses: this.site.intent.emergency.addresses.map((address) => (address.id === id ? { ...address, ...change } : address)) });
  }

  /** A person says yes to all that is asked. Returns how many questions there were. */
  agree(): number {
    const { questions } = this.plan();
    this.intend({ agreed: [...this.site.intent.agreed, ...questions.flatMap(({ names }) => names)] });
    return questions.length;
  }

  plan(): EmergencyPlan {
    return emergencyPlan(withoutSecrets(this.site), this.now());
  }

  /** Where the site's numbers stand, by the plan. */
  standings(): readonly (NumberStanding | undefined)[] {
    const { numbers } = this.plan();
    return this.site.intent.numbers.map(({ phoneNumber }) => numbers.get(phoneNumber));
  }

  kinds(): readonly (string | undefined)[] {
    return this.standings().map((standing) => standing?.kind);
  }

  /** Where they really are. */
  states(): readonly string[] {
    return this.numbers.map((number) => emergencyState(number, this.world.timeAt(this.now())));
  }

  /** Streets of the addresses at Twilio, with what stands in their second line. */
  streets(): readonly string[] {
    return this.world.data.addresses.map(({ street, streetSecondary }) => `${street}, ${streetSecondary ?? ''}`).toSorted();
  }

  async submit(options: Run = {}): Promise<Outcome> {
    const { observeEmergency, ...ports } = await this.ports(options);
    return submitEmergency({ ...ports, observe: observeEmergency });
  }

  /** Submits, and lets Twilio come to an end with it. */
  async submitAndSettle(options: Run = {}): Promise<Outcome> {
    const outcome = await this.submit(options);
    this.settle();
    await this.submit();
    return outcome;
  }

  protected override async ports(options: Run): Promise<ApplyPorts> {
    const { record, observeEmergency, ...ports } = await super.ports(options);
    return {
      ...ports,
      record: async (entries) => { await record(entries); if (!this.othersAtWork) this.expectHonest(); },
      observeEmergency: async (answer, account, stamp) => { await observeEmergency(answer, account, stamp); if (!this.othersAtWork) this.expectHonest(); },
    };
  }

  /** What is shown as registered is registered, with an address that says just what the number's says. */
  expectHonest(): void {
    const { emergency } = this.site.intent;
    for (const [phoneNumber, standing] of this.plan().numbers) {
      if (standing.kind !== 'registered') continue;
      const there = this.world.data.numbers.find((one) => one.phoneNumber === phoneNumber);
      const time = this.world.timeAt(this.now());
      expect(there && emergencyState(there, time), `${phoneNumber} is shown as registered`).toBe('registered');
      const on = this.world.data.addresses.find(({ sid }) => there !== undefined && sid === emergencyAddress(there, time));
      const wanted = emergency.addresses.find(({ id }) => id === emergency.numbers.find((one) => one.phoneNumber === phoneNumber)?.address);
      expect(on && addressKey({ ...on, streetSecondary: on.streetSecondary ?? '', country: on.isoCountry })).toBe(wanted && addressKey(toTwilio(wanted)));
      this.shown += 1;
    }
  }

  /** At rest: all that the site shall have is registered, nothing waits, nothing is asked, and asking again sends nothing. */
  async expectWhole(addresses: readonly EmergencyAddress[]): Promise<void> {
    expect(this.kinds()).toEqual(numbersToAsk(this.site, this.world.data.account.sid).map(() => 'registered'));
    expect(this.plan()).toMatchObject({ actions: [], questions: [], found: [], settling: false, unread: false });
    expect(this.streets()).toEqual(addresses.map((one) => `${one.street}, ${toTwilio(one).streetSecondary}`).toSorted());
    const { worked } = this;
    expect(await this.submit()).toEqual({ kind: 'done' });
    expect(this.worked).toBe(worked);
    expect(this.shown).toBeGreaterThan(0);
  }
}
