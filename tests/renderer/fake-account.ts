import { randomBytes } from 'node:crypto';
import type { Intent, TwilioSnapshot } from '../../domain/site/record.ts';
import type { Reference, Work } from '../../domain/trunk/actions.ts';

type Mutable<Value> = Value extends object ? { -readonly [Key in keyof Value]: Mutable<Value[Key]> } : Value;

export function newSid(prefix: string): string {
  return prefix + randomBytes(16).toString('hex');
}

/** A Twilio account in memory, as far as the page can see one. It knows nothing of HTTP: the practice account under main/practice/ is the simulator. */
export class FakeAccount {
  readonly accountSid = newSid('AC');
  readonly accessLists: Mutable<TwilioSnapshot['accessLists']> = [];
  readonly credentialLists: Mutable<TwilioSnapshot['credentialLists']> = [];
  readonly trunks: Mutable<TwilioSnapshot['trunks']> = [];
  readonly numbers: Mutable<TwilioSnapshot['numbers']> = [
    { sid: newSid('PN'), phoneNumber: '+15125550142', trunkSid: null, hasVoiceUrl: false },
    { sid: newSid('PN'), phoneNumber: '+15125550143', trunkSid: null, hasVoiceUrl: true },
  ];

  read(intent: Intent): TwilioSnapshot {
    const wanted = new Set(intent.numbers.map(({ phoneNumber }) => phoneNumber));
    const { accountSid, accessLists, credentialLists, trunks, numbers } = this;
    return structuredClone({ accountSid, accessLists, credentialLists, trunks, askedNumbers: [...wanted], numbers: numbers.filter(({ phoneNumber }) => wanted.has(phoneNumber)) });
  }

  /** Does one action and returns the SID of what it made or changed. */
  perform(work: Work, sidOf: (reference: Reference) => string): string {
    switch (work.do) {
      case 'create-trunk': {
        const trunk = { sid: newSid('TK'), name: work.friendlyName, domainName: work.domainName, secure: work.secure, cnamLookup: work.cnamLookup, parts: { accessLists: [], credentialLists: [], originationUrls: [], phoneNumbers: [] } };
        this.trunks.push(trunk);
        return trunk.sid;
      }
      case 'update-trunk':
        Object.assign(this.#trunk(work.sid), { name: work.friendlyName, domainName: work.domainName, secure: work.secure, cnamLookup: work.cnamLookup });
        return work.sid;
      case 'create-access-list':
        this.accessLists.push({ sid: newSid('AL'), name: work.name, addresses: [] });
        return this.accessLists.at(-1)?.sid ?? '';
      case 'create-credential-list':
        this.credentialLists.push({ sid: newSid('CL'), name: work.name, users: [] });
        return this.credentialLists.at(-1)?.sid ?? '';
      case 'rename-access-list':
        Object.assign(this.#accessList(work.sid), { name: work.name });
        return work.sid;
      case 'rename-credential-list':
        Object.assign(this.#credentialList(work.sid), { name: work.name });
        return work.sid;
      case 'add-address': {
        const sid = newSid('IP');
        this.#accessList(sidOf(work.list)).addresses?.push({ sid, address: work.address, prefix: 32 });
        return sid;
      }
      case 'change-address':
        Object.assign(this.#accessList(sidOf(work.list)).addresses?.find(({ sid }) => sid === work.sid) ?? {}, { address: work.address });
        return work.sid;
      case 'create-credential': {
        const sid = newSid('CR');
        this.#credentialList(sidOf(work.list)).users?.push({ sid, username: work.username });
        return sid;
      }
      case 'set-password':
        return work.sid;
      case 'put-access-list-on-trunk':
        this.#trunk(sidOf(work.trunk)).parts?.accessLists.push(sidOf(work.list));
        return sidOf(work.list);
      case 'put-credential-list-on-trunk':
        this.#trunk(sidOf(work.trunk)).parts?.credentialLists.push(sidOf(work.list));
        return sidOf(work.list);
      case 'create-origination-url': {
        const sid = newSid('OU');
        this.#trunk(sidOf(work.trunk)).parts?.originationUrls.push({ sid, url: work.url, weight: 1, priority: 1, enabled: true });
        return sid;
      }
      case 'change-origination-url':
        Object.assign(this.#trunk(sidOf(work.trunk)).parts?.originationUrls.find(({ sid }) => sid === work.sid) ?? {}, { url: work.url });
        return work.sid;
      case 'buy-number':
        this.numbers.push({ sid: newSid('PN'), phoneNumber: work.phoneNumber, trunkSid: null, hasVoiceUrl: false });
        return this.numbers.at(-1)?.sid ?? '';
      case 'attach-number': {
        const number = this.numbers.find(({ phoneNumber }) => phoneNumber === work.phoneNumber);
        if (number) Object.assign(number, { trunkSid: sidOf(work.trunk), hasVoiceUrl: false });
        return number?.sid ?? '';
      }
    }
  }

  #trunk(sid: string): Mutable<TwilioSnapshot['trunks']>[number] {
    return found(this.trunks, sid);
  }

  #accessList(sid: string): Mutable<TwilioSnapshot['accessLists']>[number] {
    return found(this.accessLists, sid);
  }

  #credentialList(sid: string): Mutable<TwilioSnapshot['credentialLists']>[number] {
    return found(this.credentialLists, sid);
  }
}

function found<Thing extends { readonly sid: string }>(things: readonly Thing[], sid: string): Thing {
  const thing = things.find((one) => one.sid === sid);
  if (!thing) throw new Error(`The fake account has no ${sid}.`);
  return thing;
}
