import type { Observed } from '../site/record.ts';
import { action, needOf, type Reference } from './actions.ts';
import { ask, type Drafting, type Given, type PlannedTrunk } from './drafting.ts';
import { isOurs, ledgerKey } from './ledger.ts';
import { planList } from './plan-lists.ts';

type Users = readonly { readonly sid: string; readonly username: string }[];

export function planCredentials(given: Given, trunk: PlannedTrunk, draft: Drafting): void {
  const { wants, account } = given;
  planList(given, trunk, {
    resource: 'credential-list', called: 'credential list', name: wants.credentialListName, lists: account.credentialLists, on: trunk.there?.parts?.credentialLists ?? [],
    why: 'The PBX proves with a user name and a password that a call is its own.', use: 'Use that list, and set this site’s user in it',
    create: (name) => ({ do: 'create-credential-list', name }), rename: (sid, name) => ({ do: 'rename-credential-list', sid, name }),
    put: (on, list) => ({ do: 'put-credential-list-on-trunk', trunk: on, list }), takeOff: (from, sid) => ({ do: 'take-credential-list-off-trunk', trunk: from, sid }),
  }, (list, reference) => planUser(given, list?.users ?? [], reference, draft), draft);
}

function planUser(given: Given, users: Users, list: Reference, draft: Drafting): void {
  const { wants, intent, ledger, observed } = given;
  const naturalKey = `${wants.credentialListName} ${wants.sipUsername}`;
  const { passwordRevision: secretRevision } = wants;
  const user = users.find((other) => other.username === wants.sipUsername);
  if (user) {
    if (secretRevision !== null && ledger.secretSent.get(user.sid) !== secretRevision) {
      const ours = ledger.secretSent.has(user.sid) || isOurs(ledger, 'credential', user.sid) || ledger.unanswered.has(ledgerKey('credential', naturalKey));
      const question = `password ${user.sid}`;
      if (!ours && !intent.agreed.includes(question)) {
        ask(draft, [question], {
          about: ['set-password'], what: `The list has a user “${wants.sipUsername}” already, who was not made for this site. A new password cuts off whoever uses it.`,
          yes: 'Set this site’s password for that user', no: 'Choose another user name',
        });
      }
      draft.actions.push(action('set-password', { do: 'set-password', list, sid: user.sid, username: wants.sipUsername, secretRevision }, {
        naturalKey, words: `Set the SIP credential password of “${wants.sipUsername}”`, why: 'Twilio never shows a password, and this one is not known to have been sent.',
      }));
    }
  } else if (secretRevision === null) {
    draft.problems.push({ field: 'sipPassword', why: `Twilio has no user “${wants.sipUsername}” yet. Set the SIP credential password, or have one generated.` });
  } else {
    draft.actions.push(action('create-credential', { do: 'create-credential', list, username: wants.sipUsername, secretRevision }, {
      naturalKey, needs: [needOf(list)], words: `Create the user “${wants.sipUsername}” with the SIP credential password`, why: '3CX logs in to the trunk with it.',
    }));
  }
  for (const { sid, username } of users) {
    if (username === wants.sipUsername || !isOurs(ledger, 'credential', sid)) continue;
    draft.actions.push(action(`remove-credential ${username}`, { do: 'remove-credential', list, sid }, {
      naturalKey: `${wants.credentialListName} ${username}`, needs: ['create-credential', 'set-password'].filter((id) => draft.actions.some((one) => one.id === id)),
      ...(inUse(username, observed)
        ? { words: `Remove the user “${username}”: outgoing calls fail until 3CX has the new name, “${wants.sipUsername}”`, why: 'Trunkbook made it, and 3CX was reported to log in with it. Have 3CX open, and enter the new name right afterwards.' }
        : { words: `Remove the user “${username}”`, why: 'Trunkbook made it, and 3CX shall log in with another one now. Where it does not do so yet, outgoing calls fail.' }),
    }));
  }
}

/** Whether 3CX logs in with this user, as far as somebody said so. */
function inUse(username: string, { pbxTrunk }: Observed): boolean {
  return pbxTrunk['trunk.authenticationId']?.value === username;
}
