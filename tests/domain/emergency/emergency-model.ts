// The least of Twilio's emergency side that a plan can be applied to, with a site that works on it: whatever is sent is held against what may be.
import { changeEmergency } from '../../../domain/emergency/change-emergency.ts';
import type { EmergencyAnswer } from '../../../domain/emergency/keep-emergency.ts';
import { keepEmergency, matters, numbersToAsk } from '../../../domain/emergency/keep-emergency.ts';
import { emergencyPlan, type EmergencyPlan } from '../../../domain/emergency/registration.ts';
import { addressKey } from '../../../domain/emergency/same-address.ts';
import { toTwilio } from '../../../domain/emergency/secondary.ts';
import type { EmergencyAddress, EmergencyState, TwilioAddress } from '../../../domain/site/emergency-record.ts';
import { type Evidence, type LedgerEntry, type Site, type TwilioSnapshot, withoutSecrets } from '../../../domain/site/record.ts';
import { type Action, parentOf, type Reference, subjectOf } from '../../../domain/trunk/actions.ts';
import { readySite, STAMP } from '../make-site.ts';
import { bareTrunk } from '../trunk/twilio-model.ts';

export const ACCOUNT = `AC${'a'.repeat(32)}`;
export const TRUNK = `TK${'1'.repeat(32)}`;
export const START = Date.parse(STAMP.at);

/** How a call ends: answered, done or not without an answer, or not sent at all. */
export type Fate = 'answered' | 'lost-done' | 'lost-undone' | 'not-sent';

interface NumberThere {
  readonly sid: string;
  readonly phoneNumber: string;
  trunkSid: string | null;
  state: EmergencyState;
  addressSid: string | null;
  /** What readings show until they have caught up with Twilio's own change. */
  before?: { readonly until: number; readonly state: EmergencyState; readonly addressSid: string | null };
}

/** What a street's first word makes of an address. */
const VERDICTS: Readonly<Record<string, number>> = { Near: 21629, Bad: 21628, Odd: 21238 };

export class EmergencyModel {
  /** The laptop's clock. */
  now = START + 60_000;
  /** How far behind Twilio's readings are of what it was just asked to do. */
  lag = 0;
  /** How Twilio lists an address that it took. */
  listedAs: (address: TwilioAddress) => TwilioAddress = (address) => address;
  /** What no clock shows: how much time has really passed. */
  #passed = 0;
  site: Site;
  readonly addresses = new Map<string, { address: TwilioAddress; enabled: boolean; listedFrom?: number }>();
  readonly numbers: NumberThere[];
  /** What was wrong with something that was sent; a test wants none. */
  readonly wrongs: string[] = [];
  /** Calls that Twilio worked on, as `what thing`. */
  readonly worked: string[] = [];
  /** What a person said yes to: the address that may come off, by number, what the number shall have instead, and how many times still. */
  readonly #consents = new Map<string, { readonly addressSid: string | null; readonly wish: string; left: number }>();
  readonly #refused = new Set<string>();
  readonly #mine = new Set<string>();
  #next = 0;

  constructor(phoneNumbers: readonly string[], addresses: readonly EmergencyAddress[]) {
    this.numbers = phoneNumbers.map((phoneNumber) => ({ sid: this.sid('PN'), phoneNumber, trunkSid: TRUNK, state: 'unregistered', addressSid: null }));
    const ready = readySite({ numbers: phoneNumbers.map((phoneNumber) => ({ phoneNumber, acquire: 'take' as const })), agreed: [`use ${TRUNK}`] });
    this.site = { ...ready, intent: { ...ready.intent, emergency: { ...ready.intent.emergency, addresses: [...addresses] } } };
    this.readTrunk();
    this.sayTerms(true);
  }

  sid(prefix: string): string {
    this.#next += 1;
    return prefix + this.#next.toString(16).padStart(32, '0');
  }

  /** Time passes, or where it is negative the clock is put back, which takes a moment too. */
  pass(milliseconds: number): void {
    this.now += milliseconds;
    this.#passed += milliseconds > 0 ? milliseconds : 10_000;
  }

  get stamp(): { readonly at: string; readonly who: string; readonly device: string } {
    return { ...STAMP, at: new Date(this.now).toISOString() };
  }

  plan(): EmergencyPlan {
    return emergencyPlan(withoutSecrets(this.site), this.now);
  }

  /** The account as a set-up last read it: one trunk with all the numbers. */
  readTrunk(): void {
    const phoneNumbers = this.numbers.filter(({ trunkSid }) => trunkSid === TRUNK).map(({ sid, phoneNumber }) => ({ sid, phoneNumber }));
    const trunk = bareTrunk({ sid: TRUNK, domainName: `${this.site.intent.trunk.domainLabel ?? ''}.pstn.twilio.com`, parts: { accessLists: [], credentialLists: [], originationUrls: [], phoneNumbers } });
    const value: TwilioSnapshot = {
      accountSid: ACCOUNT, account: null, accessLists: [], credentialLists: [], trunks: [trunk], askedNumbers: this.numbers.map(({ phoneNumber }) => phoneNumber),
      numbers: this.numbers.map(({ sid, phoneNumber, trunkSid, state }) => ({ sid, phoneNumber, trunkSid, hasVoiceUrl: false, emergency: state })),
    };
    this.site = { ...this.site, observed: { ...this.site.observed, twilio: { source: 'api', ...this.stamp, account: this.site.intent.account, value } } };
  }

  sayTerms(confirmed: boolean): void {
    const entry: Evidence = confirmed
      ? { id: crypto.randomUUID(), ...this.stamp, kind: 'step-done', step: 'emergency-twilio.terms', source: 'reported', note: '', values: { who: 'Pat Owner', authority: 'owner', account: 'practice' } }
      : { id: crypto.randomUUID(), ...this.stamp, kind: 'step-reopened', step: 'emergency-twilio.terms', note: '' };
    this.site = { ...this.site, evidence: [...this.site.evidence, entry] };
  }

  intend(change: Partial<Site['intent']['emergency']>): void {
    this.site = changeEmergency(this.site, { ...this.site.intent.emergency, ...change }, this.stamp, crypto.randomUUID());
  }

  assign(phoneNumber: string, address: string | null): void {
    const others = this.site.intent.emergency.numbers.filter((one) => one.phoneNumber !== phoneNumber);
    this.intend({ numbers: [...others, { phoneNumber, address, callBack: null }] });
  }

  edit(id: string, change: Partial<EmergencyAddress>): void {
    this.intend({ addresses: this.site.intent.emergency.addresses.map((address) => (address.id === id ? { ...address, ...change } : address)) });
  }

  /** A person says yes to a question of the plan; only what it names may happen then. */
  agree(names: readonly string[]): void {
    this.site = { ...this.site, intent: { ...this.site.intent, agreed: [...this.site.intent.agreed, ...names] } };
    for (const name of names) {
      const [verb, sid, on] = name.split(' ');
      // Once, and once more where Twilio fails to do it.
      if (verb === 'take' && sid) this.#consents.set(sid, { addressSid: on?.startsWith('AD') ? on : null, wish: this.#wishOf(sid), left: 2 });
    }
  }

  /** What a number shall have now, in Twilio's words. */
  #wishOf(sid: string): string {
    const { numbers, addresses } = this.site.intent.emergency;
    const entry = numbers.find(({ phoneNumber }) => phoneNumber === this.numbers.find((number) => number.sid === sid)?.phoneNumber);
    const address = addresses.find(({ id }) => id === entry?.address);
    return address === undefined ? 'none' : addressKey(toTwilio(address));
  }

  /** Twilio as it is now, seen by the site. @param only numbers, where not all are looked at */
  answer(only: readonly string[] | null = null): EmergencyAnswer {
    const asked = only ?? numbersToAsk(this.site, ACCOUNT);
    const numbers = asked.map((phoneNumber) => {
      const there = this.numbers.find((one) => one.phoneNumber === phoneNumber);
      const shown = there?.before && this.#passed < there.before.until ? there.before : there;
      return { phoneNumber, sid: there?.sid ?? null, trunkSid: there?.trunkSid ?? null, state: shown?.state ?? null, addressSid: shown?.addressSid ?? null };
    });
    const isWanted = matters(this.site, ACCOUNT, numbers);
    const addresses = [...this.addresses].filter(([, { listedFrom = 0 }]) => this.#passed >= listedFrom).map(([sid, { address, enabled }]) => ({ sid, address: this.listedAs(address), emergencyEnabled: enabled, validated: true })).filter(isWanted);
    return { accountSid: ACCOUNT, addresses, numbers, whole: only === null };
  }

  read(only: readonly string[] | null = null): void {
    const { stamp } = this;
    this.site = keepEmergency(this.site, this.answer(only), this.site.intent.account, stamp, this.now);
  }

  record(...entries: readonly LedgerEntry[]): void {
    this.site = { ...this.site, ledger: [...this.site.ledger, ...entries] };
  }

  /** Reads, notes what was found, plans and does, until nothing is left that can be done now. @param fate of each call, asked in turn; false: the laptop dies there */
  submit(fate: (action: Action) => Fate | 'died' = () => 'answered'): void {
    for (let round = 0, looks = 0; round < 6;) {
      this.read();
      for (const { call, sid } of this.plan().found) this.record({ id: crypto.randomUUID(), ...this.stamp, kind: 'found', call, sid });
      const { actions, settling } = this.plan();
      if (actions.length === 0) {
        if (!settling || looks > 20) return;
        looks += 1;
        this.pass(1000);
        continue;
      }
      round += 1;
      const sids = new Map<string, string>();
      for (const action of actions) {
        if (action.needs.some((need) => !sids.has(need))) continue;
        this.pass(150);
        const end = this.#call(action, sids, fate(action));
        if (end === 'died' || end === 'stopped') return;
      }
    }
  }

  #call(action: Action, sids: Map<string, string>, fate: Fate | 'died'): 'on' | 'died' | 'stopped' {
    const { work } = action;
    const call = crypto.randomUUID();
    const sidOf = (reference: Reference | null): string | null => (reference === null ? null : reference.kind === 'sid' ? reference.sid : sids.get(reference.action) ?? null);
    this.record({
      id: call, ...this.stamp, kind: 'call', accountSid: ACCOUNT, action: action.id, resource: action.resource, effect: action.effect, target: sidOf(subjectOf(work)), parent: sidOf(parentOf(work)), naturalKey: action.naturalKey, secretRevision: null,
    }, ...(work.do === 'create-emergency-address' ? [{ id: crypto.randomUUID(), ...this.stamp, kind: 'address' as const, call, as: 'entered' as const, address: work.address }] : []));
    if (fate === 'died') return 'died';
    const after = { call, ...this.stamp };
    if (fate === 'not-sent') {
      this.record({ id: crypto.randomUUID(), ...after, kind: 'refused', code: 'network', twilioCode: null, sentence: 'No network.' });
      return 'stopped';
    }
    if (fate === 'lost-undone') return 'on';
    const end = this.#work(action, sidOf);
    if (fate === 'lost-done') return 'on';
    if (typeof end === 'number') {
      if (work.do === 'create-emergency-address') this.#refused.add(addressKey(work.address));
      const suggested: readonly LedgerEntry[] = end === 21629 && work.do === 'create-emergency-address'
        ? [{ id: crypto.randomUUID(), ...after, kind: 'address', as: 'suggested', address: { ...work.address, street: work.address.street.replace('Near', 'Right'), streetSecondary: '' } }] : [];
      this.record({ id: crypto.randomUUID(), ...after, kind: 'refused', code: 'invalid', twilioCode: end, sentence: 'Refused.' }, ...suggested);
      return 'on';
    }
    sids.set(action.id, end);
    this.record({ id: crypto.randomUUID(), ...after, kind: 'done', sid: end }, ...(work.do === 'create-emergency-address' ? [{ id: crypto.randomUUID(), ...after, kind: 'address' as const, as: 'accepted' as const, address: work.address }] : []));
    return 'on';
  }

  /** What Twilio makes of a call: the SID, or the code of its refusal. */
  #work({ work, id }: Action, sidOf: (reference: Reference | null) => string | null): string | number {
    const wrong = (what: string): void => { this.wrongs.push(`${id}: ${what}`); };
    if (!this.plan().terms.confirmed) wrong('without the terms');
    this.worked.push(id);
    switch (work.do) {
      case 'create-emergency-address': {
        const key = addressKey(work.address);
        if ([...this.addresses.values()].some(({ address, enabled }) => enabled && addressKey(this.listedAs(address)) === key)) wrong('the account has it already');
        if (this.#refused.has(key)) wrong('was refused before');
        const code = VERDICTS[work.address.street.split(' ')[0] ?? ''];
        if (code !== undefined) return code;
        const sid = this.sid('AD');
        this.addresses.set(sid, { address: work.address, enabled: true, listedFrom: this.#passed + this.lag });
        this.#mine.add(sid);
        return sid;
      }
      case 'enable-emergency-address': {
        const there = this.addresses.get(work.sid);
        if (!this.#mine.has(work.sid) && !this.site.intent.emergency.addresses.some(({ chosen }) => chosen === work.sid)) wrong('nobody chose it, and it is not ours');
        if (!there) return 20404;
        there.enabled = true;
        return work.sid;
      }
      case 'set-emergency-address': {
        const number = this.numbers.find(({ sid }) => sid === sidOf(work.number));
        const addressSid = sidOf(work.address) ?? '';
        const address = this.addresses.get(addressSid);
        if (!number || !address) return 20404;
        if (number.trunkSid !== TRUNK) wrong('it is not on the trunk');
        if (number.state !== 'unregistered' && !(number.state === 'registration-failure' && number.addressSid === null)) wrong(`it has ${number.addressSid ?? 'something'} on it: ${number.state}`);
        if (!address.enabled) wrong('the address is not for emergency calls');
        this.#change(number, { addressSid, state: 'pending-registration' });
        this.#consents.delete(number.sid);
        return number.sid;
      }
      case 'clear-emergency-address': {
        const number = this.numbers.find(({ sid }) => sid === sidOf(work.number));
        if (!number) return 20404;
        const consent = this.#consents.get(number.sid);
        if (consent === undefined || consent.left === 0 || consent.addressSid !== number.addressSid) wrong(`nobody was asked whether ${number.addressSid ?? 'it'} may come off`);
        // Once more by itself where it failed, whatever is wanted by then: the yes was for taking it off.
        else if (consent.left === 2 && consent.wish !== this.#wishOf(number.sid)) wrong('the yes was for another wish');
        else consent.left -= 1;
        this.#change(number, number.state === 'registration-failure' ? { state: 'unregistered', addressSid: null } : { state: 'pending-unregistration', addressSid: number.addressSid });
        return number.sid;
      }
      default: wrong('is no call of a registration'); return 20404;
    }
  }

  #change(number: NumberThere, to: Pick<NumberThere, 'state' | 'addressSid'>): void {
    Object.assign(number, { before: { until: this.#passed + this.lag, state: number.state, addressSid: number.addressSid } }, to);
  }

  /** Twilio comes to an end with what is under way for a number. */
  settle(number: NumberThere, succeeds: boolean): void {
    if (number.state === 'pending-registration') number.state = succeeds ? 'registered' : 'registration-failure';
    if (number.state === 'pending-unregistration') Object.assign(number, succeeds ? { state: 'unregistered', addressSid: null } : { state: 'unregistration-failure' });
  }

  /** Somebody puts an address on a number in the Console, or takes it off. */
  byConsole(number: NumberThere, addressSid: string | null): void {
    Object.assign(number, addressSid === null ? { state: 'unregistered', addressSid: null } : { state: 'registered', addressSid });
  }

  /** Somebody deletes an address in the Console, as Twilio lets them: off every number first (twilio.md 1.8). */
  deleteByConsole(addressSid: string): void {
    for (const number of this.numbers) if (number.addressSid === addressSid) this.byConsole(number, null);
    this.addresses.delete(addressSid);
  }

  /** Somebody makes an address in the Console. */
  foreignAddress(address: TwilioAddress, enabled = true): string {
    const sid = this.sid('AD');
    this.addresses.set(sid, { address, enabled });
    return sid;
  }
}
