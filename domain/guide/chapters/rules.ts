import { TABLE_COUNTRIES } from '../../dialplan/tables.ts';
import { IN_911_COUNTRY, NOT_IN_911_COUNTRY } from '../conditions.ts';
import type { Chapter } from '../step.ts';

export const RULES: Chapter = {
  id: 'rules', title: 'Outbound rules', steps: [
    {
      id: 'rules.enter', title: 'Enter the outbound rules in 3CX', kind: 'by-hand', place: '3CX console', page: 'Outbound Rules',
      what: [
        'People dial in the ways of their country; Twilio wants E.164: + and the country code in front, and none of the prefixes that people dial for long-distance or abroad. The outbound rules turn the one into the other.',
        'Trunkbook shows the rules for this country below, with the trunk’s name as their route. Try some numbers in the simulator first, and look at the findings of the check.',
        { when: { notCountries: TABLE_COUNTRIES }, text: 'For this country there is no table yet: only the rule for numbers with + is proposed. Ask how people here dial at home and abroad, add a rule for each way, and try them in the simulator.' },
        'After the trunk was saved, 3CX shows “Add Outbound Rule” by itself. Later you get there by “Outbound Rules” on the left and “+ Add”.',
        'Enter each rule: its name, the prefix, the length. Leave empty what is empty in the table.',
        'As Route 1 choose the trunk by the name that it has in 3CX, and enter how many digits to strip and what to prepend.',
        'Press “Save” at the top, and go on with “+ Add” until all rules are in.',
        'Bring the rules into the order of the table. 3CX takes the first rule that fits and looks at no other, even if its routes fail; a new rule lands at the bottom.',
        { when: NOT_IN_911_COUNTRY, text: 'The rule for abroad (00, or 0011 in Australia) must stand above the national one (0), or 0044… is taken for a national number.' },
        { when: { countries: ['AU'] }, text: 'Never leave a length out: 1300 and 13, 1800 and 180 are told apart by nothing else.' },
        { when: IN_911_COUNTRY, text: 'The rule for 011 must stand above the one for 10 digits. The rule for 11 digits with 1 in front is ours: without it such calls end in “no rule”.' },
        'Do not make outbound rules for emergency numbers. They have a page of their own in 3CX; see the chapter “Emergency in 3CX”.',
      ],
      worked: 'The page “Outbound Rules” lists the rules of the table in its order, each with the trunk as Route 1, and the simulator has no open finding.',
      needs: ['trunk.nameIn3cx'], links: ['3cx-console', '3cx-outbound-rules', 'twilio-e164'],
      fails: [
        { sign: '3CX logs 30052: no user or outbound rule for the number.', cure: 'No rule fits what was dialled. Type the number into the simulator; add the rule that is missing.', trouble: 'no-rule-for-number' },
        { sign: 'Twilio logs 32101, or answers 400: the number is not E.164.', cure: 'A rule fits, but makes the wrong number of it. The simulator shows which one, and what Twilio gets.', trouble: 'number-not-e164' },
        { sign: 'Calls leave by another trunk.', cure: 'A rule further up catches them. Move it down, or limit it to its own extensions.', trouble: 'leaves-through-other-trunk' },
        { sign: 'A number with + does not match the rule for +.', cure: 'E.164 processing in 3CX rewrites it before; see the step “Look at E.164 processing in 3CX”.' },
      ],
      // [U] whether + counts in the length; the simulator shows it as a switch (threecx.md 2.1.5).
      differs: 'The public guide’s tables lack US and Canadian numbers dialled with 11 digits, and local ones of 7; they do not say that the order decides. Its rules for the United Kingdom and Ireland take any number that begins with 0, however short. Trunkbook’s check names each such case.',
    },
    {
      id: 'rules.geo-permissions', title: 'Open the countries at Twilio', kind: 'by-hand', place: 'Twilio Console', page: 'Voice > Settings > Geo permissions',
      what: [
        'Twilio lets an account call only the countries that are ticked under its voice geographic permissions. That guards against fraud.',
        'Open the page, and tick the countries that the customer calls: at least the site’s own.',
        'Leave the ranges marked as high risk off, unless the customer asks for one in writing.',
        'Save.',
      ],
      worked: 'Every country that the customer calls is ticked, and no other.', needs: [], links: ['twilio-geo-permissions'],
      records: [{ id: 'countries', label: 'Countries that are open', kind: 'text', optional: true }],
      fails: [
        { sign: 'Calls abroad fail with 403, and Twilio logs 32205 or 21215.', cure: 'The country, or the high-risk range of that number, is not ticked.', trouble: 'country-not-permitted' },
        { sign: 'The page cannot be changed.', cure: 'Your role in the account does not allow it. Have the account’s owner do it.' },
      ],
      differs: 'The public guide does not mention it: calls to a country that is not ticked fail although trunk and rules are right.',
    },
    {
      id: 'rules.allowed-countries', title: 'Open the countries in 3CX', kind: 'by-hand', place: '3CX console', page: 'Advanced > Allowed Country Codes',
      what: [
        '3CX has a list of its own of the countries that may be called. Both lists must allow a call.',
        'Open “Allowed Country Codes”. Where it is not under “Advanced”, look under “Security”: its place is not confirmed for every version.',
        'Tick the same countries as at Twilio. Countries that share a code, such as the US and Canada, come together.',
        'Save.',
      ],
      worked: 'The list in 3CX has the same countries as the one at Twilio.', needs: [], links: ['3cx-console'],
      fails: [{ sign: 'Calls abroad do not leave 3CX, and it logs 12296.', cure: 'The country is not ticked in this list.', trouble: 'country-blocked-by-3cx' }],
      differs: 'The public guide does not mention this list.',
    },
  ],
};
