import { randomBytes } from 'node:crypto';
import type { AddressAtTwilio, EmergencyState, TwilioAddress } from '../../domain/site/emergency-record.ts';
import type { Disturbance } from '../../domain/site/disturbances.ts';
import type { ReadBack } from '../../main/practice/read-back.ts';
import type { Site, TwilioSnapshot } from '../../domain/site/record.ts';
import type { Reference, Work } from '../../domain/trunk/actions.ts';
import { readLedger } from '../../domain/trunk/ledger.ts';
import { trunkDomain } from '../../domain/trunk/edges.ts';

type Mutable<Value> = Value extends object ? { -readonly [Key in keyof Value]: Mutable<Value[Key]> } : Value;
/** What the fake makes of a new address: it takes it, or refuses it with Twilio's code, and with other forms of it. */
export type AddressVerdict = { readonly ok: true } | { readonly ok: false; readonly twilioCode: 21628 | 21629; readonly suggestions: readonly TwilioAddress[] };

type FakeTrunk = Mutable<TwilioSnapshot['trunks']>[number];

export function newSid(prefix: string): string {
  return prefix + randomBytes(16).toString('hex');
}

/** A Twilio account in memory, as far as the page can see one. It knows nothing of HTTP: the practice account under main/practice/ is the simulator. */
export class FakeAccount {
  readonly accountSid = newSid('AC');
  /** False: there is no network. */
  online = true;
  /** How far its clock is ahead, in milliseconds. */
  clockAhead = 0;
  /** What the test service says of a caller ID. */
  readBack: (callerId: string) => ReadBack = (callerId) => ({ kind: 'refused', why: `${callerId} is not on the trunk, so Twilio does not take the call.` });
  accessLists: Mutable<TwilioSnapshot['accessLists']> = [];
  credentialLists: Mutable<TwilioSnapshot['credentialLists']> = [];
  trunks: Mutable<TwilioSnapshot['trunks']> = [];
  numbers: Mutable<TwilioSnapshot['numbers']> = [
    { sid: newSid('PN'), phoneNumber: '+15125550142', trunkSid: null, hasVoiceUrl: false, emergency: null },
    { sid: newSid('PN'), phoneNumber: '+15125550143', trunkSid: null, hasVoiceUrl: true, emergency: null },
  ];

  addresses: Mutable<AddressAtTwilio>[] = [];
  /** The emergency address of a number, by the number's SID. Its state is the number's own. */
  readonly emergencyAddresses = new Map<string, string>();
  judgeAddress: (address: TwilioAddress) => AddressVerdict = () => ({ ok: true });

  /** What main's reader sees of the account for one site: the insides of what is the site's, or was made for it, and of one trunk more. */
  read({ intent, ledger }: Pick<Site, 'intent' | 'ledger'>, inside: string | null): TwilioSnapshot {
    const known = readLedger(ledger, this.accountSid);
    const wanted = new Set([...intent.numbers.map(({ phoneNumber }) => phoneNumber), ...known.numbers]);
    const isMade = (sid: string): boolean => [...known.created.keys()].some((key) => key.endsWith(sid)) || intent.agreed.includes(`use ${sid}`);
    const trunks = this.trunks.map((trunk) => {
      const looked = trunk.sid === inside || isMade(trunk.sid) || trunk.domainName === trunkDomain(intent.trunk.domainLabel ?? '');
      const on = this.numbers.filter(({ trunkSid }) => trunkSid === trunk.sid).map(({ sid, phoneNumber }) => ({ sid, phoneNumber }));
      return { ...trunk, parts: looked && trunk.parts ? { ...trunk.parts, phoneNumbers: on } : null };
    });
    const { parts } = trunks.find(({ sid }) => sid === inside) ?? { parts: null };
    const lists = new Set([...parts?.accessLists ?? [], ...parts?.credentialLists ?? []]);
    const accessLists = this.accessLists.map((list) => ({ ...list, addresses: lists.has(list.sid) || isMade(list.sid) || list.name === intent.trunk.accessListName ? list.addresses : null }));
    const credentialLists = this.credentialLists.map((list) => ({ ...list, users: lists.has(list.sid) || isMade(list.sid) || list.name === intent.trunk.credentialListName ? list.users : null }));
    return structuredClone({
      accountSid: this.accountSid, account: { type: 'full' as const, status: 'active' as const, ownerSid: null }, accessLists, credentialLists, trunks,
      askedNumbers: [...wanted], numbers: this.numbers.filter(({ phoneNumber }) => wanted.has(phoneNumber)),
    });
  }

  /** Does one action and returns the SID of what it made, changed or took away. */
  perform(work: Work, sidOf: (reference: Reference) => string): string {
    switch (work.do) {
      case 'create-trunk': {
        const trunk: FakeTrunk = {
          sid: newSid('TK'), name: work.friendlyName, domainName: work.domainName, secure: work.secure, cnamLookup: work.cnamLookup, transferMode: work.transferMode, disasterRecoveryUrl: null,
          parts: { accessLists: [], credentialLists: [], originationUrls: [], phoneNumbers: [] },
        };
        this.trunks.push(trunk);
        return trunk.sid;
      }
      case 'update-trunk': {
        const { friendlyName, ...settings } = work.settings;
        Object.assign(this.#trunk(work.sid), settings, friendlyName === undefined ? {} : { name: friendlyName });
        return work.sid;
      }
      case 'remove-trunk':
        this.trunks = this.trunks.filter(({ sid }) => sid !== work.sid);
        return work.sid;
      case 'create-access-list':
        return added(this.accessLists, { sid: newSid('AL'), name: work.name, addresses: [] });
      case 'create-credential-list':
        return added(this.credentialLists, { sid: newSid('CL'), name: work.name, users: [] });
      case 'rename-access-list':
        return changed(this.accessLists, work.sid, { name: work.name });
      case 'rename-credential-list':
        return changed(this.credentialLists, work.sid, { name: work.name });
      case 'remove-access-list':
        this.accessLists = this.accessLists.filter(({ sid }) => sid !== work.sid);
        return work.sid;
      case 'remove-credential-list':
        this.credentialLists = this.credentialLists.filter(({ sid }) => sid !== work.sid);
        return work.sid;
      case 'add-address':
        return added(this.#addresses(sidOf(work.list)), { sid: newSid('IP'), address: work.address, prefix: 32 });
      case 'change-address':
        return changed(this.#addresses(sidOf(work.list)), work.sid, { address: work.address, prefix: 32 });
      case 'remove-address':
        return removed(this.#addresses(sidOf(work.list)), work.sid);
      case 'create-credential':
        return added(this.#users(sidOf(work.list)), { sid: newSid('CR'), username: work.username });
      case 'set-password':
        return work.sid;
      case 'remove-credential':
        return removed(this.#users(sidOf(work.list)), work.sid);
      case 'put-access-list-on-trunk':
        this.#parts(sidOf(work.trunk)).accessLists.push(sidOf(work.list));
        return sidOf(work.list);
      case 'put-credential-list-on-trunk':
        this.#parts(sidOf(work.trunk)).credentialLists.push(sidOf(work.list));
        return sidOf(work.list);
      case 'take-access-list-off-trunk':
      case 'take-credential-list-off-trunk': {
        const parts = this.#parts(sidOf(work.trunk));
        Object.assign(parts, { accessLists: parts.accessLists.filter((sid) => sid !== work.sid), credentialLists: parts.credentialLists.filter((sid) => sid !== work.sid) });
        return work.sid;
      }
      case 'create-origination-url':
        return added(this.#parts(sidOf(work.trunk)).originationUrls, { sid: newSid('OU'), url: work.url, weight: work.weight, priority: work.priority, enabled: true });
      case 'change-origination-url':
        return changed(this.#parts(sidOf(work.trunk)).originationUrls, work.sid, { url: work.url, weight: work.weight, priority: work.priority, enabled: true });
      case 'remove-origination-url':
        return removed(this.#parts(sidOf(work.trunk)).originationUrls, work.sid);
      case 'buy-number':
        return added(this.numbers, { sid: newSid('PN'), phoneNumber: work.phoneNumber, trunkSid: null, hasVoiceUrl: false, emergency: null });
      case 'attach-number': {
        const number = this.numbers.find(({ phoneNumber }) => phoneNumber === work.phoneNumber);
        if (number) Object.assign(number, { trunkSid: sidOf(work.trunk), hasVoiceUrl: false });
        return number?.sid ?? '';
      }
      case 'detach-number':
        return changed(this.numbers, work.sid, { trunkSid: null });
      case 'release-number':
        return removed(this.numbers, work.sid);
      case 'create-emergency-address':
        return added(this.addresses, { sid: newSid('AD'), address: work.address, emergencyEnabled: true, validated: true });
      case 'enable-emergency-address':
        return changed(this.addresses, work.sid, { emergencyEnabled: true, validated: true });
      case 'set-emergency-address':
        this.emergencyAddresses.set(sidOf(work.number), sidOf(work.address));
        return changed(this.numbers, sidOf(work.number), { emergency: 'pending-registration' });
      case 'clear-emergency-address':
        return changed(this.numbers, sidOf(work.number), { emergency: 'pending-unregistration' });
      case 'remove-emergency-address':
        return removed(this.addresses, work.sid);
    }
  }

  /** Time passes: what was on its way has come. A number in `failing` comes to nothing. */
  settleEmergency(failing: readonly string[] = []): void {
    for (const number of this.numbers) {
      const next: EmergencyState | null = number.emergency === 'pending-registration' ? (failing.includes(number.phoneNumber) ? 'registration-failure' : 'registered') : number.emergency === 'pending-unregistration' ? 'unregistered' : null;
      if (next === 'unregistered') this.emergencyAddresses.delete(number.sid);
      if (next !== null) number.emergency = next;
    }
  }

  /** Somebody changes the trunk behind Trunkbook's back. */
  disturb(trunkSid: string, what: Disturbance): boolean {
    const trunk = this.#trunk(trunkSid);
    const parts = this.#parts(trunkSid);
    const addresses = (): { sid: string; address: string; prefix: number }[] => this.#addresses(parts.accessLists[0] ?? '');
    switch (what) {
      case 'secure-flipped': trunk.secure = !trunk.secure; return true;
      case 'trunk-renamed': trunk.name = `${trunk.name.slice(0, 58)} (old)`; return true;
      case 'address-removed': return addresses().pop() !== undefined;
      case 'foreign-address-added': added(addresses(), { sid: newSid('IP'), address: '198.51.100.77', prefix: 32 }); return true;
      case 'origination-disabled': return parts.originationUrls[0] ? changed(parts.originationUrls, parts.originationUrls[0].sid, { enabled: false }) !== '' : false;
      case 'foreign-origination-added': added(parts.originationUrls, { sid: newSid('OU'), url: 'sip:old-pbx.example', weight: 10, priority: 10, enabled: true }); return true;
      case 'number-detached': {
        const number = this.numbers.find((one) => one.trunkSid === trunkSid);
        if (number) number.trunkSid = null;
        return number !== undefined;
      }
      case 'list-taken-off': return parts.accessLists.pop() !== undefined;
      // It keeps no addresses.
      case 'emergency-deleted': case 'emergency-taken-off': case 'emergency-exchanged': return false;
    }
  }

  #trunk(sid: string): FakeTrunk {
    return found(this.trunks, sid);
  }

  #parts(sid: string): NonNullable<FakeTrunk['parts']> {
    const { parts } = this.#trunk(sid);
    if (!parts) throw new Error(`The fake account has nothing inside ${sid}.`);
    return parts;
  }

  #addresses(list: string): { sid: string; address: string; prefix: number }[] {
    return found(this.accessLists, list).addresses ?? [];
  }

  #users(list: string): { sid: string; username: string }[] {
    return found(this.credentialLists, list).users ?? [];
  }
}

type Thing = { readonly sid: string };

function found<One extends Thing>(things: readonly One[], sid: string): One {
  const thing = things.find((one) => one.sid === sid);
  if (!thing) throw new Error(`The fake account has no ${sid}.`);
  return thing;
}

function added<One extends Thing>(things: One[], thing: One): string {
  things.push(thing);
  return thing.sid;
}

function changed<One extends Thing>(things: readonly One[], sid: string, change: Partial<One>): string {
  Object.assign(found(things, sid), change);
  return sid;
}

function removed(things: Thing[], sid: string): string {
  things.splice(things.findIndex((one) => one.sid === sid), 1);
  return sid;
}
