import { randomUUID } from 'node:crypto';
import { checkPasted } from '../../domain/numbers/check-pasted.ts';
import type { AccountNumber, Directory } from '../../domain/numbers/directory.ts';
import { accountKey } from '../../domain/site/account-key.ts';
import type { Stamp } from '../../domain/site/make.ts';
import type { Site } from '../../domain/site/record.ts';
import type { AccountCheck, AccountView, Input, Output, Patch } from '../../preload/contract.ts';
import type { FakeAccount } from './fake-account.ts';
import type { Handlers } from './fake-main.ts';
import { Refusal } from './refusal.ts';

export interface TwilioDesk {
  readonly account: FakeAccount;
  readonly site: (siteId: string) => Site;
  readonly directory: (siteId: string) => Directory;
  /** Keeps the directory, and says so to the page that has the site open. */
  readonly put: (siteId: string, directory: Directory, patch: Patch) => void;
  readonly accounts: () => readonly AccountView[];
  readonly show: (accounts: readonly AccountView[]) => void;
  readonly stamp: () => Stamp;
  /** The page must have told that this host protects credentials less. */
  readonly mustConfirm: () => boolean;
}

type Finding = Omit<AccountCheck, 'at'>;
type TwilioHandlers = Pick<Handlers, 'numbers.owned' | 'numbers.available' | 'numbers.check' | 'account.add' | 'account.check' | 'account.rotate' | 'account.remove'>;

const PLACES = ['Austin, TX', 'Dallas, TX', 'Houston, TX'];
export const ALL_WELL: Finding = { refused: [], type: 'full', status: 'active', parentSid: null };

/** The fake main's channels for numbers and accounts. A test says what Twilio answers. */
export class FakeTwilio {
  /** What a search for numbers to buy finds; null: twelve in the area code. */
  offers: Output<'numbers.available'> | null = null;
  /** The last search. */
  searched: Input<'numbers.available'> | null = null;
  /** What the next look at an account finds. */
  finding: Finding = ALL_WELL;
  readonly #desk: TwilioDesk;

  constructor(desk: TwilioDesk) {
    this.#desk = desk;
  }

  #list(siteId: string): readonly AccountNumber[] {
    const { account, site, directory, put, stamp } = this.#desk;
    const numbers = account.numbers.map(({ phoneNumber, trunkSid, hasVoiceUrl }) => ({ phoneNumber, place: 'Austin, TX', note: trunkSid === null ? (hasVoiceUrl ? 'has a voice URL' : null) : 'is on a trunk' }));
    const listed = { ...directory(siteId).numbers, listed: { source: 'api' as const, ...stamp(), account: accountKey(site(siteId).intent.account), numbers } };
    put(siteId, { ...directory(siteId), numbers: listed }, { what: 'numbers', siteId, value: structuredClone(listed) });
    return numbers;
  }

  #look(): AccountCheck {
    return { at: this.#desk.stamp().at, ...this.finding };
  }

  handlers(): TwilioHandlers {
    const { account, site, directory, accounts, show, mustConfirm } = this.#desk;
    const change = (accountId: string, part: Partial<AccountView>): void => show(accounts().map((one) => (one.id === accountId ? { ...one, ...part } : one)));
    const confirm = (confirmed: boolean): void => {
      if (mustConfirm() && !confirmed) throw new Refusal({ code: 'confirm', what: 'Real credentials need your confirmation here.' });
    };
    return {
      'numbers.owned': ({ siteId }) => { this.#list(siteId); return {}; },
      'numbers.available': (search) => {
        this.searched = search;
        return this.offers ?? { monthly: '1.15 USD', numbers: Array.from({ length: 12 }, (_, index) => ({ phoneNumber: `+1${search.areaCode === '' ? '512' : search.areaCode}55502${String(index).padStart(2, '0')}`, place: PLACES[index % PLACES.length] ?? '', refused: null })) };
      },
      'numbers.check': ({ siteId, text }) => {
        const { intent } = site(siteId);
        // Without a network, as the numbers were listed last.
        const { listed } = directory(siteId).numbers;
        if (!account.online && listed === null) throw new Refusal({ code: 'network', what: 'Twilio could not be reached.' });
        const numbers = account.online || listed === null ? this.#list(siteId) : listed.numbers;
        return { lines: [...checkPasted(text, intent.country, intent.numbers.map(({ phoneNumber }) => phoneNumber), numbers)], asOf: account.online ? null : listed?.at ?? null };
      },
      'account.add': ({ name, accountSid, username, confirmed }) => {
        confirm(confirmed);
        if (!/^AC[0-9a-f]{32}$/.test(accountSid)) throw new Refusal({ code: 'invalid-value', what: 'Not saved yet.', fields: [{ field: 'accountSid', why: 'It begins with AC and has 32 more characters.' }] });
        const id = randomUUID();
        show([...accounts(), { id, name, accountSid, username, check: this.#look() }]);
        return { accountId: id };
      },
      'account.check': ({ accountId }) => { change(accountId, { check: this.#look() }); return {}; },
      'account.rotate': ({ accountId, username, confirmed }) => {
        confirm(confirmed);
        if (!/^(?:SK|AC)[0-9a-f]{32}$/.test(username)) throw new Refusal({ code: 'invalid-value', what: 'Not saved yet.', fields: [{ field: 'username', why: 'It begins with SK or AC and has 32 more characters.' }] });
        change(accountId, { username, check: this.#look() });
        return {};
      },
      'account.remove': ({ accountId }) => { show(accounts().filter(({ id }) => id !== accountId)); return {}; },
    };
  }
}
