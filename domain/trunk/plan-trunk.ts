import type { TransferMode, TwilioSnapshot } from '../site/record.ts';
import { action, type Consent, madeBy, there, type TrunkSettings } from './actions.ts';
import type { Drafting, Given, PlannedTrunk } from './drafting.ts';
import { ask, settle } from './drafting.ts';
import { trunkDomain } from './edges.ts';
import { matchTrunk, useQuestion } from './match.ts';
import type { Requirements } from './requirements.ts';

/** A domain that Twilio said was taken may become free: so long it is not tried again. In milliseconds. */
const TAKEN_FOR = 60 * 60_000;

/** One setting of a trunk that is not as the site shall have it. */
export interface TrunkDifference {
  readonly setting: 'name' | 'domain' | 'secure' | 'cnam' | 'transfer';
  readonly words: string;
  readonly settings: Partial<TrunkSettings>;
}

type WantedSettings = Pick<Requirements, 'friendlyName' | 'domainLabel' | 'secure' | 'cnamLookup' | 'transferMode'>;

const on = (is: boolean): string => (is ? 'on' : 'off');

export const TRANSFER_WORDS: Readonly<Record<TransferMode, string>> = {
  'disable-all': 'transfers by Twilio off', 'enable-all': 'transfers by Twilio on, to phones and SIP', 'sip-only': 'transfers by Twilio on, to SIP only',
};

/** What has to be set on a trunk that is there. A setting that a reading did not look at says nothing. */
export function trunkDifferences(trunk: TwilioSnapshot['trunks'][number], wants: WantedSettings): readonly TrunkDifference[] {
  const domainName = trunkDomain(wants.domainLabel);
  const differences: (TrunkDifference | false)[] = [
    trunk.name !== wants.friendlyName && { setting: 'name', words: `its name to “${wants.friendlyName}”`, settings: { friendlyName: wants.friendlyName } },
    trunk.domainName?.toLowerCase() !== domainName && { setting: 'domain', words: `its domain to ${domainName}`, settings: { domainName } },
    trunk.secure !== wants.secure && { setting: 'secure', words: `Secure Trunking ${on(wants.secure)}`, settings: { secure: wants.secure } },
    trunk.cnamLookup !== wants.cnamLookup && { setting: 'cnam', words: `CNAM lookup ${on(wants.cnamLookup)}`, settings: { cnamLookup: wants.cnamLookup } },
    wants.transferMode !== null && trunk.transferMode !== null && trunk.transferMode !== wants.transferMode && { setting: 'transfer', words: TRANSFER_WORDS[wants.transferMode], settings: { transferMode: wants.transferMode } },
  ];
  return differences.filter((difference) => difference !== false);
}

/** CNAM is billed for every lookup, also when no name is found (twilio.md 1.6). */
const cnamCosts = (turnsOn: boolean): { readonly consent?: Consent } => (turnsOn ? { consent: { to: 'cost', what: 'CNAM lookup', words: 'Twilio charges for every lookup: one for each incoming call, also where no name is found.' } } : {});

export function planTrunk(given: Given, draft: Drafting): PlannedTrunk {
  const { wants, intent, account, ledger, now } = given;
  const domainName = trunkDomain(wants.domainLabel);
  const takenAt = ledger.takenDomains.get(domainName);
  const trunk = settle(matchTrunk(account.trunks, wants.domainLabel, ledger, intent.agreed), draft, {
    what: `This account already has a trunk at ${domainName} that was not made for this site.`,
    yes: 'Use that trunk for this site, and set it as planned', no: 'Choose another name for the termination URI',
  });
  if (takenAt !== undefined && now - Date.parse(takenAt) < TAKEN_FOR && trunk?.domainName !== domainName) {
    draft.problems.push({ field: 'trunk.domainLabel', why: `Twilio says that ${domainName} is taken by another trunk. Choose another name.` });
  }
  if (!trunk) {
    askTrial(given, draft);
    askBesideAdopted(given, domainName, draft);
    // A trunk that is yet to be made is found as Twilio makes it.
    const transferMode = wants.transferMode ?? 'disable-all';
    const settings = { friendlyName: wants.friendlyName, domainName, secure: wants.secure, cnamLookup: wants.cnamLookup, transferMode };
    draft.actions.push(action('create-trunk', { do: 'create-trunk', ...settings }, {
      naturalKey: domainName, ...cnamCosts(wants.cnamLookup),
      words: `Create the trunk “${wants.friendlyName}” at ${domainName}, Secure Trunking ${on(wants.secure)}, CNAM lookup ${on(wants.cnamLookup)}, ${TRANSFER_WORDS[transferMode]}`,
      why: 'It is what connects the PBX with the telephone network.',
    }));
    return { reference: madeBy('create-trunk'), there: undefined };
  }
  const differs = trunkDifferences(trunk, wants);
  if (differs.length > 0) draft.actions.push(updateTrunk(trunk, domainName, differs));
  return { reference: there(trunk.sid), there: trunk };
}

/** One call that sets what differs, and nothing else. */
export function updateTrunk({ sid, name }: { readonly sid: string; readonly name: string }, domainName: string, differs: readonly TrunkDifference[]): ReturnType<typeof action> {
  const settings = Object.assign({}, ...differs.map((difference) => difference.settings)) as Partial<TrunkSettings>;
  return action('update-trunk', { do: 'update-trunk', sid, settings }, {
    naturalKey: domainName, ...cnamCosts(settings.cnamLookup === true), words: `Set on the trunk${name === '' ? '' : ` “${name}”`}: ${differs.map(({ words }) => words).join(', ')}`, why: 'The trunk at Twilio differs from what this site shall have.',
  });
}

/** A trunk that this site was to use is there under another domain: a new one beside it may not be what anybody wants. */
function askBesideAdopted({ account, intent }: Given, domainName: string, draft: Drafting): void {
  const adopted = account.trunks.find(({ sid }) => intent.agreed.includes(useQuestion(sid)));
  const name = `beside ${adopted?.sid ?? ''} ${domainName}`;
  if (!adopted || intent.agreed.includes(name)) return;
  ask(draft, [name], {
    about: ['create-trunk'], what: `This site was to use the trunk “${adopted.name}”, which is at ${adopted.domainName ?? 'no domain'}, not at ${domainName}. Trunkbook did not make it, and does not move it.`,
    yes: `Make a new trunk at ${domainName}`, no: 'Change the termination URI, or take that trunk over again',
  });
}

/** Elastic SIP Trunking is for upgraded accounts (twilio.md 0.3). NC: what a trial account really answers; so it is asked, not forbidden. */
function askTrial({ account, ledger, intent }: Given, draft: Drafting): void {
  if (account.account !== null && account.account.status !== 'active') {
    draft.problems.push({ field: 'account', why: `The Twilio account is ${account.account.status}. Somebody with access to its billing must settle that in the Twilio Console.` });
  }
  const id = `trial ${account.accountSid}`;
  const isTrial = account.account === null ? ledger.trialSince !== null : account.account.type === 'trial';
  if (!isTrial || intent.agreed.includes(id)) return;
  ask(draft, [id], {
    about: ['create-trunk'], what: `${account.account !== null ? 'This is a trial account' : 'Twilio says that this is a trial account'}. SIP trunks need an upgraded account: Twilio will probably refuse, and nothing is lost by trying.`,
    yes: 'Try it all the same', no: 'Have the account upgraded in the Twilio Console, then read it again',
  });
}
