import { action, madeBy, needOf, there } from './actions.ts';
import { askToChange, type Drafting, type Given, isOurs, type PlannedTrunk, settle } from './drafting.ts';
import { trunkDomain } from './edges.ts';
import { matchList } from './match.ts';

export function planAccessList(given: Given, trunk: PlannedTrunk, draft: Drafting): void {
  const { wants, intent, account, ledger } = given;
  const name = wants.accessListName;
  const list = settle(matchList(account.accessLists, 'access-list', name, ledger, intent.agreed), draft, {
    what: `This account already has an IP access control list “${name}” that was not made for this site.`,
    yes: 'Use that list, and add the PBX to it', no: 'Choose another name for the list',
  });
  const reference = list ? there(list.sid) : madeBy('create-access-list');
  if (!list) {
    draft.actions.push(action('create-access-list', { do: 'create-access-list', name }, {
      naturalKey: name, needs: [needOf(trunk.reference)], words: `Create the IP access control list “${name}”`, why: 'Twilio takes calls for this trunk only from addresses in its lists.',
    }));
  } else if (list.name !== name) {
    draft.actions.push(action('rename-access-list', { do: 'rename-access-list', sid: list.sid, name }, {
      naturalKey: name, words: `Rename the list “${list.name}” to “${name}”`, why: 'This site shall have it under that name.',
    }));
  }
  planAddresses(given, list?.addresses ?? [], reference, draft);
  const domain = trunkDomain(wants.domainLabel);
  const on = trunk.there?.parts?.accessLists ?? [];
  const naturalKey = `${domain} ${name}`;
  if (!list || !on.includes(list.sid)) {
    draft.actions.push(action('put-access-list-on-trunk', { do: 'put-access-list-on-trunk', trunk: trunk.reference, list: reference }, {
      naturalKey, needs: [needOf(trunk.reference), needOf(reference)], words: `Put the list “${name}” on the trunk`, why: 'A list counts only for the trunks it is on.',
    }));
  }
  for (const sid of on) {
    if (sid === list?.sid || !isOurs(ledger, 'access-list-on-trunk', sid)) continue;
    const other = account.accessLists.find((one) => one.sid === sid)?.name ?? sid;
    draft.actions.push(action(`take-access-list-off-trunk ${sid}`, { do: 'take-access-list-off-trunk', trunk: trunk.reference, sid }, {
      naturalKey: `${domain} ${other}`, needs: ['put-access-list-on-trunk'].filter((id) => draft.actions.some((one) => one.id === id)),
      words: `Take the list “${other}” off the trunk`, why: 'Trunkbook put it there, and this site shall have another list now.',
    }));
  }
}

function planAddresses(given: Given, present: readonly { readonly sid: string; readonly address: string; readonly prefix: number }[], list: ReturnType<typeof there>, draft: Drafting): void {
  const { wants, ledger } = given;
  const name = wants.accessListName;
  const wanted = new Set(wants.addresses);
  const stale = present.filter(({ sid, address }) => !wanted.has(address) && isOurs(ledger, 'ip-address', sid));
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
