import { action, needOf, type Reference } from './actions.ts';
import { askToChange, type Drafting, type Given, type PlannedTrunk } from './drafting.ts';
import { isOurs } from './ledger.ts';
import { planList } from './plan-lists.ts';

export function planAccessList(given: Given, trunk: PlannedTrunk, draft: Drafting): void {
  const { wants, account } = given;
  planList(given, trunk, {
    resource: 'access-list', called: 'IP access control list', name: wants.accessListName, lists: account.accessLists, on: trunk.there?.parts?.accessLists ?? [],
    why: 'Twilio takes calls for this trunk only from addresses in its lists.', use: 'Use that list, and add the PBX to it',
    create: (name) => ({ do: 'create-access-list', name }), rename: (sid, name) => ({ do: 'rename-access-list', sid, name }),
    put: (on, list) => ({ do: 'put-access-list-on-trunk', trunk: on, list }), takeOff: (from, sid) => ({ do: 'take-access-list-off-trunk', trunk: from, sid }),
  }, (list, reference) => planAddresses(given, list?.addresses ?? [], reference, draft), draft);
}

function planAddresses(given: Given, present: readonly { readonly sid: string; readonly address: string; readonly prefix: number }[], list: Reference, draft: Drafting): void {
  const { wants, ledger } = given;
  const name = wants.accessListName;
  const wanted = new Set(wants.addresses);
  const stale = present.filter(({ sid, address }) => !wanted.has(address) && isOurs(ledger, 'ip-address', sid, list.kind === 'sid' ? list.sid : null));
  for (const address of wants.addresses) {
    const naturalKey = `${name} ${address}`;
    const entry = present.find((other) => other.address === address);
    if (entry) {
      if (entry.prefix === 32) continue;
      askToChange(given, 'ip-address', entry.sid, {
        about: [`change-address ${address}`], what: `The list holds ${address} as the range ${address}/${entry.prefix}, which Trunkbook did not enter. Twilio takes an address only once.`,
        yes: `Narrow it to ${address}/32`, no: 'Change the entry in the Twilio Console, and read the account again',
      }, draft);
      draft.actions.push(action(`change-address ${address}`, { do: 'change-address', list, sid: entry.sid, address }, {
        naturalKey, words: `Narrow ${address}/${entry.prefix} in the list to ${address}/32`, why: 'Only the PBX itself shall be let in.',
      }));
      continue;
    }
    const old = stale.shift();
    const work = old ? { do: 'change-address' as const, list, sid: old.sid, address } : { do: 'add-address' as const, list, address };
    draft.actions.push(action(`${work.do} ${address}`, work, {
      naturalKey, needs: [needOf(list)], words: old ? `Change ${old.address} in the list to ${address}/32` : `Add ${address}/32 to the list`, why: 'It is a public address of the PBX.',
    }));
  }
  for (const { sid, address } of stale) {
    draft.actions.push(action(`remove-address ${address}`, { do: 'remove-address', list, sid }, {
      naturalKey: `${name} ${address}`, words: `Remove ${address} from the list`, why: 'Trunkbook entered it, and the PBX has it no more.',
    }));
  }
}
