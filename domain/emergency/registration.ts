import { spacedPhoneNumber } from '../numbers/phone-number.ts';
import type { EmergencyAddress, EmergencyNumber } from '../site/emergency-record.ts';
import type { OpenSite } from '../site/record.ts';
import { sameAccount } from '../site/same-account.ts';
import type { StepId } from '../site/step-ids.ts';
import { type Action, action, madeBy, type Reference, there } from '../trunk/actions.ts';
import type { Finding } from '../trunk/lost.ts';
import { type AddressReading, bindAddress, type Binding, readAddresses } from './bind-address.ts';
import { type Judged, judgeNumber } from './judge-number.ts';
import { type EmergencyLedger, NO_HISTORY, readEmergencyLedger } from './ledger-addresses.ts';
import { placesOnTrunk } from './place-on-trunk.ts';
import { type AskedOfNumber, type EmergencyQuestion, gonePrompt, groupQuestions } from './questions.ts';
import { addressKey } from './same-address.ts';
import { addressLine, toTwilio } from './secondary.ts';
import type { AddressStanding, NumberStanding, ShownNow } from './standing.ts';
import { type Terms, termsOf } from './terms.ts';
import { countryOfNumber, territoryOf } from './territory.ts';

/** What is still to be done at Twilio for the emergency addresses, and where each address and number stands. */
export interface EmergencyPlan {
  /** `not-read`: Twilio was not asked yet, or of another account, so nothing can be done. `by-hand`: Trunkbook does nothing here itself. */
  readonly kind: 'ready' | 'not-read' | 'by-hand';
  readonly actions: readonly Action[];
  readonly questions: readonly EmergencyQuestion[];
  readonly found: readonly Finding[];
  /** By the address's id. */
  readonly addresses: ReadonlyMap<string, AddressStanding>;
  /** By the number in E.164. */
  readonly numbers: ReadonlyMap<string, NumberStanding>;
  readonly terms: Terms;
  /** Something waits of which Twilio was not asked yet. */
  readonly unread: boolean;
  /** An answer was lost moments ago: the next look tells. */
  readonly settling: boolean;
}

export type EmergencyKnown = Pick<OpenSite, 'intent' | 'observed' | 'ledger' | 'evidence'>;

const ASKED_FIRST = 'Twilio is asked first what the number has, as soon as there is a network.';
const SENT_NEXT = 'It is sent next.';

/**
 * The calls that bring the emergency addresses of an account to what the site shall have, and where everything stands. Pure: planning again
 * after they were applied gives none. Only Twilio's own word makes a number `registered`; without the terms nothing is done; no address is
 * taken off a number without a yes of a person, and none of somebody else is changed.
 * @param now milliseconds since 1970
 */
export function emergencyPlan(known: EmergencyKnown, now: number): EmergencyPlan {
  const { intent, observed, evidence } = known;
  const terms = termsOf(evidence, intent.account);
  const used = usedAddresses(known);
  if (intent.account.kind === 'by-hand') return byHand(known, terms, used);
  const { emergency } = observed;
  if (emergency === null || !sameAccount(emergency.account, intent.account)) return notRead(known, terms, used);
  return new Planning(known, emergency, terms, used, now).plan();
}

type Reading = NonNullable<OpenSite['observed']['emergency']>;
/** Whether an address is used by a number that registers it; false: only by others. Absent: by none. */
type Used = ReadonlyMap<string, boolean>;

function usedAddresses({ intent: { country, emergency } }: EmergencyKnown): Used {
  const used = new Map<string, boolean>();
  for (const { phoneNumber, address } of emergency.numbers) {
    if (address !== null) used.set(address, used.get(address) === true || registers(phoneNumber, country));
  }
  return used;
}

function registers(phoneNumber: string, country: string): boolean {
  return territoryOf(countryOfNumber(phoneNumber, country)) === 'registers';
}

/** The numbers that anything is to be said of, with their entries. */
function* numbersOf({ intent, observed }: EmergencyKnown): Generator<readonly [phoneNumber: string, entry: EmergencyNumber | null]> {
  const addresses = new Set(intent.emergency.addresses.map(({ id }) => id));
  // An address that is not there any more is as if nobody had spoken of the number: nothing comes off because of that.
  const entries = new Map(intent.emergency.numbers.map((entry) => [entry.phoneNumber, entry.address === null || addresses.has(entry.address) ? entry : null]));
  yield* entries;
  const others = new Set([...intent.numbers, ...observed.emergency?.numbers ?? []].map(({ phoneNumber }) => phoneNumber));
  for (const phoneNumber of others) if (!entries.has(phoneNumber)) yield [phoneNumber, null];
}

function standsOf(addresses: readonly EmergencyAddress[], used: Used, stand: (address: EmergencyAddress) => AddressStanding): ReadonlyMap<string, AddressStanding> {
  return new Map(addresses.map((address) => {
    const use = used.get(address.id);
    return [address.id, use === undefined ? { kind: 'unused' } : use ? stand(address) : { kind: 'not-needed' }];
  }));
}

const NOTHING = { actions: [], questions: [], found: [], settling: false } as const;

function withoutTerms({ why }: Extract<Terms, { confirmed: false }>): { readonly why: string; readonly needs: StepId } {
  return { why, needs: 'emergency-twilio.terms' };
}

function notRead(known: EmergencyKnown, terms: Terms, used: Used): EmergencyPlan {
  const { intent: { country, emergency } } = known;
  const first = terms.confirmed ? { why: ASKED_FIRST } : withoutTerms(terms);
  const numbers = [...numbersOf(known)].map(([phoneNumber, entry]): readonly [string, NumberStanding] => [
    phoneNumber, !registers(phoneNumber, country) ? { kind: 'not-here' } : entry === null ? { kind: 'unassigned', state: null } : entry.address === null ? { kind: 'not-read' } : { kind: 'queued', ...first },
  ]);
  const whyAddress = terms.confirmed ? 'It is sent as soon as there is a network.' : terms.why;
  return {
    ...NOTHING, kind: 'not-read', terms, numbers: new Map(numbers), addresses: standsOf(emergency.addresses, used, () => ({ kind: 'queued', why: whyAddress })),
    unread: numbers.some(([, { kind }]) => kind === 'queued' || kind === 'not-read'),
  };
}

function byHand(known: EmergencyKnown, terms: Terms, used: Used): EmergencyPlan {
  const { intent: { country, emergency }, observed } = known;
  const reported = new Map(observed.emergencyReported.map((report) => [report.phoneNumber, report]));
  const nameOf = (id: string | null): string => emergency.addresses.find((address) => address.id === id)?.friendlyName ?? 'another address';
  const lineOf = (id: string | null): string | undefined => emergency.addresses.filter((address) => address.id === id).map((address) => addressLine(toTwilio(address)))[0];
  const stand = (phoneNumber: string, entry: EmergencyNumber | null): NumberStanding => {
    if (!registers(phoneNumber, country)) return { kind: 'not-here' };
    const report = reported.get(phoneNumber);
    if (entry === null) return { kind: 'unassigned', state: report?.state ?? null };
    if (report === undefined) return entry.address === null ? { kind: 'not-read' } : { kind: 'queued', why: terms.confirmed ? 'You enter it in the Twilio Console, and report here what it shows.' : terms.why };
    if (report.state !== 'unregistered' && (report.address === null || report.address !== entry.address)) {
      const has = report.address !== null ? `“${nameOf(report.address)}”` : report.was === undefined ? 'an address that is none of these' : `“${report.was}”`;
      const line = lineOf(report.address) ?? report.was;
      return {
        kind: 'for-person', why: `By what was reported, it has ${has} in the Console; here it shall have ${entry.address === null ? 'none' : `“${nameOf(entry.address)}”`}.`,
        next: `In the Console take that one off and wait until it shows as unregistered${entry.address === null ? '' : '; then add the new one, and wait until it shows as registered'}. Report here what it shows; or assign here what is there.`, question: null,
        ...(report.state === 'registered' && line !== undefined ? { shown: { address: line } } : {}),
      };
    }
    if (entry.address === null) return { kind: 'none' };
    const { state, who, at } = report;
    return { kind: 'reported', state, who, at };
  };
  return {
    ...NOTHING, kind: 'by-hand', terms, unread: false, numbers: new Map([...numbersOf(known)].map(([phoneNumber, entry]) => [phoneNumber, stand(phoneNumber, entry)])),
    addresses: standsOf(emergency.addresses, used, () => ({ kind: 'queued', why: terms.confirmed ? 'You enter it in the Twilio Console.' : terms.why })),
  };
}

/** The planning over an account that was read. */
class Planning {
  readonly #known: EmergencyKnown;
  readonly #reading: Reading;
  readonly #terms: Terms;
  readonly #used: Used;
  readonly #now: number;
  readonly #ledger: EmergencyLedger;
  readonly #addresses: AddressReading;
  readonly #agreed: ReadonlySet<string>;
  readonly #bindings: ReadonlyMap<string, Binding>;
  readonly #byId: ReadonlyMap<string, EmergencyAddress>;
  /** The SIDs of addresses that Twilio could not register with a number. */
  readonly #failed: ReadonlySet<string>;
  /** What makes or switches an address, by what it says or by its SID. */
  readonly #making = new Map<string, Action>();

  constructor(known: EmergencyKnown, reading: Reading, terms: Terms, used: Used, now: number) {
    const { intent, ledger } = known;
    this.#known = known;
    this.#reading = reading;
    this.#terms = terms;
    this.#used = used;
    this.#now = now;
    this.#ledger = readEmergencyLedger(ledger, reading.accountSid);
    this.#addresses = readAddresses(reading.at, reading.addresses);
    this.#agreed = new Set(intent.agreed);
    this.#failed = new Set(reading.numbers.flatMap(({ state, addressSid }) => (state === 'registration-failure' && addressSid !== null ? [addressSid] : [])));
    this.#byId = new Map(intent.emergency.addresses.map((address) => [address.id, address]));
    this.#bindings = new Map(intent.emergency.addresses.filter(({ id }) => used.get(id) === true).map((address) => [address.id, bindAddress(address, this.#ledger, this.#addresses, this.#agreed, now)]));
  }

  plan(): EmergencyPlan {
    const { intent } = this.#known;
    const placeOf = placesOnTrunk(this.#known, this.#reading.accountSid, this.#now);
    const at = new Map(this.#reading.numbers.map((number) => [number.phoneNumber, number]));
    const judged = new Map<string, Judged>();
    const shown = new Map<string, ShownNow>();
    const asked: AskedOfNumber[] = [];
    const onNumbers: Action[] = [];
    let unread = false;
    if (this.#terms.confirmed) for (const address of intent.emergency.addresses) this.#make(address);
    for (const [phoneNumber, entry] of numbersOf(this.#known)) {
      const country = countryOfNumber(phoneNumber, intent.country);
      const address = this.#byId.get(entry?.address ?? '') ?? null;
      const number = at.get(phoneNumber);
      if (territoryOf(country) !== 'registers') { judged.set(phoneNumber, resting({ kind: 'not-here' })); continue; }
      if (entry === null) { judged.set(phoneNumber, resting({ kind: 'unassigned', state: number?.state ?? null })); continue; }
      if (number === undefined) {
        unread = true;
        judged.set(phoneNumber, resting(address === null ? { kind: 'not-read' } : { kind: 'queued', ...(this.#terms.confirmed ? { why: ASKED_FIRST } : withoutTerms(this.#terms)) }));
        continue;
      }
      const { sid } = number;
      if (sid === null) { judged.set(phoneNumber, resting(this.#notOwned(phoneNumber, address))); continue; }
      const binding = address === null ? null : this.#bindings.get(address.id) ?? null;
      const place = placeOf(number);
      const judgement = judgeNumber({ ...number, sid }, this.#ledger.numbers.get(sid) ?? NO_HISTORY, { address, binding, country, ...place, agreed: this.#agreed, now: this.#now });
      judged.set(phoneNumber, judgement);
      const now = place.movedOff ? null : this.#shownNow(number);
      if (now !== null) shown.set(phoneNumber, now);
      if (judgement.ask !== null) asked.push({ phoneNumber, country, ask: judgement.ask, address });
      if (judgement.todo !== null && this.#terms.confirmed) onNumbers.push(this.#onNumber(phoneNumber, { ...number, sid }, judgement.todo, address, binding));
    }
    const gone = intent.emergency.addresses.flatMap((address) => { const binding = this.#bindings.get(address.id); return binding?.kind === 'gone' ? [gonePrompt(binding, address)] : []; });
    const questions = [...groupQuestions(asked, this.#addresses.bySid, intent.emergency.addresses), ...gone];
    const idOf = new Map(questions.flatMap(({ id, names }) => names.map((name) => [name, id] as const)));
    const found = [...this.#foundAddresses(), ...[...judged.values()].flatMap((one) => (one.found === null ? [] : [one.found]))];
    return {
      kind: 'ready', actions: [...this.#making.values(), ...onNumbers], questions, found, terms: this.#terms, unread,
      settling: [...judged.values()].some((one) => one.settling) || [...this.#bindings.values()].some(({ kind }) => kind === 'open'),
      numbers: new Map([...judged].map(([phoneNumber, judgement]) => [phoneNumber, this.#standingOf(judgement, idOf, shown.get(phoneNumber))])),
      addresses: standsOf(intent.emergency.addresses, this.#used, (address) => this.#standing(this.#bindings.get(address.id))),
    };
  }

  /** What is not done because nobody confirmed the terms waits for that; a question goes by the name of its group; and what waits says what a call shows meanwhile. */
  #standingOf({ standing, todo }: Judged, idOf: ReadonlyMap<string, string>, shown: ShownNow | undefined): NumberStanding {
    const meanwhile = shown === undefined ? {} : { shown };
    if (todo !== null && !this.#terms.confirmed) return { kind: 'queued', ...withoutTerms(this.#terms), ...meanwhile };
    if (standing.kind === 'for-person') return { ...standing, question: standing.question === null ? null : idOf.get(standing.question) ?? null, ...meanwhile };
    return standing.kind === 'queued' ? { ...standing, ...meanwhile } : standing;
  }

  /** What a call that shows the number shows of an address, by Twilio's last word; null where that does not tell. */
  #shownNow({ state, addressSid }: Reading['numbers'][number]): ShownNow | null {
    if (state === 'registered') {
      const there = this.#addresses.bySid.get(addressSid ?? '');
      return there === undefined ? null : { address: addressLine(there.address) };
    }
    // What is on its way, on or off, is said to show none (twilio.md 3). NC: what a number shows whose address could not be taken off.
    return state === 'unregistration-failure' || (state === null && addressSid !== null) ? null : { address: null };
  }

  /** The call that makes an address of the site, or switches it to emergency use, where one is needed. */
  #make(address: EmergencyAddress): void {
    const { id, friendlyName } = address;
    const binding = this.#bindings.get(id);
    if (binding?.kind === 'to-make') {
      const sent = toTwilio(address);
      if (!this.#making.has(addressKey(sent))) {
        this.#making.set(addressKey(sent), action(`create-emergency-address ${id}`, { do: 'create-emergency-address', address: sent }, {
          naturalKey: id, words: `Send the address “${friendlyName}”`, why: 'A number takes an address that Twilio has checked. It is taken as it was entered, or refused with a suggestion.',
        }));
      }
    }
    if (binding?.kind === 'there' && binding.enable && !this.#making.has(binding.sid)) {
      this.#making.set(binding.sid, action(`enable-emergency-address ${binding.sid}`, { do: 'enable-emergency-address', sid: binding.sid }, {
        naturalKey: id, words: `Switch the address “${friendlyName}” to emergency use`, why: 'It was chosen among those of the account, and was not meant for emergency calls so far.',
      }));
    }
  }

  #onNumber(phoneNumber: string, { sid, addressSid }: { readonly sid: string; readonly addressSid: string | null }, todo: 'set' | 'clear', address: EmergencyAddress | null, binding: Binding | null): Action {
    const making = address === null ? undefined : this.#making.get(binding?.kind === 'there' ? binding.sid : addressKey(toTwilio(address)));
    // The new address is there before the old one comes off: nobody is without one longer than Twilio needs.
    const needs = making === undefined ? [] : [making.id];
    const shown = spacedPhoneNumber(phoneNumber);
    if (todo === 'clear') {
      return action(`clear-emergency-address ${phoneNumber}`, { do: 'clear-emergency-address', number: there(sid), address: addressSid === null ? null : there(addressSid) }, {
        naturalKey: phoneNumber, needs, words: `Take the emergency address off ${shown}`, why: address === null ? 'It shall have none.' : 'A number takes a new address when the old one is off.',
      });
    }
    const reference: Reference = binding?.kind === 'there' ? there(binding.sid) : madeBy(making?.id ?? '');
    return action(`set-emergency-address ${phoneNumber}`, { do: 'set-emergency-address', number: there(sid), address: reference }, {
      naturalKey: phoneNumber, needs, words: `Register “${address?.friendlyName ?? ''}” with ${shown}`, why: 'An emergency call that shows this number shall show this address.',
    });
  }

  #notOwned(phoneNumber: string, address: EmergencyAddress | null): NumberStanding {
    const { intent, observed } = this.#known;
    if (address === null) return { kind: 'none' };
    const seen = observed.twilio?.value.numbers.some((number) => number.phoneNumber === phoneNumber) ?? false;
    if (!seen && intent.numbers.some((number) => number.phoneNumber === phoneNumber && number.acquire === 'buy')) return { kind: 'queued', why: 'The number is bought first: see “Set up at Twilio”.', needs: 'setup.run' };
    return { kind: 'for-person', why: 'The account does not have this number.', next: 'Leave it out here, or get the number back in the Twilio Console.', question: null };
  }

  /** Addresses that are there although no answer to their create came. */
  *#foundAddresses(): Generator<Finding> {
    for (const [key, sent] of this.#ledger.creates) {
      const last = sent.at(-1);
      const there = last?.outcome.kind === 'open' ? this.#addresses.usable.get(key)?.find(({ sid }) => !this.#ledger.made.has(sid)) : undefined;
      if (last && there) yield { call: last.call, sid: there.sid };
    }
  }

  #standing(binding: Binding | undefined): AddressStanding {
    const queued = (): AddressStanding => ({ kind: 'queued', why: this.#terms.confirmed ? SENT_NEXT : this.#terms.why });
    switch (binding?.kind) {
      case 'there': return binding.enable ? queued() : { kind: 'accepted', sid: binding.sid, at: binding.at, failed: !binding.sids.isDisjointFrom(this.#failed) };
      case 'to-make': case undefined: return queued();
      case 'open': return { kind: 'unknown' };
      case 'suggestion': return { kind: 'suggestion', call: binding.call };
      case 'refused': return { kind: 'refused', call: binding.call, why: binding.why, next: binding.next };
      case 'gone': return { kind: 'gone', says: binding.says === null ? null : addressLine(binding.says) };
    }
  }
}

const resting = (standing: NumberStanding): Judged => ({ standing, todo: null, ask: null, found: null, settling: false });
