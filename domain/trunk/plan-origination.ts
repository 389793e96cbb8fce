import { action, needOf, type Origin } from './actions.ts';
import { ask, askToChange, type Drafting, type Given, type PlannedTrunk } from './drafting.ts';
import { isOurs } from './ledger.ts';
import { trunkDomain } from './edges.ts';
import { sameHost, sameOrigin, sameTarget } from './origin.ts';
import type { TwilioSnapshot } from '../site/record.ts';

type Present = NonNullable<TwilioSnapshot['trunks'][number]['parts']>['originationUrls'][number];

/** Weight and priority where they matter: a single URL gets all calls whatever they are. */
function described({ url, weight, priority }: Origin, alone: boolean): string {
  return alone ? url : `${url}, priority ${priority}, weight ${weight}`;
}

/** Each wanted URL with the one at Twilio that stands for it, and what is left over at Twilio. */
export interface OriginPairs {
  readonly pairs: readonly { readonly wanted: Origin; readonly there: Present | undefined; readonly asSet: boolean }[];
  readonly rest: readonly Present[];
}

/** Of two alike at Twilio, the one that is as it shall be, or else ours, is the one that counts. */
export function pairOrigins({ wants, ledger }: Pick<Given, 'wants' | 'ledger'>, present: readonly Present[]): OriginPairs {
  const isMine = ({ sid }: Present): boolean => isOurs(ledger, 'origination-url', sid);
  const leadsThere = (there: Present, wanted: Origin): boolean => sameOrigin(there.url, wanted.url) || (!isMine(there) && sameTarget(there.url, wanted.url, wants.secure));
  const asSet = (there: Present, wanted: Origin): boolean => there.enabled && there.weight === wanted.weight && there.priority === wanted.priority && leadsThere(there, wanted);
  const rank = (url: Present, wanted: Origin): number => (asSet(url, wanted) ? 2 : 0) + (isMine(url) ? 1 : 0);
  const taken = new Set<string>();
  const chosen = wants.origins.map((wanted) => {
    const [best] = present.filter((url) => !taken.has(url.sid) && (sameOrigin(url.url, wanted.url) || (!isMine(url) && sameHost(url.url, wanted.url)))).sort((one, other) => rank(other, wanted) - rank(one, wanted));
    if (best) taken.add(best.sid);
    return { wanted, best };
  });
  // Our own by another transport is the one that is to be changed, where none is as it shall be: Secure Trunking was switched since.
  const pairs = chosen.map(({ wanted, best }) => {
    const there = best ?? present.find((url) => !taken.has(url.sid) && sameHost(url.url, wanted.url));
    if (there) taken.add(there.sid);
    return { wanted, there, asSet: there !== undefined && asSet(there, wanted) };
  });
  return { pairs, rest: present.filter(({ sid }) => !taken.has(sid)) };
}

export function planOrigination(given: Given, trunk: PlannedTrunk, draft: Drafting): void {
  const { wants, ledger } = given;
  const domain = trunkDomain(wants.domainLabel);
  const { pairs, rest } = pairOrigins(given, trunk.there?.parts?.originationUrls ?? []);
  const spare = rest.filter(({ sid }) => isOurs(ledger, 'origination-url', sid));
  const alone = wants.origins.length === 1;
  for (const { wanted, there, asSet } of pairs) {
    if (asSet) continue;
    const naturalKey = `${domain} ${wanted.url}`;
    if (there) {
      askToChange(given, 'origination-url', there.sid, {
        about: [`change-origination-url ${wanted.url}`], what: `The trunk sends calls to ${there.url}${there.enabled ? ` with priority ${there.priority} and weight ${there.weight}` : ' only when somebody enables it'}. Trunkbook did not set that up.`,
        yes: `Set it to ${wanted.url}, priority ${wanted.priority}, weight ${wanted.weight}, enabled`, no: 'Change what this site shall have',
      }, draft);
    }
    const change = there ?? spare.shift();
    draft.actions.push(change
      ? action(`change-origination-url ${wanted.url}`, { do: 'change-origination-url', trunk: trunk.reference, sid: change.sid, ...wanted }, {
        naturalKey, words: `Set the origination URL ${change.url} to ${described(wanted, alone)}${change.enabled ? '' : ', and enable it'}`, why: 'Incoming calls must reach this PBX.',
      })
      : action(`create-origination-url ${wanted.url}`, { do: 'create-origination-url', trunk: trunk.reference, ...wanted }, {
        naturalKey, needs: [needOf(trunk.reference)], words: `Add the origination URL ${described(wanted, alone)}`, why: 'Twilio sends incoming calls there.',
      }));
  }
  for (const { sid, url } of spare) {
    draft.actions.push(action(`remove-origination-url ${sid}`, { do: 'remove-origination-url', trunk: trunk.reference, sid }, {
      naturalKey: `${domain} ${url}`, words: `Remove the origination URL ${url}`, why: 'Trunkbook added it, and calls shall go there no more.',
    }));
  }
  askAboutOthers(given, rest.filter(({ sid }) => !isOurs(ledger, 'origination-url', sid)), draft);
}

/** The question whose answer leaves a part at Twilio that was not made for this site. */
export function keepQuestion(sid: string): string {
  return `keep ${sid}`;
}

function askAboutOthers({ intent }: Given, others: readonly Present[], draft: Drafting): void {
  for (const { sid, url, enabled } of others) {
    const id = keepQuestion(sid);
    if (!enabled || intent.agreed.includes(id)) continue;
    ask(draft, [id], {
      about: [], what: `The trunk sends incoming calls to ${url} as well, which was not set up for this site. Calls are shared between the two.`,
      yes: `Keep ${url} beside this PBX`, no: 'Remove it in the Twilio Console, and read the account again',
    });
  }
}
