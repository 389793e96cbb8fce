import { action, madeBy, needOf, type Reference, there, type Work } from './actions.ts';
import { type Drafting, type Given, type PlannedTrunk, settle } from './drafting.ts';
import { isOurs } from './ledger.ts';
import { trunkDomain } from './edges.ts';
import { matchList } from './match.ts';

/** One of the two kinds of list with which a trunk checks its callers. */
export interface ListKind<List> {
  readonly resource: 'access-list' | 'credential-list';
  /** What it is called: “IP access control list”. */
  readonly called: string;
  readonly why: string;
  /** What a yes means where somebody else has a list of this name. */
  readonly use: string;
  readonly name: string;
  /** All of the account, and the SIDs of those on the trunk. */
  readonly lists: readonly List[];
  readonly on: readonly string[];
  readonly create: (name: string) => Work;
  readonly rename: (sid: string, name: string) => Work;
  readonly put: (trunk: Reference, list: Reference) => Work;
  readonly takeOff: (trunk: Reference, sid: string) => Work;
}

/**
 * The site's list of one kind: found or made, under the name it shall have, on the trunk; and no other that Trunkbook put there.
 * @param inside plans what is in the list, undefined where it is yet to be made
 */
export function planList<List extends { readonly sid: string; readonly name: string }>(given: Given, trunk: PlannedTrunk, kind: ListKind<List>, inside: (list: List | undefined, reference: Reference) => void, draft: Drafting): void {
  const { wants, intent, ledger } = given;
  const { resource, called, name, on } = kind;
  const list = settle(matchList(kind.lists, resource, name, ledger, intent.agreed), draft, {
    what: `On this account there is ${resource === 'access-list' ? 'an' : 'a'} ${called} “${name}” already that was not made for this site.`, yes: kind.use, no: 'Choose another name for the list',
  });
  const reference = list ? there(list.sid) : madeBy(`create-${resource}`);
  if (!list) draft.actions.push(action(`create-${resource}`, kind.create(name), { naturalKey: name, needs: [needOf(trunk.reference)], words: `Create the ${called} “${name}”`, why: kind.why }));
  else if (list.name !== name) draft.actions.push(action(`rename-${resource}`, kind.rename(list.sid, name), { naturalKey: name, words: `Rename the ${called} “${list.name}” to “${name}”`, why: 'This site shall have it under that name.' }));
  const before = draft.actions.length;
  inside(list, reference);
  const filled = draft.actions.slice(before).map(({ id }) => id);
  const domain = trunkDomain(wants.domainLabel);
  const isOn = list !== undefined && on.includes(list.sid);
  if (!isOn) {
    draft.actions.push(action(`put-${resource}-on-trunk`, kind.put(trunk.reference, reference), {
      naturalKey: `${domain} ${name}`, needs: [needOf(trunk.reference), needOf(reference)], words: `Put the ${called} “${name}” on the trunk`, why: 'A list counts only for the trunks it is on.',
    }));
  }
  for (const sid of on) {
    if (sid === list?.sid || !isOurs(ledger, `${resource}-on-trunk`, sid, trunk.there?.sid ?? null)) continue;
    const other = kind.lists.find((one) => one.sid === sid)?.name ?? sid;
    draft.actions.push(action(`take-${resource}-off-trunk ${sid}`, kind.takeOff(trunk.reference, sid), {
      // The new one first, with all that is in it: the trunk is never without.
      naturalKey: `${domain} ${other}`, needs: [...filled, ...(isOn ? [] : [`put-${resource}-on-trunk`])], words: `Take the ${called} “${other}” off the trunk`, why: 'Trunkbook put it there, and this site shall have another list now.',
    }));
  }
}
