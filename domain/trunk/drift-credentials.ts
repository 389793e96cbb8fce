import { refuse } from '../judgement.ts';
import { readSipUsername } from '../site/values.ts';
import { isOurs } from './ledger.ts';
import type { Comparing, DriftRow } from './drift.ts';
import { BY_HAND, listRows } from './drift-lists.ts';
import { actionsFor, agree, disagree, fromPbx, NONE, reported, row, setTrunk, UNKNOWN, value } from './drift-row.ts';
import { keepQuestion } from './plan-origination.ts';

const GROUP = { group: 'Credential list' } as const;

export function credentialRows(comparing: Comparing): readonly DriftRow[] {
  const { wants, credentialList } = comparing;
  const users = credentialList?.users ?? [];
  const user = users.find(({ username }) => username === wants.sipUsername);
  const sides = reported(comparing, 'trunk.authenticationId', wants.sipUsername);
  const seen = comparing.observed.pbxTrunk['trunk.authenticationId']?.value ?? '';
  const name = readSipUsername(seen);
  const said = name.ok ? name : refuse(`“${seen}” is no SIP user name: ${name.why}`);
  return [
    ...listRows(comparing, 'credential'),
    row({
      ...GROUP, id: 'credential.username', label: 'User', site: value(wants.sipUsername), twilio: user ? value(user.username) : NONE, state: user ? 'same' : 'missing', ...sides,
      toTwilio: actionsFor(comparing, (work) => work.do === 'create-credential'),
      ...fromPbx(sides, said, (sipUsername) => setTrunk(`Take what 3CX has: ${sipUsername}`, { sipUsername })),
    }),
    passwordRow(comparing, user?.sid ?? null),
    ...users.filter(({ username }) => username !== wants.sipUsername).map((other) => otherUserRow(comparing, other)),
  ];
}

/** Twilio shows no password: whether the right one is there is what the ledger knows. */
function passwordRow(comparing: Comparing, userSid: string | null): DriftRow {
  const { wants, ledger, observed } = comparing;
  const revision = wants.passwordRevision;
  const sent = userSid === null ? undefined : ledger.secretSent.get(userSid);
  const entered = observed.pbxTrunk['trunk.sipPassword'];
  const current = revision !== null && sent === revision;
  return row({
    ...GROUP, id: 'credential.password', label: 'SIP password', site: revision === null ? UNKNOWN : value('in the vault'),
    twilio: userSid === null ? NONE : current ? value('as in the vault') : UNKNOWN, state: revision === null ? 'unknown' : userSid === null ? 'missing' : current ? 'same' : 'differs',
    pbx: entered === undefined ? UNKNOWN : { ...value(entered.value === revision ? 'as in the vault' : 'an earlier one'), source: 'reported', at: entered.at },
    pbxState: entered === undefined || revision === null ? 'unknown' : entered.value === revision ? 'same' : 'differs',
    toTwilio: actionsFor(comparing, (work) => work.do === 'set-password' || work.do === 'create-credential'),
    toSite: revision !== null && userSid !== null && !current ? setTrunk('Leave the one that Twilio has: not known here', { sipPassword: null }) : null,
  });
}

function otherUserRow(comparing: Comparing, { sid, username }: { readonly sid: string; readonly username: string }): DriftRow {
  const question = keepQuestion(sid);
  const ours = isOurs(comparing.ledger, 'credential', sid);
  const kept = comparing.intent.agreed.includes(question) && !ours;
  return row({
    ...GROUP, id: `user ${sid}`, label: 'Another user', site: NONE, twilio: value(username), state: kept ? 'kept' : 'extra',
    toTwilio: actionsFor(comparing, (work) => work.do === 'remove-credential' && work.sid === sid),
    toSite: kept ? disagree(question) : ours ? null : agree('Let it stay', question), byHand: ours ? null : BY_HAND,
  });
}
