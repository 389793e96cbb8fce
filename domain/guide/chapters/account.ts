import { BY_HAND, WITH_KEY } from '../conditions.ts';
import type { Chapter } from '../step.ts';

export const ACCOUNT: Chapter = {
  id: 'account', title: 'Twilio account', steps: [
    {
      id: 'account.choose', title: 'Choose the Twilio account', kind: 'by-trunkbook', place: 'Trunkbook', page: null,
      what: [
        'The built-in practice account behaves like Twilio and needs no network: good for learning and for trying a site out. Nothing on it can ring a phone.',
        'For the customer’s trunk, use a Standard API key made in the very account that will own the trunk. A key of a parent account would put the trunk there.',
        'You have no key and get none? Choose “by hand”: every step then shows its way through the Twilio Console, and you report what you did.',
        { when: BY_HAND, text: 'Log in to the Twilio Console now, and look which account is selected: it must be the customer’s account, or the subaccount that is meant for this trunk.' },
      ],
      worked: 'With a key: the account answers to each part that Trunkbook needs. By hand: the right account is open in the Twilio Console.', needs: [], links: ['twilio-console', 'twilio-api-keys'],
      fails: [
        { sign: 'Twilio refuses the key (20003).', cure: 'Copy key and secret again. The key must be made in this account: keys of a parent do not work for a subaccount, nor the other way round. A suspended account refuses all keys.', trouble: 'key-not-accepted' },
        { sign: 'One part is refused, the others answer.', cure: 'The key is a restricted one. Make a Standard key, or have the refused permission added.', trouble: 'key-may-not' },
        { sign: 'The account is suspended or has no funds (20005, 10001).', cure: 'The account’s owner must put the billing in order first.', trouble: 'account-declines' },
      ],
      differs: 'The public guide works in the Twilio Console only. With a key Trunkbook does the Twilio work itself and reads back what it did.',
    },
    {
      id: 'account.upgraded', title: 'Make sure the account is no trial', kind: 'by-hand', place: 'Twilio Console', page: 'Account dashboard',
      what: [
        'Twilio has Elastic SIP trunks for upgraded accounts only. A trial account cannot have one.',
        'Open the Twilio Console. A trial shows its trial balance and an “Upgrade” button.',
        'If it is a trial, have the account’s owner upgrade it. That is a contract and a means of payment: not yours to decide.',
        { when: WITH_KEY, text: 'Trunkbook cannot see this for you: a Standard API key may not read the account itself.' },
      ],
      worked: 'The Console shows no trial balance and offers no upgrade.', needs: [], links: ['twilio-console', 'twilio-upgrade'],
      fails: [
        { sign: 'Calls reach only numbers that were verified before (32100), or a second number cannot be bought (21404).', cure: 'The account is still a trial: upgrade it.', trouble: 'trial-account' },
        { sign: 'The Console does not offer Elastic SIP Trunking.', cure: 'Check that you are in the right account, and that it is upgraded.' },
      ],
      // NC: older copies of Twilio’s page grant a trial one trunk and one number (twilio.md 0.3).
      differs: 'The public guide does not say it: since 2026 Twilio’s documents reserve Elastic SIP Trunking for upgraded accounts.',
    },
  ],
};
