import type { Extension } from './directory.ts';
import { MOST_DIDS_OF_ONE } from './extensions.ts';

export interface AssignWish {
  /** E.164, in the order in which they are handed out, one for each extension. */
  readonly dids: readonly string[];
  /** The caller ID of every selected extension: the DID that it gets or has first, one number for all (E.164), or as it is. */
  readonly callerId: 'did' | 'keep' | `+${string}`;
  /** Whether the DID takes the place of those that the extension has, or joins them. */
  readonly replace: boolean;
}

export interface Assignment {
  /** All rows, in their order. */
  readonly rows: Extension[];
  /** The extensions in which something differs now, moved DIDs included. */
  readonly changed: readonly string[];
  /** Selected extensions that got no DID, because there were too few; their DIDs stay as they are. */
  readonly withoutDid: readonly string[];
  /** Selected extensions that got no DID, because they hold as many as the record takes. */
  readonly full: readonly string[];
  /** DIDs that another extension had: a DID belongs to one. */
  readonly moved: readonly { readonly did: string; readonly from: string; readonly to: string }[];
  /** DIDs that were replaced and now belong to nobody. */
  readonly freed: readonly string[];
  /** DIDs that were left over. */
  readonly unused: readonly string[];
}

/**
 * Hands DIDs out to selected extensions, the first to the first. No row is lost, and no DID that is handed out is left with a second extension.
 * What was selected and is no longer there is passed over. O(n).
 * @param selected extension numbers, in the order of the selection
 */
export function assign(rows: readonly Extension[], selected: readonly string[], { dids, callerId, replace }: AssignWish): Assignment {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const wanting = [...new Set(selected)].filter((number) => byNumber.has(number));
  const offered = [...new Set(dids)];
  const didFor = new Map<string, string>();
  const full: string[] = [];
  const withoutDid: string[] = [];
  for (const number of wanting) {
    const did = offered[didFor.size];
    if (did === undefined) { withoutDid.push(number); continue; }
    const has = byNumber.get(number)?.dids ?? [];
    if (!replace && has.length >= MOST_DIDS_OF_ONE && !has.includes(did)) full.push(number);
    else didFor.set(number, did);
  }
  const ownerOf = new Map([...didFor].map(([number, did]) => [did, number]));
  const isSelected = new Set(wanting);
  const moved: { did: string; from: string; to: string }[] = [];
  const replaced: string[] = [];
  const changed: string[] = [];
  const next = rows.map((row) => {
    const did = didFor.get(row.number);
    const stays = row.dids.filter((held) => {
      const owner = ownerOf.get(held);
      if (owner === undefined || owner === row.number) return true;
      moved.push({ did: held, from: row.number, to: owner });
      return false;
    });
    if (did !== undefined && replace) replaced.push(...stays.filter((held) => held !== did));
    const nextDids = did === undefined ? stays : replace ? [did] : stays.includes(did) ? stays : [...stays, did];
    const nextCallerId = !isSelected.has(row.number) || callerId === 'keep' ? row.callerId : callerId === 'did' ? did ?? nextDids[0] ?? row.callerId : callerId;
    if (nextCallerId === row.callerId && nextDids.length === row.dids.length && nextDids.every((held, index) => held === row.dids[index])) return row;
    changed.push(row.number);
    return { ...row, dids: nextDids, callerId: nextCallerId };
  });
  const held = new Set(next.flatMap((row) => row.dids));
  return {
    rows: next, changed, withoutDid, full, moved,
    freed: [...new Set(replaced)].filter((did) => !held.has(did)),
    unused: offered.slice(didFor.size),
  };
}
