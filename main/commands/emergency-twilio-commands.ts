import { changeIntent } from '../../domain/site/make.ts';
import { MOST_ADDRESSES, MOST_EMERGENCY_REPORTS } from '../../domain/site/emergency-limits.ts';
import { Place, type TwilioAddress } from '../../domain/site/emergency-record.ts';
import { type LedgerEntry, withoutSecrets } from '../../domain/site/record.ts';
import { sameAccount } from '../../domain/site/same-account.ts';
import { newId } from '../desk.ts';
import { lookAtEmergency, type Tell } from '../emergency-look.ts';
import { CommandFault } from '../fault.ts';
import type { Handlers } from '../ipc/answer.ts';
import { asking, type Reading } from './trunk-commands.ts';

export interface EmergencyTwilioCommands extends Reading {
  readonly tell: Tell;
  /** Has the site's queue looked at: something may be submitted now. */
  readonly lookSoon: (siteId: string) => void;
}

type Channels = 'emergency.read' | 'emergency.existing' | 'emergency.choose' | 'emergency.decide' | 'emergency.report';

/** Emergency addresses at Twilio: where they stand, those that the account has, and what a person decides about them. Submitting is a job. */
export function emergencyTwilioCommands({ desk, connect, signal, tell, lookSoon }: EmergencyTwilioCommands): Pick<Handlers, Channels> {
  return {
    'emergency.read': async ({ siteId }) => {
      await asking('reading where the emergency addresses stand', () => lookAtEmergency(desk, connect, siteId, tell, signal()));
      lookSoon(siteId);
      return {};
    },
    'emergency.existing': async ({ siteId }) => {
      const { client, accountSid } = await connect(await desk.site(siteId));
      const { existingAddresses } = await import('../twilio/read-emergency.ts');
      return { addresses: [...await asking('listing the addresses of the account', async () => existingAddresses({ client: await client(signal()), accountSid }))] };
    },
    'emergency.choose': async ({ siteId, sid }) => {
      const site = await desk.site(siteId);
      const { client, accountSid } = await connect(site);
      const { readAddress } = await import('../twilio/read-emergency.ts');
      const stamp = desk.stamp();
      const found = await asking('reading the address', async () => readAddress({ client: await client(signal()), accountSid }, sid));
      const id = newId();
      const place = placeOf(found.address);
      // A record that holds what it may not could not be opened again.
      if (!Place.safeParse(place).success) throw refused('Twilio does not say of which country this address is.', 'Enter it here as a new one.');
      const after = await desk.change(siteId, (now) => {
        const { emergency } = now.intent;
        if (!sameAccount(now.intent.account, site.intent.account)) throw refused('Another account was chosen for this site meanwhile.', 'Look at the addresses of that account.');
        if (emergency.addresses.some(({ chosen }) => chosen === sid)) return now;
        if (emergency.addresses.length >= MOST_ADDRESSES) throw refused(`A site has at most ${MOST_ADDRESSES} addresses.`, 'Remove one that no number uses.');
        const next = changeIntent(now, { emergency: { ...emergency, addresses: [...emergency.addresses, { ...place, id, chosen: sid, extensions: '', shows: null, confirmedBy: '' }] } }, stamp, newId());
        // So that it is known before the next look at everything.
        const reading = next.observed.emergency;
        if (reading === null || reading.accountSid !== accountSid) return next;
        return { ...next, observed: { ...next.observed, emergency: { ...reading, addresses: [...reading.addresses.filter((one) => one.sid !== sid), found] } } };
      });
      lookSoon(siteId);
      return { addressId: after.intent.emergency.addresses.find(({ chosen }) => chosen === sid)?.id ?? id };
    },
    'emergency.decide': async ({ siteId, addressId, call, choice, suggestion }) => {
      const [{ suggestionsOf, takeSuggestion }, { emergencyPlan }, { changeEmergency }] = await Promise.all([import('../../domain/emergency/suggestion.ts'), import('../../domain/emergency/registration.ts'), import('../../domain/emergency/change-emergency.ts')]);
      await desk.change(siteId, (site) => {
        // Judged on what is on disk now: the address may be another one since the page showed it.
        const standing = emergencyPlan(withoutSecrets(site), Date.now()).addresses.get(addressId);
        const of = standing?.kind === 'suggestion' || standing?.kind === 'refused' ? standing.call : null;
        if (of !== call) throw refused('What was shown is not so any more.', 'Look at the address again.');
        const stamp = desk.stamp();
        const decided = (made: 'took-suggestion' | 'stopped'): LedgerEntry => ({ id: newId(), ...stamp, kind: 'decided', call, choice: made });
        if (choice === 'stop') return { ...site, ledger: [...site.ledger, decided('stopped')] };
        const suggested = suggestionsOf(site.ledger, call)[suggestion];
        const { emergency } = site.intent;
        const old = emergency.addresses.find(({ id }) => id === addressId);
        if (suggested === undefined || old === undefined) throw refused('Twilio made no such suggestion.', 'Look at the address again.');
        if (suggested.country !== old.country) throw refused('Twilio suggests an address of another country.', 'Edit the address by hand.');
        const addresses = emergency.addresses.map((address) => (address.id === addressId ? takeSuggestion(address, suggested) : address));
        const next = changeEmergency(site, { ...emergency, addresses }, stamp, newId());
        // The same words would be refused the same way, so they are not sent again.
        const still = emergencyPlan(withoutSecrets(next), Date.now()).addresses.get(addressId);
        if (still && 'call' in still && still.call === call) throw refused('Twilio’s form says just what was sent.', 'Edit the address by hand.');
        return { ...next, ledger: [...next.ledger, decided('took-suggestion')] };
      });
      lookSoon(siteId);
      return {};
    },
    'emergency.report': async ({ siteId, numbers, state, address }) => {
      await desk.change(siteId, (site) => {
        const { account, emergency } = site.intent;
        if (account.kind !== 'by-hand') throw refused('Twilio itself is asked for this site.', 'Press “Read again”.');
        if (address !== null && !emergency.addresses.some(({ id }) => id === address)) throw refused('This address is not there any more.', 'Choose another one.');
        const known = new Set([...emergency.numbers, ...site.intent.numbers].map(({ phoneNumber }) => phoneNumber));
        if (numbers.some((number) => !known.has(number))) throw refused('A number is none of this site.', 'Look at the numbers again.');
        const said = new Set(numbers);
        const others = site.observed.emergencyReported.filter(({ phoneNumber }) => !said.has(phoneNumber));
        const stamp = desk.stamp();
        const reports = [...said].map((phoneNumber) => ({ source: 'reported' as const, ...stamp, phoneNumber, state, address: state === 'unregistered' ? null : address }));
        // Of numbers that were taken out of the site it is kept as long as there is room: they may come back.
        const all = others.length + reports.length > MOST_EMERGENCY_REPORTS ? [...others.filter(({ phoneNumber }) => known.has(phoneNumber)), ...reports] : [...others, ...reports];
        // A record that holds more than it may could not be opened again.
        if (all.length > MOST_EMERGENCY_REPORTS) throw refused(`A site keeps reports of at most ${MOST_EMERGENCY_REPORTS.toLocaleString('en-US')} numbers.`, 'Leave out numbers that need no report, or make another site for some of them.');
        return { ...site, observed: { ...site.observed, emergencyReported: all } };
      });
      return {};
    },
  };
}

/** An address of the account as the site keeps it: what Twilio has in its second line stays one text. */
function placeOf({ streetSecondary, ...address }: TwilioAddress): Place {
  return { ...address, secondary: streetSecondary.trim() === '' ? [] : [{ kind: 'other', value: streetSecondary }] };
}

function refused(why: string, next: string): CommandFault {
  return new CommandFault({ code: 'invalid-value', what: 'Nothing was changed.', why, next });
}

