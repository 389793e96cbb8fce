import type { LedgerEntry, TwilioSnapshot } from '../../../domain/site/record.ts';
import { type Action, parentOf, type Reference, subjectOf, type TrunkSettings } from '../../../domain/trunk/actions.ts';
import { STAMP } from '../make-site.ts';

/** All numbers that these tests ever want: the model's readings asked for each. */
const TEST_NUMBERS = Array.from({ length: 100 }, (_, index) => `+15125550${100 + index}`);

/** The least of Twilio that a plan can be applied to: what each call leaves behind, and nothing of how. */
export class TwilioModel {
  readonly snapshot: TwilioSnapshot;
  /** Refuses what would leave callers standing on the way, though Twilio would take it: the order of a plan must not. */
  guarded = false;
  #next = 0;

  constructor(snapshot: TwilioSnapshot) {
    this.snapshot = structuredClone(snapshot);
  }

  static empty(numbers: readonly string[] = []): TwilioModel {
    const model = new TwilioModel({ accountSid: `AC${'a'.repeat(32)}`, account: null, accessLists: [], credentialLists: [], trunks: [], numbers: [], askedNumbers: TEST_NUMBERS });
    for (const phoneNumber of numbers) model.snapshot.numbers.push({ sid: model.sid('PN'), phoneNumber, trunkSid: null, hasVoiceUrl: false, emergency: 'unregistered' });
    return model;
  }

  sid(prefix: string): string {
    this.#next += 1;
    return prefix + this.#next.toString(16).padStart(32, '0');
  }

  /** Does the actions in an order that their needs allow, and returns the ledger of it. Throws where a need comes after its action. */
  apply(actions: readonly Action[], lost: (action: Action) => boolean = () => false): LedgerEntry[] {
    const sids = new Map<string, string>();
    const entries: LedgerEntry[] = [];
    for (const action of actions) {
      for (const need of action.needs) if (!sids.has(need)) throw new Error(`${action.id} before ${need}`);
      const call = crypto.randomUUID();
      const sidOf = (reference: Reference | null): string | null => (reference === null ? null : reference.kind === 'sid' ? reference.sid : sids.get(reference.action) ?? null);
      entries.push({
        id: call, ...STAMP, kind: 'call', accountSid: this.snapshot.accountSid, action: action.id, resource: action.resource, effect: action.effect, target: sidOf(subjectOf(action.work)), parent: sidOf(parentOf(action.work)), naturalKey: action.naturalKey,
        secretRevision: 'secretRevision' in action.work ? action.work.secretRevision : null,
      });
      const sid = this.#do(action, (reference) => (reference.kind === 'sid' ? reference.sid : sids.get(reference.action) ?? ''));
      sids.set(action.id, sid);
      if (!lost(action)) entries.push({ id: crypto.randomUUID(), ...STAMP, kind: 'done', call, sid });
    }
    return entries;
  }

  #do({ work }: Action, sidOf: (reference: Reference) => string): string {
    const { snapshot } = this;
    const trunk = (sid: string) => snapshot.trunks.find((one) => one.sid === sid)!;
    const access = (sid: string) => snapshot.accessLists.find((one) => one.sid === sid)!;
    const credentials = (sid: string) => snapshot.credentialLists.find((one) => one.sid === sid)!;
    const parts = (sid: string) => trunk(sid).parts!;
    const settings = (from: Partial<TrunkSettings>) => Object.fromEntries(Object.entries(from).filter(([name]) => name in NAMES).map(([name, value]) => [NAMES[name as keyof typeof NAMES], value]));
    switch (work.do) {
      case 'create-trunk': {
        const sid = this.sid('TK');
        snapshot.trunks.push({ sid, name: work.friendlyName, domainName: work.domainName, secure: work.secure, cnamLookup: work.cnamLookup, transferMode: work.transferMode, disasterRecoveryUrl: null, parts: emptyParts() });
        return sid;
      }
      case 'update-trunk': Object.assign(trunk(work.sid), settings(work.settings)); return work.sid;
      case 'create-access-list': { const sid = this.sid('AL'); snapshot.accessLists.push({ sid, name: work.name, addresses: [] }); return sid; }
      case 'rename-access-list': access(work.sid).name = work.name; return work.sid;
      case 'add-address': {
        const list = access(sidOf(work.list));
        if (list.addresses!.some(({ address }) => address === work.address)) throw new Error(`21235: ${work.address} is in the list`);
        const sid = this.sid('IP');
        list.addresses!.push({ sid, address: work.address, prefix: 32 });
        return sid;
      }
      case 'change-address': Object.assign(access(sidOf(work.list)).addresses!.find((one) => one.sid === work.sid)!, { address: work.address, prefix: 32 }); return work.sid;
      case 'remove-address': { const list = access(sidOf(work.list)); list.addresses = without(list.addresses!, work.sid); return work.sid; }
      case 'create-credential-list': { const sid = this.sid('CL'); snapshot.credentialLists.push({ sid, name: work.name, users: [] }); return sid; }
      case 'rename-credential-list': credentials(work.sid).name = work.name; return work.sid;
      case 'create-credential': { const sid = this.sid('CR'); credentials(sidOf(work.list)).users!.push({ sid, username: work.username }); return sid; }
      case 'set-password': return work.sid;
      case 'remove-credential': {
        if (this.guarded && credentials(sidOf(work.list)).users!.length < 2) throw new Error('no user could log in any more');
        const list = credentials(sidOf(work.list)); list.users = without(list.users!, work.sid); return work.sid; }
      case 'put-access-list-on-trunk': parts(sidOf(work.trunk)).accessLists.push(sidOf(work.list)); return sidOf(work.list);
      case 'put-credential-list-on-trunk': parts(sidOf(work.trunk)).credentialLists.push(sidOf(work.list)); return sidOf(work.list);
      case 'take-access-list-off-trunk': {
        const others = parts(sidOf(work.trunk)).accessLists.filter((sid) => sid !== work.sid);
        if (this.guarded && !others.some((sid) => access(sid).addresses!.length > 0)) throw new Error('no address could call any more');
        const on = parts(sidOf(work.trunk)); on.accessLists = on.accessLists.filter((sid) => sid !== work.sid); return work.sid; }
      case 'take-credential-list-off-trunk': {
        const others = parts(sidOf(work.trunk)).credentialLists.filter((sid) => sid !== work.sid);
        if (this.guarded && !others.some((sid) => credentials(sid).users!.length > 0)) throw new Error('no user could call any more');
        const on = parts(sidOf(work.trunk)); on.credentialLists = on.credentialLists.filter((sid) => sid !== work.sid); return work.sid; }
      case 'create-origination-url': { const sid = this.sid('OU'); parts(sidOf(work.trunk)).originationUrls.push({ sid, url: work.url, weight: work.weight, priority: work.priority, enabled: true }); return sid; }
      case 'change-origination-url': Object.assign(parts(sidOf(work.trunk)).originationUrls.find((one) => one.sid === work.sid)!, { url: work.url, weight: work.weight, priority: work.priority, enabled: true }); return work.sid;
      case 'remove-origination-url': { const on = parts(sidOf(work.trunk)); on.originationUrls = without(on.originationUrls, work.sid); return work.sid; }
      case 'buy-number': { const sid = this.sid('PN'); snapshot.numbers.push({ sid, phoneNumber: work.phoneNumber, trunkSid: null, hasVoiceUrl: false, emergency: 'unregistered' }); return sid; }
      case 'attach-number': {
        const number = snapshot.numbers.find((one) => one.sid === sidOf(work.number))!;
        if (this.guarded && !parts(sidOf(work.trunk)).originationUrls.some(({ enabled }) => enabled)) throw new Error('calls to the number would lead nowhere');
        this.#leave(number.sid);
        number.trunkSid = sidOf(work.trunk);
        parts(number.trunkSid).phoneNumbers!.push({ sid: number.sid, phoneNumber: number.phoneNumber });
        return number.sid;
      }
      case 'detach-number': this.#leave(work.sid); return work.sid;
      case 'remove-access-list': {
        if (snapshot.trunks.some((one) => one.parts?.accessLists.includes(work.sid))) throw new Error('21236: the list is on a trunk');
        snapshot.accessLists = without(snapshot.accessLists, work.sid);
        return work.sid;
      }
      case 'remove-credential-list': {
        if (snapshot.trunks.some((one) => one.parts?.credentialLists.includes(work.sid))) throw new Error('21241: the list is on a trunk');
        snapshot.credentialLists = without(snapshot.credentialLists, work.sid);
        return work.sid;
      }
      case 'remove-trunk': {
        for (const { sid } of parts(work.sid).phoneNumbers!) this.#leave(sid);
        snapshot.trunks = without(snapshot.trunks, work.sid);
        return work.sid;
      }
      // The emergency side has a model of its own.
      case 'create-emergency-address': case 'enable-emergency-address': case 'set-emergency-address': case 'clear-emergency-address': case 'remove-emergency-address': throw new Error(`not of the trunk: ${work.do}`);
      case 'release-number': this.#leave(work.sid); snapshot.numbers = without(snapshot.numbers, work.sid); return work.sid;
    }
  }

  #leave(numberSid: string): void {
    const number = this.snapshot.numbers.find(({ sid }) => sid === numberSid);
    if (number && number.trunkSid !== null && number.emergency !== 'unregistered' && number.emergency !== null) throw new Error('21634: the number has emergency calling');
    if (number) number.trunkSid = null;
    for (const { parts } of this.snapshot.trunks) if (parts) parts.phoneNumbers = without(parts.phoneNumbers!, numberSid);
  }
}

const NAMES = { friendlyName: 'name', domainName: 'domainName', secure: 'secure', cnamLookup: 'cnamLookup', transferMode: 'transferMode' } as const;

type Parts = NonNullable<TwilioSnapshot['trunks'][number]['parts']>;

export function emptyParts(): Parts {
  return { accessLists: [], credentialLists: [], originationUrls: [], phoneNumbers: [] };
}

/** A trunk as somebody made it by hand, with nothing on it. */
export function bareTrunk(change: Partial<TwilioSnapshot['trunks'][number]> & { readonly sid: string }): TwilioSnapshot['trunks'][number] {
  return { name: 'Theirs', domainName: null, secure: false, cnamLookup: false, transferMode: 'disable-all', disasterRecoveryUrl: null, parts: emptyParts(), ...change };
}

function without<Thing extends { readonly sid: string }>(things: readonly Thing[], sid: string): Thing[] {
  return things.filter((one) => one.sid !== sid);
}
