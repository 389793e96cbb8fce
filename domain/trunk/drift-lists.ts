import { readPublicIpv4 } from '../site/addresses.ts';
import { readFriendlyName } from '../site/values.ts';
import type { Comparing, DriftRow, TakeOver } from './drift.ts';
import { actionsFor, agree, disagree, NONE, row, setTrunk, value } from './drift-row.ts';
import { isOurs } from './ledger.ts';
import { keepQuestion } from './plan-origination.ts';

const ACCESS = { group: 'IP access control list' } as const;

/** What the technician does with a thing that Trunkbook did not make and therefore does not take away. */
export const BY_HAND = 'Trunkbook did not make it, so it does not take it away: remove it in the Twilio Console, then read again. Or let it stay.';

/** A list's name, and whether it is on the trunk. */
export function listRows(comparing: Comparing, kind: 'access' | 'credential'): readonly DriftRow[] {
  const { wants, trunk } = comparing;
  const list = kind === 'access' ? comparing.accessList : comparing.credentialList;
  const wanted = kind === 'access' ? wants.accessListName : wants.credentialListName;
  const on = (kind === 'access' ? trunk?.parts?.accessLists : trunk?.parts?.credentialLists) ?? [];
  const group = kind === 'access' ? ACCESS.group : 'Credential list' as const;
  const id = `${kind}-list`;
  const calls = kind === 'access'
    ? { name: ['create-access-list', 'rename-access-list'], on: 'put-access-list-on-trunk' } : { name: ['create-credential-list', 'rename-credential-list'], on: 'put-credential-list-on-trunk' };
  const found = readFriendlyName(list?.name ?? '');
  const rename = list && list.name !== wanted && found.ok ? setTrunk(`Take “${found.value}”`, kind === 'access' ? { accessListName: found.value } : { credentialListName: found.value }) : null;
  return [
    row({
      group, id: `${id}.name`, label: 'Name of the list', site: value(wanted), twilio: list ? value(list.name) : NONE, state: list ? (list.name === wanted ? 'same' : 'differs') : 'missing',
      toTwilio: actionsFor(comparing, (work) => calls.name.includes(work.do)), toSite: rename,
    }),
    row({
      group, id: `${id}.on-trunk`, label: 'The list is on the trunk', site: value('yes'), twilio: value(list && on.includes(list.sid) ? 'yes' : 'no'), state: list && on.includes(list.sid) ? 'same' : 'missing',
      toTwilio: actionsFor(comparing, (work) => work.do === calls.on),
    }),
  ];
}

export function accessRows(comparing: Comparing): readonly DriftRow[] {
  const { wants, accessList, ledger, intent } = comparing;
  const present = accessList?.addresses ?? [];
  const wanted = wants.addresses.map((address): DriftRow => {
    const entry = present.find((one) => one.address === address);
    const leave: TakeOver | null = wants.addresses.length > 1 ? { words: 'Do without it', change: ({ pbx }) => ({ pbx: { ...pbx, ipv4: pbx.ipv4.filter((one) => one !== address) } }) } : null;
    return row({
      ...ACCESS, id: `address ${address}`, label: 'Address of the PBX', site: value(`${address}/32`), twilio: entry ? value(`${address}/${entry.prefix}`) : NONE,
      state: entry ? (entry.prefix === 32 ? 'same' : 'differs') : 'missing', toTwilio: actionsFor(comparing, (work) => 'address' in work && work.address === address), toSite: entry ? null : leave,
    });
  });
  const others = present.filter(({ address }) => !wants.addresses.includes(address)).map(({ sid, address, prefix }): DriftRow => {
    const canHold = prefix === 32 && readPublicIpv4(address).ok;
    const question = keepQuestion(sid);
    const kept = intent.agreed.includes(question);
    const ours = isOurs(ledger, 'ip-address', sid);
    return row({
      ...ACCESS, id: `address ${address}`, label: 'Another address', site: NONE, twilio: value(`${address}/${prefix}`), state: kept && !ours ? 'kept' : 'extra',
      toTwilio: actionsFor(comparing, (work) => (work.do === 'remove-address' || work.do === 'change-address') && work.sid === sid),
      toSite: kept && !ours ? disagree(question) : canHold ? { words: 'Add it to the PBX’s addresses', change: ({ pbx }) => ({ pbx: { ...pbx, ipv4: [...pbx.ipv4, address].slice(0, 20) } }) } : agree('Let it stay', question),
      byHand: ours ? null : BY_HAND,
    });
  });
  return [...listRows(comparing, 'access'), ...wanted, ...others];
}

/** Lists on the trunk beside the site's own: whoever is in them gets through as well. */
export function extraListRows({ trunk, account, accessList, credentialList, intent, ledger, draft }: Comparing): readonly DriftRow[] {
  const kinds = [
    { on: trunk?.parts?.accessLists ?? [], own: accessList?.sid, lists: account.accessLists, group: ACCESS.group, resource: 'access-list-on-trunk' as const },
    { on: trunk?.parts?.credentialLists ?? [], own: credentialList?.sid, lists: account.credentialLists, group: 'Credential list' as const, resource: 'credential-list-on-trunk' as const },
  ];
  return kinds.flatMap(({ on, own, lists, group, resource }) => on.filter((sid) => sid !== own).map((sid): DriftRow => {
    const question = keepQuestion(sid);
    const ours = isOurs(ledger, resource, sid, trunk?.sid ?? null);
    const kept = intent.agreed.includes(question) && !ours;
    return row({
      group, id: `list ${sid}`, label: 'Another list on the trunk', site: NONE, twilio: value(lists.find((list) => list.sid === sid)?.name ?? sid), state: kept ? 'kept' : 'extra',
      toTwilio: actionsFor({ draft }, (work) => (work.do === 'take-access-list-off-trunk' || work.do === 'take-credential-list-off-trunk') && work.sid === sid),
      toSite: kept ? disagree(question) : ours ? null : agree('Let it stay', question), byHand: ours ? null : BY_HAND,
    });
  }));
}
