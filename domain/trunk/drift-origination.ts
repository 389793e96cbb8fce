import type { OtherOrigin } from '../site/record.ts';
import { MOST_OTHER_ORIGINS } from '../site/origin-limit.ts';
import type { Origin } from './actions.ts';
import { isOurs } from './ledger.ts';
import type { Comparing, DriftRow, TakeOver } from './drift.ts';
import { BY_HAND } from './drift-lists.ts';
import { actionsFor, agree, disagree, NONE, row, value } from './drift-row.ts';
import { leadsToHost, readOriginUrl } from './origin.ts';
import { keepQuestion, pairOrigins } from './plan-origination.ts';

const GROUP = { group: 'Origination' } as const;

const shown = ({ url, weight, priority }: Origin): string => `${url} (priority ${priority}, weight ${weight})`;

export function originRows(comparing: Comparing): readonly DriftRow[] {
  const { wants, trunk, intent, ledger } = comparing;
  const { pairs, rest } = pairOrigins(comparing, trunk?.parts?.originationUrls ?? []);
  const wanted = pairs.map(({ wanted: origin, there, asSet }, index): DriftRow => row({
    ...GROUP, id: `origin ${origin.url}`, label: index === 0 ? 'Calls go to the PBX' : 'Calls go to', site: value(shown(origin)), twilio: there ? value(`${shown(there)}${there.enabled ? '' : ', disabled'}`) : NONE,
    state: there ? (asSet ? 'same' : 'differs') : 'missing',
    toTwilio: actionsFor(comparing, (work) => (work.do === 'create-origination-url' || work.do === 'change-origination-url') && work.url === origin.url),
    toSite: there && asSet ? null : index === 0 ? (there?.enabled && (there.weight !== origin.weight || there.priority !== origin.priority) ? takeWeights(there) : null) : there?.enabled ? changeOther(origin.url, 'Take what Twilio has', there) : changeOther(origin.url, 'Do without it', null),
  }));
  const byUrl = new Set(wants.origins.map(({ url }) => url));
  const others = rest.filter(({ enabled, sid }) => enabled || isOurs(ledger, 'origination-url', sid)).map((there): DriftRow => {
    const question = keepQuestion(there.sid);
    const ours = isOurs(ledger, 'origination-url', there.sid);
    const kept = intent.agreed.includes(question) && !ours;
    // Another way to the PBX itself is no other place.
    const canHold = readOriginUrl(there.url).ok && !byUrl.has(there.url) && !leadsToHost(there.url, wants.fqdn) && intent.trunk.origination.others.length < MOST_OTHER_ORIGINS;
    return row({
      ...GROUP, id: `origin ${there.sid}`, label: 'Calls go also to', site: NONE, twilio: value(`${shown(there)}${there.enabled ? '' : ', disabled'}`), state: kept ? 'kept' : 'extra',
      toTwilio: actionsFor(comparing, (work) => (work.do === 'remove-origination-url' || work.do === 'change-origination-url') && work.sid === there.sid),
      toSite: kept ? disagree(question) : canHold ? addOther(there) : ours ? null : agree('Let it stay', question), byHand: ours ? null : BY_HAND,
    });
  });
  return [...wanted, ...others];
}

function takeWeights({ weight, priority }: Origin): TakeOver {
  return { words: `Take priority ${priority}, weight ${weight}`, change: ({ trunk }) => ({ trunk: { ...trunk, origination: { ...trunk.origination, weight, priority } } }) };
}

function changeOther(url: string, words: string, found: OtherOrigin | null): TakeOver {
  return {
    words,
    change: ({ trunk }) => ({
      trunk: { ...trunk, origination: { ...trunk.origination, others: trunk.origination.others.flatMap((one) => (one.url !== url ? [one] : found === null ? [] : [{ url: found.url, weight: found.weight, priority: found.priority }])) } },
    }),
  };
}

function addOther({ url, weight, priority }: Origin): TakeOver {
  return { words: 'Add it to what this site shall have', change: ({ trunk }) => ({ trunk: { ...trunk, origination: { ...trunk.origination, others: [...trunk.origination.others, { url, weight, priority }] } } }) };
}
