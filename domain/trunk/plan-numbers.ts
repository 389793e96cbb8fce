import { spacedPhoneNumber } from '../numbers/phone-number.ts';
import type { TwilioSnapshot } from '../site/record.ts';
import { action, madeBy, needOf, there } from './actions.ts';
import { ask, type Drafting, EMERGENCY_WAY_OUT, type Given, hasEmergencyCalling, type PlannedTrunk } from './drafting.ts';
import { isOurs } from './ledger.ts';
import { trunkDomain } from './edges.ts';

type Owned = TwilioSnapshot['numbers'][number];

/** The question whose answer lets Trunkbook move a number that works elsewhere: for this once. */
export function moveQuestion({ sid, trunkSid }: Owned, times: number): string {
  return `move ${sid} from ${trunkSid ?? 'its voice URL'} #${times}`;
}

/** The question whose answer lets Trunkbook take a number off the trunk that somebody else put there: for this once. */
export function detachQuestion(sid: string, times: number): string {
  return `detach ${sid} #${times}`;
}

export function planNumbers(given: Given, trunk: PlannedTrunk, draft: Drafting): void {
  const { wants, intent, account } = given;
  const owned = new Map(account.numbers.map((number) => [number.phoneNumber, number]));
  const domain = trunkDomain(wants.domainLabel);
  const moving: Moving = { fromVoiceUrl: [], fromTrunk: [] };
  const ways = draft.actions.filter(({ work }) => work.do === 'create-origination-url' || work.do === 'change-origination-url').map(({ id }) => id);
  for (const { phoneNumber, acquire } of intent.numbers) {
    const number = owned.get(phoneNumber);
    if (!number && acquire === 'take') {
      draft.problems.push({ field: 'numbers', why: `${spacedPhoneNumber(phoneNumber)} is not among the numbers of this Twilio account. Choose one that is, or buy one.` });
      continue;
    }
    if (!number) {
      draft.actions.push(action(`buy-number ${phoneNumber}`, { do: 'buy-number', phoneNumber }, {
        naturalKey: phoneNumber, needs: [needOf(trunk.reference)], words: `Buy ${spacedPhoneNumber(phoneNumber)}`, why: 'The trunk needs a number to be called at and to call from.',
        consent: { to: 'cost', what: `The number ${spacedPhoneNumber(phoneNumber)}`, words: 'Twilio charges a monthly price for it.' },
      }));
    }
    planAttach(given, trunk, domain, phoneNumber, number, { moving, ways }, draft);
  }
  askToMove(moving, draft);
  planDetach(given, trunk, domain, owned, draft);
}

type Asked = { readonly name: string; readonly phoneNumber: string }[];
/** Numbers that work elsewhere and that nobody has agreed to move. */
interface Moving { readonly fromVoiceUrl: Asked; readonly fromTrunk: Asked }

const SHOWN = 3;

/** One question for all that work elsewhere in the same way: a technician who takes over a hundred numbers answers once. */
function askToMove({ fromVoiceUrl, fromTrunk }: Moving, draft: Drafting): void {
  const about = (numbers: Asked, one: (shown: string) => string, many: (shown: string) => string): void => {
    const [first, ...others] = numbers;
    if (!first) return;
    const shown = numbers.slice(0, SHOWN).map(({ phoneNumber }) => spacedPhoneNumber(phoneNumber)).join(', ');
    const rest = numbers.length > SHOWN ? ` and ${numbers.length - SHOWN} more` : '';
    ask(draft, [first.name, ...others.map(({ name }) => name)], {
      about: numbers.map(({ phoneNumber }) => `attach-number ${phoneNumber}`), what: others.length === 0 ? one(shown) : many(`${shown}${rest}`),
      yes: others.length === 0 ? 'Move the number to this trunk' : `Move these ${numbers.length} numbers to this trunk`, no: others.length === 0 ? 'Choose another number' : 'Choose other numbers',
    });
  };
  about(fromVoiceUrl, (shown) => `${shown} answers calls through a voice URL today. On the trunk that URL goes dead.`, (shown) => `${shown} answer calls through voice URLs today. On the trunk those URLs go dead.`);
  about(fromTrunk, (shown) => `${shown} is on another trunk today. Calls to it will stop arriving there.`, (shown) => `${shown} are on other trunks today. Calls to them will stop arriving there.`);
}

function planAttach(given: Given, trunk: PlannedTrunk, domain: string, phoneNumber: string, owned: Owned | undefined, { moving, ways }: { readonly moving: Moving; readonly ways: readonly string[] }, draft: Drafting): void {
  const naturalKey = `${domain} ${phoneNumber}`;
  if (owned && trunk.there && owned.trunkSid === trunk.there.sid) return;
  const shown = spacedPhoneNumber(phoneNumber);
  if (owned && owned.trunkSid !== null && hasEmergencyCalling(owned)) {
    draft.held.push({ id: `attach-number ${phoneNumber}`, because: 'emergency-calling', what: `${shown} has emergency calling on another trunk, so Twilio does not move it.`, next: EMERGENCY_WAY_OUT });
    return;
  }
  if (owned && (owned.trunkSid !== null || owned.hasVoiceUrl)) {
    const name = moveQuestion(owned, given.ledger.moves.get(owned.sid) ?? 0);
    if (!given.intent.agreed.includes(name)) (owned.trunkSid === null ? moving.fromVoiceUrl : moving.fromTrunk).push({ name, phoneNumber });
  }
  const number = owned ? there(owned.sid) : madeBy(`buy-number ${phoneNumber}`);
  draft.actions.push(action(`attach-number ${phoneNumber}`, { do: 'attach-number', number, phoneNumber, trunk: trunk.reference }, {
    // Whoever calls it shall be led somewhere.
    naturalKey, needs: [needOf(trunk.reference), needOf(number), ...ways], words: `Attach ${shown} to the trunk`, why: 'Calls to it then reach the PBX, and it is the caller ID outside.',
  }));
}

/** Numbers on the trunk that the site shall not have: those that Trunkbook put there, and those that a person said should go. */
function planDetach(given: Given, trunk: PlannedTrunk, domain: string, owned: ReadonlyMap<string, Owned>, draft: Drafting): void {
  const { intent, ledger } = given;
  const there = trunk.there?.parts?.phoneNumbers ?? [];
  const wanted = new Set(intent.numbers.map(({ phoneNumber }) => phoneNumber));
  for (const { sid, phoneNumber } of there) {
    if (wanted.has(phoneNumber)) continue;
    if (!isOurs(ledger, 'number-on-trunk', sid, trunk.there?.sid ?? null) && !intent.agreed.includes(detachQuestion(sid, ledger.moves.get(sid) ?? 0))) continue;
    const shown = spacedPhoneNumber(phoneNumber);
    const number = owned.get(phoneNumber);
    if (number && hasEmergencyCalling(number)) {
      draft.held.push({ id: `detach-number ${phoneNumber}`, because: 'emergency-calling', what: `${shown} has emergency calling, so Twilio does not take it off the trunk (21634).`, next: EMERGENCY_WAY_OUT });
      continue;
    }
    draft.actions.push(action(`detach-number ${phoneNumber}`, { do: 'detach-number', trunk: trunk.reference, sid }, {
      naturalKey: `${domain} ${phoneNumber}`, words: `Take ${shown} off the trunk; the account keeps it`, why: 'This site shall not have it any more. Calls to it stop reaching the PBX.',
    }));
  }
}
