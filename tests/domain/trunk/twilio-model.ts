import type { LedgerEntry, TwilioSnapshot } from '../../../domain/site/record.ts';
import type { Action, Reference } from '../../../domain/trunk/actions.ts';
import { STAMP } from '../make-site.ts';

/** All numbers that these tests ever want: the model's readings asked for each. */
const TEST_NUMBERS = Array.from({ length: 100 }, (_, index) => `+15125550${100 + index}`);

/** The least of Twilio that a plan can be applied to: what each call leaves behind, and nothing of how. */
export class TwilioModel {
  readonly snapshot: TwilioSnapshot;
  #next = 0;

  constructor(snapshot: TwilioSnapshot) {
    this.snapshot = structuredClone(snapshot);
  }

  static empty(numbers: readonly string[] = []): TwilioModel {
    const model = new TwilioModel({ accountSid: `AC${'a'.repeat(32)}`, accessLists: [], credentialLists: [], trunks: [], numbers: [], askedNumbers: TEST_NUMBERS });
    for (const phoneNumber of numbers) model.snapshot.numbers.push({ sid: model.sid('PN'), phoneNumber, trunkSid: null, hasVoiceUrl: false });
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
      entries.push({
        id: call, ...STAMP, kind: 'call', accountSid: this.snapshot.accountSid, action: action.id, resource: action.resource, creates: action.creates, naturalKey: action.naturalKey,
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
    const settings = (from: { friendlyName: string; domainName: string; secure: boolean; cnamLookup: boolean }) => ({ name: from.friendlyName, domainName: from.domainName, secure: from.secure, cnamLookup: from.cnamLookup });
    switch (work.do) {
      case 'create-trunk': { const sid = this.sid('TK'); snapshot.trunks.push({ sid, ...settings(work), parts: { accessLists: [], credentialLists: [], originationUrls: [], phoneNumbers: null } }); return sid; }
      case 'update-trunk': Object.assign(trunk(work.sid), settings(work)); return work.sid;
      case 'create-access-list': { const sid = this.sid('AL'); snapshot.accessLists.push({ sid, name: work.name, addresses: [] }); return sid; }
      case 'rename-access-list': access(work.sid).name = work.name; return work.sid;
      case 'add-address': { const sid = this.sid('IP'); access(sidOf(work.list)).addresses!.push({ sid, address: work.address, prefix: 32 }); return sid; }
      case 'change-address': Object.assign(access(sidOf(work.list)).addresses!.find((one) => one.sid === work.sid)!, { address: work.address, prefix: 32 }); return work.sid;
      case 'create-credential-list': { const sid = this.sid('CL'); snapshot.credentialLists.push({ sid, name: work.name, users: [] }); return sid; }
      case 'rename-credential-list': credentials(work.sid).name = work.name; return work.sid;
      case 'create-credential': { const sid = this.sid('CR'); credentials(sidOf(work.list)).users!.push({ sid, username: work.username }); return sid; }
      case 'set-password': return work.sid;
      case 'put-access-list-on-trunk': trunk(sidOf(work.trunk)).parts!.accessLists.push(sidOf(work.list)); return sidOf(work.list);
      case 'put-credential-list-on-trunk': trunk(sidOf(work.trunk)).parts!.credentialLists.push(sidOf(work.list)); return sidOf(work.list);
      case 'create-origination-url': { const sid = this.sid('OU'); trunk(sidOf(work.trunk)).parts!.originationUrls.push({ sid, url: work.url, weight: 10, priority: 10, enabled: true }); return sid; }
      case 'change-origination-url': Object.assign(trunk(sidOf(work.trunk)).parts!.originationUrls.find((one) => one.sid === work.sid)!, { url: work.url, enabled: true }); return work.sid;
      case 'buy-number': { const sid = this.sid('PN'); snapshot.numbers.push({ sid, phoneNumber: work.phoneNumber, trunkSid: null, hasVoiceUrl: false }); return sid; }
      case 'attach-number': { const number = snapshot.numbers.find((one) => one.sid === sidOf(work.number))!; number.trunkSid = sidOf(work.trunk); return number.sid; }
    }
  }
}
